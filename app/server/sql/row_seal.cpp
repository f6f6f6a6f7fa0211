// SPDX-License-Identifier: Apache-2.0
#include "app/server/sql/row_seal.h"

#include "app/crypto/digest.h"

namespace yichuang::server
{
namespace
{

Secret purposeKey(const Secret &key, const char *purpose)
{
    return Secret::taking(keyedHash(Suite::International, key, QByteArrayView(purpose)));
}

QByteArray associated(const SealSpot &spot)
{
    return QByteArray("yichuang-server\0", 16) + spot.column + '\0' + spot.hall.toUtf8() + '\0' + spot.row.toUtf8();
}

tl::unexpected<Reason> keyless()
{
    return failure(Fault::KeyMismatch, QStringLiteral("server.seal"), QStringLiteral("no key"));
}

} // namespace

RowSeal::RowSeal(Suite suite, const Secret &key) : m_suite(suite)
{
    if (key.isEmpty())
        return;
    m_lookUp = purposeKey(key, "look-up");
    m_rows.emplace(suite, purposeKey(key, "rows"));
}

Result<QByteArray> RowSeal::seal(const SealSpot &spot, const QByteArray &plain)
{
    return m_rows ? m_rows->seal(plain, associated(spot)) : Result<QByteArray>(keyless());
}

Result<QByteArray> RowSeal::unseal(const SealSpot &spot, const QByteArray &sealed)
{
    return m_rows ? m_rows->unseal(sealed, associated(spot)) : Result<QByteArray>(keyless());
}

QString RowSeal::lookUpHash(const QString &number) const
{
    const QByteArray plain = number.trimmed().toUpper().toUtf8();
    if (plain.isEmpty() || m_lookUp.isEmpty())
        return {};
    return QString::fromLatin1(keyedHash(m_suite, m_lookUp, plain).toHex());
}

} // namespace yichuang::server
