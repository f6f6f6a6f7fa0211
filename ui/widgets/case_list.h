// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/case_store.h"

#include <QListWidget>

namespace yichuang
{

class Theme;

/// Cases as lines of matter, time, masked name and receipt number, with the state at the end.
class CaseList : public QListWidget
{
    Q_OBJECT

public:
    CaseList(const Theme &theme, QWidget *parent);
    /// `today` and the offset from UTC are the hall's. The line that was current stays so.
    void show(const QList<CaseSummary> &cases, const QDate &today, int offsetSeconds);

Q_SIGNALS:
    /// A line was chosen, by key or pointer.
    void picked(const QString &caseId);
    /// A line was opened: Enter, or a click.
    void opened(const QString &caseId);

private:
    [[nodiscard]] QString noteOf(const CaseSummary &summary, const QDate &today, int offsetSeconds) const;

    bool m_showing = false;
};

} // namespace yichuang
