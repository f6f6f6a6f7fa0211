// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/published_rules.h"

#include "app/base/json.h"
#include "app/base/when_done.h"
#include "app/domain/catalogue/one_thing.h"

#include <QFile>
#include <QPromise>
#include <QThreadPool>

namespace yichuang
{
namespace
{

constexpr qsizetype policyLimit = 256 * 1024;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<ClockRules> clocksOf(const QByteArray &policy)
{
    return parseJsonObject(policy, {policyLimit, 8}).and_then([](const QJsonObject &json) {
        return clockRulesFromJson(json.value(QLatin1String("clocks")).toObject());
    });
}

QList<MatterEntry> entriesOf(const Catalogue &catalogue)
{
    QList<MatterEntry> entries;
    entries.reserve(catalogue.matters.size());
    for (const Matter &matter : catalogue.matters)
        entries.append({matter.code, matter.name, matter.department, matter.keywords, 0});
    for (const OneThing &oneThing : catalogue.oneThings)
        entries.append({oneThing.code, oneThing.name, oneThing.department, oneThing.keywords, 0});
    return entries;
}

} // namespace

struct PublishedRules::Reading {
    CatalogueChoice choice;
    QByteArray published; ///< what became the current catalogue; empty where it was one of those kept
    std::shared_ptr<const WorkingDays> calendar;
    std::optional<ClockRules> clocks;
    std::shared_ptr<MatterSearch> search;
    std::shared_ptr<PinyinReadings> readings;
    std::optional<Reason> failure;
};

PublishedRules::PublishedRules(Outbox &documents, QString resources, const Issuer &issuer, QObject *parent)
    : QObject(parent),
      m_documents(documents),
      m_kept(documents),
      m_resources(std::move(resources))
{
    m_rulebook.issuer = issuer;
}

void PublishedRules::reload()
{
    using Document = Result<QPair<QByteArray, QString>>;
    whenDone(m_documents.document(QStringLiteral("catalogue")), this, [this](const Document &catalogue) {
        whenDone(m_documents.document(QStringLiteral("calendar")), this, [this, catalogue](const Document &calendar) {
            whenDone(m_documents.document(QStringLiteral("policy")), this,
                     [this, catalogue, calendar](const Document &policy) {
                         const auto bytesOf = [](const Document &one) { return one ? one->first : QByteArray(); };
                         Documents documents{bytesOf(catalogue), bytesOf(calendar), bytesOf(policy), {}};
                         m_kept.load([this, documents](const QList<QByteArray> &kept) mutable {
                             documents.kept = kept;
                             read(documents);
                         });
                     });
        });
    });
}

void PublishedRules::read(const Documents &documents)
{
    auto promise = std::make_shared<QPromise<std::shared_ptr<Reading>>>();
    promise->start();
    whenDone(promise->future(), this, [this](const std::shared_ptr<Reading> &reading) { take(reading); });
    QThreadPool::globalInstance()->start([promise, documents, resources = m_resources, readings = m_readings] {
        const auto &[catalogue, calendar, policy, kept] = documents;
        auto reading = std::make_shared<Reading>();
        const auto note = [&reading](const Reason &reason) {
            if (!reading->failure)
                reading->failure = reason;
        };
        auto days = WorkingDays::fromJson(
            calendar.isEmpty() ? contentOf(resources + QStringLiteral("/calendar/china-working-days.json")) : calendar);
        if (days)
            reading->calendar = std::make_shared<const WorkingDays>(*std::move(days));
        else
            note(days.error());
        if (!policy.isEmpty()) {
            auto clocks = clocksOf(policy);
            if (clocks)
                reading->clocks = *clocks;
            else
                note(clocks.error());
        }
        reading->readings = readings;
        if (!readings) {
            auto table = PinyinReadings::fromTsv(contentOf(resources + QStringLiteral("/pinyin/readings.tsv")));
            reading->readings = std::make_shared<PinyinReadings>(table ? *std::move(table) : PinyinReadings());
            if (!table)
                note(table.error());
        }
        reading->choice = chooseCatalogue(catalogue, kept);
        if (reading->choice.refused)
            note(*reading->choice.refused);
        if (const auto &current = reading->choice.current) {
            reading->search = std::make_shared<MatterSearch>(entriesOf(*current), *reading->readings);
            if (!reading->choice.refused)
                reading->published = catalogue;
        }
        promise->addResult(std::move(reading));
        promise->finish();
    });
}

void PublishedRules::take(const std::shared_ptr<Reading> &reading)
{
    // A document that cannot be read never replaces one that could.
    if (reading->choice.current) {
        m_rulebook.catalogue = reading->choice.current;
        m_rulebook.earlierCatalogues = reading->choice.earlier;
        m_search = reading->search;
        m_search->setUses(m_uses);
        if (!reading->published.isEmpty())
            m_kept.keep(reading->published, QString::fromLatin1(reading->choice.current->hash));
    }
    if (reading->calendar)
        m_rulebook.calendar = reading->calendar;
    if (reading->clocks)
        m_rulebook.clocks = *reading->clocks;
    m_readings = reading->readings;
    if (reading->failure)
        Q_EMIT failed(*reading->failure);
    Q_EMIT changed();
}

QString PublishedRules::noteOf(const MatterEntry &entry) const
{
    const OneThing *oneThing = m_rulebook.oneThing(entry.code);
    if (oneThing == nullptr)
        return entry.department;
    QStringList names;
    for (const OneThingPart &part : partsFor(*oneThing, usualAnswers(*oneThing))) {
        if (const Matter *matter = m_rulebook.matter(part.matter))
            names.append(matter->name);
    }
    return entry.department + QStringLiteral(" · ") + names.join(QStringLiteral("、"));
}

void PublishedRules::setUses(const QHash<QString, qint64> &uses)
{
    if (uses == m_uses)
        return;
    m_uses = uses;
    if (m_search)
        m_search->setUses(uses);
}

bool PublishedRules::means(const QString &name, const QString &typed) const
{
    if (name.contains(typed, Qt::CaseInsensitive))
        return true;
    if (!m_readings)
        return false;
    const MatterSearch one({{QString(), name, {}, {}, 0}}, *m_readings);
    return !one.find(typed, 1).isEmpty();
}

} // namespace yichuang
