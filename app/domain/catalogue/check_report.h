// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/catalogue/catalogue_check.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QSet>

/// What the checks of a catalogue share; not for use outside app/domain/catalogue.
namespace yichuang::check
{

/// Gathers faults by their place in the joined catalogue.
class Report
{
public:
    explicit Report(qsizetype most) : m_most(most) {}
    void fault(const QString &pointer, const QString &rule, const QString &found = {}, const QString &expected = {});
    void remark(const QString &pointer, const QString &rule, const QString &found = {}, const QString &expected = {});
    /// So many faults that looking further is idle; remarks, of which as many are kept, do not count.
    [[nodiscard]] bool isFull() const { return m_faultCount >= m_most; }
    [[nodiscard]] qsizetype faultCount() const { return m_faultCount; }
    [[nodiscard]] QList<CatalogueFault> &faults() { return m_faults; }

private:
    void add(const QString &pointer, const QString &rule, const QString &found, const QString &expected, bool remark);
    qsizetype m_most;
    qsizetype m_faultCount = 0;
    qsizetype m_remarkCount = 0;
    QList<CatalogueFault> m_faults;
};

/// situation id → ids of its options
using Options = QMap<QString, QStringList>;

[[nodiscard]] QString at(const QString &pointer, const QString &member);
[[nodiscard]] QString at(const QString &pointer, qsizetype index);
[[nodiscard]] QString textOf(const QJsonObject &json, const char *member);

/// Situations and their options have ids of their own.
[[nodiscard]] Options checkSituations(const QJsonObject &owner, const QString &pointer, Report &report);
/// A condition {situation: [option, …]}; notes the situations it uses.
void checkCondition(const QJsonValue &when, const QString &pointer, const Options &options, QSet<QString> &used,
                    Report &report);
/// The form's schema, its layout and prefill.
void checkForm(const QJsonObject &matter, const QString &pointer, Report &report);
void checkMatter(const QJsonObject &matter, const QString &pointer, Report &report);
void checkOneThing(const QJsonObject &oneThing, const QString &pointer, const QHash<QString, QJsonObject> &matters,
                   Report &report);

} // namespace yichuang::check
