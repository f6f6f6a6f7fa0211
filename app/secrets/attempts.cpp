// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/attempts.h"

#include <algorithm>

namespace yichuang
{
namespace
{

constexpr int formatVersion = 1;
const char *const fileName = "attempts.json";
const char *const clerksMember = "clerks";
const char *const seenMember = "seen";

QString name()
{
    return QLatin1String(fileName);
}

QJsonObject fresh()
{
    return {{QStringLiteral("version"), formatVersion}};
}

} // namespace

qint64 waitAfterFailures(int failures)
{
    if (failures < attemptsBeforeWait)
        return 0;
    return std::min<qint64>(30LL << std::min(failures - attemptsBeforeWait, 10), 15 * 60);
}

Result<QJsonObject> Attempts::load() const
{
    Result<QJsonObject> object = m_folder.read(name(), formatVersion);
    if (!object && object.error().fault == Fault::NotFound)
        return fresh();
    return object;
}

Result<Done> Attempts::begin(const QString &clerk)
{
    Result<QJsonObject> object = load();
    if (!object)
        return failure(object.error());
    QJsonObject clerks = object->value(QLatin1String(clerksMember)).toObject();
    QJsonObject own = clerks.value(clerk).toObject();
    const int failures = std::clamp(own.value(QStringLiteral("failures")).toInt(), 0, 1000);
    const qint64 now = m_clock.now().toMSecsSinceEpoch();
    const qint64 last = own.value(QStringLiteral("last")).toInteger();
    const qint64 wait = waitAfterFailures(failures);
    const bool setBack = now < last;
    const qint64 left = setBack ? wait : wait - (now - last) / 1000;
    const bool locked = wait > 0 && left > 0;
    if (!locked)
        own.insert(QStringLiteral("failures"), failures + 1);
    if (!locked || setBack) {
        own.insert(QStringLiteral("last"), now);
        clerks.insert(clerk, own);
        object->insert(QLatin1String(clerksMember), clerks);
        const qint64 seen = std::max(now, object->value(QLatin1String(seenMember)).toInteger());
        object->insert(QLatin1String(seenMember), seen);
        if (const auto written = m_folder.write(name(), *object); !written)
            return failure(written.error());
    }
    if (locked)
        return failure(Fault::LockedOut, QStringLiteral("secrets.unlock"), QString::number(left));
    return Done{};
}

Result<Done> Attempts::forgive(const QString &clerk)
{
    Result<QJsonObject> object = load();
    if (!object)
        return failure(object.error());
    QJsonObject clerks = object->value(QLatin1String(clerksMember)).toObject();
    clerks.remove(clerk);
    object->insert(QLatin1String(clerksMember), clerks);
    return m_folder.write(name(), *object);
}

Result<Done> Attempts::startAnew(const QString &clerk)
{
    QJsonObject object = load().value_or(fresh());
    QJsonObject clerks = object.value(QLatin1String(clerksMember)).toObject();
    clerks.remove(clerk);
    object.insert(QLatin1String(clerksMember), clerks);
    object.insert(QLatin1String(seenMember), m_clock.now().toMSecsSinceEpoch());
    return m_folder.write(name(), object);
}

Result<QDateTime> Attempts::latestTime() const
{
    const Result<QJsonObject> object = load();
    if (!object)
        return failure(object.error());
    const qint64 seen = object->value(QLatin1String(seenMember)).toInteger();
    return std::max(m_clock.now(), QDateTime::fromMSecsSinceEpoch(seen, Qt::UTC));
}

} // namespace yichuang
