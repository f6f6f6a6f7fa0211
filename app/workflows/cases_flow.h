// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/shift.h"
#include "app/ports/case_store.h"
#include "app/workflows/rulebook.h"

namespace yichuang
{

/// A list of cases out of the store, and one opened beside it. The main thread.
class CaseListFlow : public QObject
{
    Q_OBJECT

public:
    /// Shows what is this clerk's to see.
    virtual void begin(const QString &clerk);
    /// Forgets what was shown; answers that still come are dropped.
    virtual void end();
    /// Loads a case whole, with both versions where it needs attention; of several asked for, the last is shown.
    void open(const QString &caseId);
    [[nodiscard]] const std::optional<CaseFile> &opened() const { return m_opened; }
    [[nodiscard]] const Rulebook &rules() const { return m_rules; }
    /// New rules were published: names and days of what is shown are made again.
    void rulesChanged();

Q_SIGNALS:
    void changed();
    void openedChanged();
    void told(const yichuang::Reason &reason);

protected:
    CaseListFlow(CaseStore &store, const Rulebook &rules, QObject *parent);
    /// Asks the store for the list.
    [[nodiscard]] virtual QFuture<Result<QList<CaseSummary>>> ask() = 0;
    /// Asks once more; while an answer is on its way, after it.
    void reload();
    [[nodiscard]] CaseStore &store() const { return m_store; }
    [[nodiscard]] const Shift &shift() const { return m_shift; }
    /// Empty between shifts.
    [[nodiscard]] const QString &clerk() const { return m_clerk; }
    [[nodiscard]] const QList<CaseSummary> &list() const { return m_list; }
    /// The case asked for last.
    [[nodiscard]] const QString &wanted() const { return m_wanted; }
    void want(const QString &caseId) { m_wanted = caseId; }
    void showOpened(const CaseFile &file);

private:
    void startAnew(const QString &clerk);

    CaseStore &m_store;
    const Rulebook &m_rules;
    QString m_clerk;
    QList<CaseSummary> m_list;
    std::optional<CaseFile> m_opened;
    QString m_wanted;
    Shift m_shift;
    bool m_loading = false;
    bool m_again = false;
};

/// 办件: the list of cases held here, newest first.
class CasesFlow : public CaseListFlow
{
    Q_OBJECT

public:
    CasesFlow(CaseStore &store, const Rulebook &rules, QObject *parent = nullptr);
    /// How many are shown at first, and how many come with each showMore(): what a look-up costs goes by these.
    static constexpr int shownAtOnce = 100;

    /// Begins with the newest again.
    void search(const QString &text);
    [[nodiscard]] const QList<CaseSummary> &cases() const { return list(); }
    /// There may be older ones that are not shown.
    [[nodiscard]] bool hasMore() const { return list().size() >= m_limit; }
    void showMore();

private:
    [[nodiscard]] QFuture<Result<QList<CaseSummary>>> ask() override;

    QString m_text;
    int m_limit = shownAtOnce;
};

} // namespace yichuang
