// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/help_panel.h"

#include "ui/shell/help_tables.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/sentences.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QFile>
#include <QHBoxLayout>
#include <QTextBrowser>
#include <QTextTable>

namespace yichuang
{

QString codesInMarkdown()
{
    const auto say = [](const char *text) { return QCoreApplication::translate("Help", text); };
    QString table = QStringLiteral("# ") + say(QT_TRANSLATE_NOOP("Help", "Codes")) + QStringLiteral("\n\n| ")
                    + say(QT_TRANSLATE_NOOP("Help", "Code")) + QStringLiteral(" | ")
                    + say(QT_TRANSLATE_NOOP("Help", "What happened")) + QStringLiteral(" | ")
                    + say(QT_TRANSLATE_NOOP("Help", "What to do")) + QStringLiteral(" |\n|---|---|---|\n");
    for (const Fault fault : allFaults()) {
        const Sentence sentence = sentenceFor(fault);
        table += QStringLiteral("| %1 | %2 %3 | %4 |\n").arg(sentence.code, sentence.what, sentence.why, sentence.next);
    }
    return table;
}

HelpPanel::HelpPanel(const Theme &theme, Actions &actions, QWidget *parent)
    : QFrame(parent),
      m_theme(theme),
      m_browser(new QTextBrowser(this))
{
    setRole(this, "panel");
    setNames(this, "helpPanel", tr("Help"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(8);
    auto *head = new QHBoxLayout;
    auto *codes = new QPushButton(tr("Codes"), this);
    setNames(codes, "helpCodes", tr("Table of codes"));
    head->addWidget(makeLabel(tr("Help"), "heading", this), 1);
    head->addWidget(codes);
    head->addWidget(new ActionButton(actions.of(Act::ClosePanel), "normal", this));
    column->addLayout(head);
    m_browser->setOpenLinks(false);
    m_browser->setOpenExternalLinks(false);
    setNames(m_browser, "helpText", tr("Help"));
    column->addWidget(m_browser, 1);
    connect(codes, &QPushButton::clicked, this, [this] { load(QStringLiteral("codes")); });
    connect(m_browser, &QTextBrowser::anchorClicked, this, [this](const QUrl &url) {
        QString page = url.path();
        if (page.endsWith(QStringLiteral(".md")))
            page.chop(3);
        load(page);
    });
    connect(actions.of(Act::ClosePanel), &QAction::triggered, this, &HelpPanel::closed);
}

void HelpPanel::open(const QString &page, const QString &language)
{
    m_language = language;
    load(page);
}

void HelpPanel::load(const QString &page)
{
    static const QHash<QString, QString (*)()> made{{QStringLiteral("codes"), codesInMarkdown},
                                                    {QStringLiteral("states"), statesInMarkdown},
                                                    {QStringLiteral("clocks"), clocksInMarkdown}};
    if (const auto write = made.value(page)) {
        lay(write());
        return;
    }
    QFile file(QStringLiteral(":/help/%1/%2.md").arg(m_language, page));
    if (!file.open(QIODevice::ReadOnly)) {
        file.setFileName(QStringLiteral(":/help/%1/index.md").arg(m_language));
        if (!file.open(QIODevice::ReadOnly))
            return;
    }
    lay(QString::fromUtf8(file.readAll()));
}

void HelpPanel::lay(const QString &markdown)
{
    m_browser->setMarkdown(markdown);
    for (QTextFrame *frame : m_browser->document()->rootFrame()->childFrames()) {
        auto *table = qobject_cast<QTextTable *>(frame);
        if (table == nullptr)
            continue;
        QTextTableFormat format = table->format();
        format.setBorderCollapse(true);
        format.setBorder(1);
        format.setBorderBrush(m_theme.tokens().border);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setCellPadding(6);
        format.setCellSpacing(0);
        // Collapsed borders are drawn outside of the width: all of it would scroll by them.
        format.setWidth(QTextLength(QTextLength::PercentageLength, 99));
        table->setFormat(format);
    }
}

} // namespace yichuang
