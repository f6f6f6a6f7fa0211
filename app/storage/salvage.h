// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/operation.h"
#include "app/storage/database.h"
#include "app/storage/raw_rows.h"
#include "app/storage/sealed_rows.h"

#include <QSet>

#include <functional>

namespace yichuang
{

/// Brings what can still be read of a damaged store over into one that is older or empty: this window's operations with
/// the cases they belong to, the print queue, page files and kept things, the audit as far as it links on. What others
/// did is left to the change feed. Operations and entries of the audit that the tables do not give any more are sought
/// in the bare bytes; the rest is proved by no seal, or may have been dropped since. Each row counts only where its
/// seal opens, so that no damaged byte comes along; where only one bit of a sealed operation turned, it is found by
/// trying each. What had come to the centre is sent again, which changes nothing there. One thread.
class Salvage
{
public:
    /// `from` may be torn anywhere, and closed where it could not be opened at all; `raw` are its bytes as they were
    /// found; `device` is this window's.
    Salvage(Database &from, const RawRows &raw, Database &to, SealedRows &seals, const SigningKey &signing,
            QString device);

    /// Reasons of `to`; what cannot be read from `from` is counted. In a transaction of the caller.
    [[nodiscard]] Result<Done> run();
    /// Operations that `to` did not have.
    [[nodiscard]] int operations() const { return m_operations; }
    /// Places at which nothing could be read.
    [[nodiscard]] int unreadable() const { return m_unreadable; }
    /// Cases whose operations are others now.
    [[nodiscard]] const QSet<QString> &cases() const { return m_cases; }

private:
    using Take = std::function<Result<Done>(const Row &row)>;
    [[nodiscard]] Result<Done> tables();
    [[nodiscard]] Result<Done> eachRow(const char *some, const char *one, const Take &take);
    [[nodiscard]] Result<Done> takeOperation(const Row &row);
    [[nodiscard]] Result<Operation> opened(const Row &row);
    [[nodiscard]] Result<Done> put(const Operation &operation, const Row &row);
    [[nodiscard]] Result<Done> rawOperations();
    [[nodiscard]] Result<bool> isHere(const QString &id);
    [[nodiscard]] std::optional<std::pair<Operation, Row>> withOneBitTurned(Row row);
    [[nodiscard]] Result<Done> takePrint(const Row &row);
    [[nodiscard]] Result<Done> takePage(const Row &row);
    [[nodiscard]] Result<Done> takeKept(const Row &row);
    [[nodiscard]] Result<Done> counters();
    [[nodiscard]] Result<Done> audit();
    [[nodiscard]] Rows entriesOf(qint64 number);
    [[nodiscard]] Result<Done> addEntry(qint64 number, const QByteArray &hash, const QByteArray &sealed);

    Database &m_from;
    const RawRows &m_raw;
    Database &m_to;
    SealedRows &m_seals;
    SigningKey m_signing;
    QString m_device;
    int m_operations = 0;
    int m_unreadable = 0;
    QSet<QString> m_cases;
    std::optional<QMultiHash<qint64, Row>> m_rawAudit;
};

} // namespace yichuang
