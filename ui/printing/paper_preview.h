// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/print_flow.h"

#include <QFrame>
#include <QPointer>

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace yichuang
{

class Actions;
class Theme;

/// The papers of this visit, looked at beside the work: preview, print, save as PDF. Never modal.
class PaperPreview : public QFrame
{
    Q_OBJECT

public:
    /// `printer`: the page printer to use; empty for the system's own.
    PaperPreview(const Theme &theme, Actions &actions, std::function<QString()> printer, QWidget *parent);
    void add(const FinishedPaper &paper);
    void forget();
    [[nodiscard]] bool hasPapers() const { return !m_papers.isEmpty(); }

Q_SIGNALS:
    void told(const yichuang::Reason &reason);
    void printed(const QString &title);
    void saved(const QString &path);
    void closed();

private:
    void build(Actions &actions);
    void showPaper(int index);
    void showPages(const QList<QImage> &pages);
    void print();
    void save();

    const Theme &m_theme;
    std::function<QString()> m_printer;
    QList<FinishedPaper> m_papers;
    int m_shown = -1;
    QComboBox *m_choice = nullptr;
    QLabel *m_note = nullptr;
    QVBoxLayout *m_pages = nullptr;
    QString m_folder;
};

} // namespace yichuang
