// SPDX-License-Identifier: Apache-2.0
#include "ui/printing/paper_preview.h"

#include "app/base/when_done.h"
#include "ui/printing/pdf_pages.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/words.h"

#include <QComboBox>
#include <QFileDialog>
#include <QSaveFile>
#include <QScrollArea>
#include <QThreadPool>
#include <QVBoxLayout>

namespace yichuang
{

PaperPreview::PaperPreview(const Theme &theme, Actions &actions, std::function<QString()> printer, QWidget *parent)
    : QFrame(parent),
      m_theme(theme),
      m_printer(std::move(printer))
{
    setRole(this, "panel");
    setNames(this, "paperPreview", tr("Papers of this visit"));
    build(actions);
}

void PaperPreview::build(Actions &actions)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Papers of this visit"), "heading", this, true), 1);
    head->addWidget(new ActionButton(actions.of(Act::ClosePanel), "normal", this));
    column->addLayout(head);
    m_choice = new QComboBox(this);
    setNames(m_choice, "paperChoice", tr("Paper"));
    column->addWidget(m_choice);
    m_note = makeLabel({}, "small", this, true);
    column->addWidget(m_note);
    auto *inside = new QWidget(this);
    setRole(inside, "plain");
    m_pages = new QVBoxLayout(inside);
    m_pages->setContentsMargins(0, 0, 0, 0);
    m_pages->setSpacing(12);
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(inside);
    setNames(area, "paperPages", tr("Preview"));
    column->addWidget(area, 1);
    auto *buttons = new FlowLayout(8);
    buttons->addWidget(new ActionButton(actions.of(Act::PrintPaper), "primary", this));
    buttons->addWidget(new ActionButton(actions.of(Act::SavePaper), "normal", this));
    column->addLayout(buttons);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &PaperPreview::showPaper);
    connect(actions.of(Act::PrintPaper), &QAction::triggered, this, &PaperPreview::print);
    connect(actions.of(Act::SavePaper), &QAction::triggered, this, &PaperPreview::save);
    connect(actions.of(Act::ClosePanel), &QAction::triggered, this, &PaperPreview::closed);
}

void PaperPreview::add(const FinishedPaper &paper)
{
    m_papers.append(paper);
    m_choice->addItem(wordOf(paper.job.paper) + QStringLiteral("  ") + paper.text.receiptNumber);
    if (!isVisible())
        m_choice->setCurrentIndex(m_choice->count() - 1);
}

void PaperPreview::forget()
{
    m_papers.clear();
    m_choice->clear();
    m_shown = -1;
    clearLayout(m_pages);
}

void PaperPreview::showPaper(int index)
{
    if (index < 0 || index >= m_papers.size())
        return;
    m_shown = index;
    const FinishedPaper &paper = m_papers.at(index);
    m_note->setText(paper.text.offline ? tr("Made off line; valid as it is.") : QString());
    m_note->setVisible(paper.text.offline);
    whenDone(renderPdf(paper.pdf, m_theme.column(400)), this, [this, index](const Result<QList<QImage>> &pages) {
        if (index != m_shown)
            return;
        if (pages)
            showPages(*pages);
        else
            Q_EMIT told(pages.error());
    });
}

void PaperPreview::showPages(const QList<QImage> &pages)
{
    clearLayout(m_pages);
    int number = 0;
    for (const QImage &page : pages) {
        auto *sheet = new QLabel(this);
        sheet->setPixmap(QPixmap::fromImage(page));
        setRole(sheet, "sheet");
        sheet->setObjectName(QStringLiteral("paperSheet"));
        sheet->setAccessibleName(tr("Page %1 of %2").arg(++number).arg(pages.size()));
        m_pages->addWidget(sheet, 0, Qt::AlignHCenter | Qt::AlignTop);
    }
    m_pages->addStretch(1);
}

void PaperPreview::print()
{
    if (m_shown < 0 || !isVisible())
        return;
    const FinishedPaper &paper = m_papers.at(m_shown);
    const QString title = wordOf(paper.job.paper);
    whenDone(printPaper(paper.text, m_printer ? m_printer() : QString(), title), this,
             [this, title](const Result<Done> &done) {
                 if (done)
                     Q_EMIT printed(title);
                 else
                     Q_EMIT told(done.error());
             });
}

void PaperPreview::save()
{
    if (m_shown < 0 || !isVisible())
        return;
    const FinishedPaper paper = m_papers.at(m_shown);
    const QString name = paper.text.receiptNumber + u'-' + paperName(paper.job.paper) + QStringLiteral(".pdf");
    auto *dialog = new QFileDialog(this, tr("Save as PDF"), m_folder, tr("PDF (*.pdf)"));
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, [this, paper](const QString &path) {
        m_folder = QFileInfo(path).absolutePath();
        auto promise = std::make_shared<QPromise<bool>>();
        promise->start();
        whenDone(promise->future(), this, [this, path](bool kept) {
            if (kept)
                Q_EMIT saved(path);
            else
                Q_EMIT told(Reason{Fault::StoreReadOnly, QStringLiteral("printing.save"), {}});
        });
        QThreadPool::globalInstance()->start([promise, path, bytes = paper.pdf] {
            QSaveFile file(path);
            const bool kept = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
            promise->addResult(kept);
            promise->finish();
        });
    });
    dialog->open();
}

} // namespace yichuang
