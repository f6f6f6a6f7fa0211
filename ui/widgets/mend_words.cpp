// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/mend_words.h"

#include <QCoreApplication>
#include <QStringList>

namespace yichuang
{

namespace
{

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MendWords)
};

QString local(const QDateTime &at)
{
    return at.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

} // namespace

QString mendNotice(const QString &file)
{
    return Words::tr("The saved work was damaged and has been mended. Show the report to IT: %1").arg(file);
}

QString mendText(const MendReport &report)
{
    QStringList lines{Words::tr("The saved work of this window was found damaged and has been mended."),
                      Words::tr("Found: %1").arg(local(report.at)), Words::tr("What: %1").arg(describe(report.why)),
                      Words::tr("The damaged files are kept whole in: %1").arg(report.setAside)};
    if (report.backupOf.isValid())
        lines.append(Words::tr("In their place: the backup of %1").arg(local(report.backupOf)));
    else
        lines.append(Words::tr("In their place: an empty store, for there was no backup that could be used"));
    lines.append(Words::tr("Steps newer than that, read from the damaged files: %1").arg(report.carriedOver));
    lines.append(Words::tr("Places that could not be read: %1").arg(report.unreadable));
    lines.append(Words::tr("What the centre has received comes back by itself once the link is there. What was saved "
                           "after the backup, was not sent and could not be read is missing."));
    lines.append(Words::tr("Receipt numbers go on behind a gap, so that none is given twice."));
    return lines.join(u'\n') + u'\n';
}

} // namespace yichuang
