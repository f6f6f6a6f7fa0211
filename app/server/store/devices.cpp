// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/devices.h"

#include "app/crypto/digest.h"

namespace yichuang::server
{
namespace
{

constexpr qint64 codeLifeMs = 24LL * 3600 * 1000;

DeviceRecord deviceOf(const QString &hall, const Row &row)
{
    DeviceRecord device;
    device.hall = hall;
    device.id = row[0].toString();
    device.window = row[1].toInt();
    device.windowName = row[2].toString();
    device.generation = row[3].toInt();
    device.signingKey = VerifyKey::fromDer(row[4].toByteArray()).value_or(VerifyKey());
    device.revoked = !row[5].isNull();
    return device;
}

QString codeHash(const QString &code)
{
    return sha256Hex(normalisedCode(code).toUtf8());
}

} // namespace

QString normalisedCode(const QString &code)
{
    QString plain = code.left(64).toUpper();
    plain.remove(QLatin1Char('-'));
    plain.remove(QLatin1Char(' '));
    return plain;
}

void addEnrolmentCode(Sql &sql, const QString &hall, const QString &code, int window, const QString &windowName,
                      const QDateTime &now)
{
    sql.run("INSERT INTO enrolment_code (hall, code_hash, number, name, until_ms) VALUES (?, ?, ?, ?, ?)",
            {hall, codeHash(code), window, windowName, now.toMSecsSinceEpoch() + codeLifeMs});
}

std::optional<EnrolmentGrant> useEnrolmentCode(Sql &sql, const QString &hall, const QString &code, const QDateTime &now)
{
    const qint64 ms = now.toMSecsSinceEpoch();
    const QString hash = codeHash(code);
    const auto found = sql.row("SELECT number, name FROM enrolment_code WHERE hall = ? AND code_hash = ?"
                               " AND used_ms IS NULL AND until_ms > ?",
                               {hall, hash, ms});
    if (!found)
        return {};
    EnrolmentGrant grant;
    grant.window = found->at(0).toInt();
    grant.windowName = found->at(1).toString();
    sql.run("UPDATE enrolment_code SET used_ms = ? WHERE hall = ? AND code_hash = ?", {ms, hall, hash});
    sql.run("INSERT INTO hall_window (hall, number, name, generation) VALUES (?, ?, ?, 1) ON CONFLICT (hall, number)"
            " DO UPDATE SET generation = hall_window.generation + 1, name = excluded.name",
            {hall, grant.window, grant.windowName});
    const auto row = sql.row("SELECT generation FROM hall_window WHERE hall = ? AND number = ?", {hall, grant.window});
    grant.generation = row ? row->first().toInt() : 0;
    grant.device =
        QStringLiteral("%1-%2-%3").arg(hall).arg(grant.window, 2, 10, QLatin1Char('0')).arg(grant.generation);
    return grant;
}

void addDevice(Sql &sql, const DeviceRecord &device, const QString &fingerprint, const QDateTime &now)
{
    const qint64 ms = now.toMSecsSinceEpoch();
    sql.run("UPDATE device SET revoked_ms = ? WHERE hall = ? AND number = ? AND revoked_ms IS NULL",
            {ms, device.hall, device.window});
    sql.run("INSERT INTO device (hall, device, number, name, generation, suite, signing_key, fingerprint, enrolled_ms)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            {device.hall, device.id, device.window, device.windowName, device.generation,
             suiteName(device.signingKey.suite()), device.signingKey.toDer(), fingerprint, ms});
}

std::optional<DeviceRecord> findDevice(Sql &sql, const QString &hall, const QString &device)
{
    const auto row = sql.row("SELECT device, number, name, generation, signing_key, revoked_ms FROM device"
                             " WHERE hall = ? AND device = ?",
                             {hall, device});
    if (!row)
        return {};
    return deviceOf(hall, *row);
}

std::optional<DeviceRecord> presentedDevice(Sql &sql, const QString &hall, const QString &device,
                                            const QString &fingerprint)
{
    if (device.isEmpty() || fingerprint.isEmpty())
        return {};
    const auto row = sql.row("SELECT device, number, name, generation, signing_key, revoked_ms FROM device"
                             " WHERE hall = ? AND device = ? AND (fingerprint = ? OR next_fingerprint = ?)",
                             {hall, device, fingerprint, fingerprint});
    if (!row)
        return {};
    return deviceOf(hall, *row);
}

bool revokeDevice(Sql &sql, const QString &hall, const QString &device, const QDateTime &now)
{
    sql.run("DELETE FROM clerk_session WHERE hall = ? AND device = ?", {hall, device});
    return sql.count("UPDATE device SET revoked_ms = ? WHERE hall = ? AND device = ? AND revoked_ms IS NULL",
                     {now.toMSecsSinceEpoch(), hall, device})
           > 0;
}

void addCertificate(Sql &sql, const QString &hall, const QString &device, const QString &presented, const QString &next)
{
    sql.run("UPDATE device SET fingerprint = ?, next_fingerprint = ? WHERE hall = ? AND device = ?",
            {presented, next, hall, device});
}

QList<DeviceRecord> allDevices(Sql &sql, const QString &hall)
{
    QList<DeviceRecord> devices;
    for (const Row &row : sql.rows("SELECT device, number, name, generation, signing_key, revoked_ms FROM device"
                                   " WHERE hall = ? ORDER BY number, generation",
                                   {hall}))
        devices.append(deviceOf(hall, row));
    return devices;
}

} // namespace yichuang::server
