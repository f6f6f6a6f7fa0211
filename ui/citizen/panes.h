// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/citizen.h"
#include "ui/widgets/theme.h"

#include <QPixmap>
#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace yichuang
{

class SignaturePad;

/// Says what the visitor answered; may be called once the pane is gone.
using CitizenVoice = std::function<void(const CitizenEvent &event)>;

/// Where and who: shown to everybody, of nobody.
struct CitizenPlaceNames {
    QString hall;
    QString window;
};

/// One picture of the visitor's screen, in large type. Made for one state, and destroyed with it.
class CitizenPane : public QWidget
{
    Q_OBJECT

public:
    CitizenPane(const Theme &theme, const char *name, QWidget *parent);

protected:
    [[nodiscard]] const Theme &theme() const { return m_theme; }
    [[nodiscard]] QVBoxLayout *column() const { return m_column; }
    QLabel *say(const QString &words, double times, bool bold = false, const char *role = "plain");
    [[nodiscard]] QPushButton *answer(const char *name, const QString &words, const char *role);
    /// A scrolling list that a finger moves.
    [[nodiscard]] QWidget *list(std::function<void(QWidget *sheet, QVBoxLayout *column)> fill);

private:
    const Theme &m_theme;
    QVBoxLayout *m_column;
};

/// The hall's picture, or its name.
class IdlePane final : public CitizenPane
{
    Q_OBJECT

public:
    IdlePane(const Theme &theme, const CitizenPlaceNames &names, const QPixmap &picture, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPixmap m_picture;
};

/// Words alone: the welcome and the thanks.
class WordsPane final : public CitizenPane
{
    Q_OBJECT

public:
    WordsPane(const Theme &theme, const char *name, const QString &title, const QString &words, QWidget *parent);
};

/// How the matter stands.
class ReadingPane final : public CitizenPane
{
    Q_OBJECT

public:
    ReadingPane(const Theme &theme, const CitizenReading &state, QWidget *parent);

private:
    void showAnswer(const CitizenReading &state);
};

/// Is this right?
class ConfirmPane final : public CitizenPane
{
    Q_OBJECT

public:
    ConfirmPane(const Theme &theme, const CitizenConfirming &state, CitizenVoice voice, QWidget *parent);
};

/// The signature.
class SignPane final : public CitizenPane
{
    Q_OBJECT

public:
    SignPane(const Theme &theme, const CitizenSigning &state, CitizenVoice voice, QWidget *parent);
    /// The same question with a newer sheet, or being kept: what was drawn stays.
    void follow(const CitizenSigning &state);

private:
    SignaturePad *m_pad;
    QPushButton *m_clear;
    QPushButton *m_decline;
    QPushButton *m_done;
    bool m_saving = false;
};

} // namespace yichuang
