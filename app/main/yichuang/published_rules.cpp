// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/published_rules.h"

#include "app/base/when_done.h"

#include <QFile>
#include <QPromise>
#include <QThreadPool>

namespace yichuang
{
namespace
{

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<MatterEntry> entriesOf(const Catalogue &catalogue)
{
    QList<MatterEntry> entries;
    entries.reserve(catalogue.matters.size());
    for (const Matter &matter : catalogue.matters)
        entries.append({matter.code, matter.name, matter.department, matter.keywords, 0});
    return entries;
}

} // namespace

struct PublishedRules::Reading {
    std::shared_ptr<const Catalogue> catalogue;
    std::shared_ptr<const WorkingDays> calendar;
    std::shared_ptr<MatterSearch> search;
    std::shared_ptr<PinyinReadings> readings;
    std::optional<Reason> failure;
};

PublishedRules::PublishedRules(Outbox &documents, QString resources, const Issuer &issuer, QObject *parent)
    : QObject(parent),
      m_documents(documents),
      m_resources(std::move(resources))
{
    m_rulebook.issuer = issuer;
}

void PublishedRules::reload()
{
    using Document = Result<QPair<QByteArray, QString>>;
    whenDone(m_documents.document(QStringLiteral("catalogue")), this, [this](const Document &catalogue) {
        whenDone(m_documents.document(QStringLiteral("calendar")), this, [this, catalogue](const Document &calendar) {
            read(catalogue ? catalogue->first : QByteArray(), calendar ? calendar->first : QByteArray());
        });
    });
}

void PublishedRules::read(const QByteArray &catalogue, const QByteArray &calendar)
{
    auto promise = std::make_shared<QPromise<std::shared_ptr<Reading>>>();
    promise->start();
    whenDone(promise->future(), this, [this](const std::shared_ptr<Reading> &reading) { take(reading); });
    QThreadPool::globalInstance()->start([promise, catalogue, calendar, resources = m_resources,
                                          readings = m_readings] {
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
        reading->readings = readings;
        if (!readings) {
            auto table = PinyinReadings::fromTsv(contentOf(resources + QStringLiteral("/pinyin/readings.tsv")));
            reading->readings = std::make_shared<PinyinReadings>(table ? *std::move(table) : PinyinReadings());
            if (!table)
                note(table.error());
        }
        if (!catalogue.isEmpty()) {
            auto matters = catalogueFromJson(catalogue);
            if (matters) {
                reading->catalogue = std::make_shared<const Catalogue>(*std::move(matters));
                reading->search = std::make_shared<MatterSearch>(entriesOf(*reading->catalogue), *reading->readings);
            } else {
                note(matters.error());
            }
        }
        promise->addResult(std::move(reading));
        promise->finish();
    });
}

void PublishedRules::take(const std::shared_ptr<Reading> &reading)
{
    // A document that cannot be read never replaces one that could.
    if (reading->catalogue) {
        m_rulebook.catalogue = reading->catalogue;
        m_search = reading->search;
    }
    if (reading->calendar)
        m_rulebook.calendar = reading->calendar;
    m_readings = reading->readings;
    if (reading->failure)
        Q_EMIT failed(*reading->failure);
    Q_EMIT changed();
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
