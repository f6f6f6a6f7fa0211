// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>
#include <QHash>
#include <QIcon>
#include <QPixmap>

class QApplication;

namespace yichuang
{

/// The three sets of colours.
enum class Look { Light, Dark, Contrast };
/// What a colour says. A tone is never shown without a symbol and a word beside it.
enum class Tone { Neutral, Accent, Ok, Warning, Danger };

/// Ink on its soft ground: at least 5:1, in the high-contrast set 7:1.
struct TonePair {
    QColor ink;
    QColor soft;
};

/// The colours of a look.
struct Tokens {
    QColor background;
    QColor surface;
    QColor border;
    QColor text;
    QColor second;
    QColor onAccent;
    TonePair accent;
    TonePair ok;
    TonePair warning;
    TonePair danger;
    TonePair neutral;

    [[nodiscard]] const TonePair &pair(Tone tone) const;
};
[[nodiscard]] const Tokens &tokensOf(Look look);
/// Contrast of two colours by WCAG 2.1, 1 to 21.
[[nodiscard]] double contrastOf(const QColor &one, const QColor &other);

/// Dresses the application: palette, font and the one style sheet, made from tokens. Main thread.
class Theme : public QObject
{
    Q_OBJECT

public:
    explicit Theme(QApplication &application, QObject *parent = nullptr);
    /// `large`: base of 15 pt in place of 11. `zoom`: 100 to 200 per cent of that.
    void wear(Look look, bool large, int zoom);
    [[nodiscard]] Look look() const { return m_look; }
    [[nodiscard]] const Tokens &tokens() const { return tokensOf(m_look); }
    /// A length that grows with the letters; `length` is in pixels at 11 pt and 100 per cent.
    [[nodiscard]] int px(double length) const;
    /// The same at half the growth, for columns: letters may grow faster than the screen is wide.
    [[nodiscard]] int column(double length) const;
    [[nodiscard]] QFont font(double times = 1.0, bool bold = false) const;
    /// An icon of the icon theme, tinted; a null pixmap where the theme lacks it. `size` in logical pixels.
    [[nodiscard]] QPixmap icon(const QString &name, const QColor &tint, int size, double pixelRatio) const;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QString styleSheet() const;

    QApplication &m_application;
    QString m_systemFamily;
    Look m_look = Look::Light;
    double m_points = 11.0;
    mutable QHash<QString, QPixmap> m_icons; ///< as they were drawn last
    mutable bool m_iconsReady = false;       ///< the icon theme is set up at the first icon, not at the start
};

/// Sets the role that the style sheet dresses a widget by, as "card", "title", "second", "primary"; again at run time.
void setRole(QWidget *widget, const char *role);
/// A further word for the style sheet, as tone or issue.
void setTrait(QWidget *widget, const char *trait, const QString &value);
/// Gives a widget the name that tests and screen readers find it by.
void setNames(QWidget *widget, const char *objectName, const QString &accessibleName);

} // namespace yichuang
