// SPDX-License-Identifier: Apache-2.0
#include "app/storage/schema.h"

#include <optional>

namespace yichuang
{

namespace
{

struct Step {
    const char *stamp;
    QList<const char *> statements;
};

/// Step n brings version n to n + 1. A step that was released is never changed.
const QList<Step> &steps()
{
    // Personal text lies only in the columns named sealed; the rest are ids, numbers, names of kinds and times.
    static const QList<Step> all = {
        {"PRAGMA user_version=1",
         {
             "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
             "CREATE TABLE operation(id TEXT PRIMARY KEY, case_id TEXT NOT NULL, own INTEGER NOT NULL, "
             "device TEXT NOT NULL, device_sequence INTEGER NOT NULL, place INTEGER NOT NULL, "
             "centre_sequence INTEGER NOT NULL, case_version INTEGER NOT NULL, fault TEXT NOT NULL, "
             "sealed_detail BLOB, sealed BLOB NOT NULL) STRICT",
             "CREATE UNIQUE INDEX operation_chain ON operation(device, device_sequence) WHERE own = 1",
             "CREATE INDEX operation_case ON operation(case_id)",
             "CREATE INDEX operation_unsent ON operation(device_sequence) WHERE place IN (0, 1)",
             "CREATE TABLE office_case(id TEXT PRIMARY KEY, receipt TEXT NOT NULL, holder_hash BLOB NOT NULL, "
             "changed_at INTEGER NOT NULL, attention INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT",
             "CREATE INDEX office_case_receipt ON office_case(receipt) WHERE receipt <> ''",
             "CREATE INDEX office_case_holder ON office_case(holder_hash) WHERE length(holder_hash) > 0",
             "CREATE TABLE receipt_counter(generation INTEGER NOT NULL, day TEXT NOT NULL, serial INTEGER NOT NULL, "
             "PRIMARY KEY(generation, day)) STRICT, WITHOUT ROWID",
             "CREATE TABLE audit(number INTEGER PRIMARY KEY, hash BLOB NOT NULL, sealed BLOB NOT NULL) STRICT",
             "CREATE TABLE audit_head(number INTEGER PRIMARY KEY, signature BLOB NOT NULL) STRICT",
             "CREATE TABLE print_job(id INTEGER PRIMARY KEY AUTOINCREMENT, case_id TEXT NOT NULL, "
             "paper TEXT NOT NULL, copy INTEGER NOT NULL, offline INTEGER NOT NULL, queued_at INTEGER NOT NULL, "
             "printed_at INTEGER, fault TEXT NOT NULL) STRICT",
             "CREATE INDEX print_job_open ON print_job(id) WHERE printed_at IS NULL",
             "CREATE INDEX print_job_case ON print_job(case_id, paper)",
             "CREATE TABLE page(blob TEXT PRIMARY KEY, mime TEXT NOT NULL, size INTEGER NOT NULL, "
             "added_at INTEGER NOT NULL, referenced INTEGER NOT NULL, sent INTEGER NOT NULL) STRICT",
             "CREATE INDEX page_unsent ON page(size, added_at) WHERE referenced = 1 AND sent = 0",
             "CREATE TABLE kept(name TEXT PRIMARY KEY, etag TEXT NOT NULL, sealed BLOB NOT NULL) STRICT",
         }},
        {"PRAGMA user_version=2",
         {
             "CREATE TABLE audit_countersigned(number INTEGER PRIMARY KEY, device TEXT NOT NULL, hash BLOB NOT NULL, "
             "at INTEGER NOT NULL, signature BLOB NOT NULL) STRICT",
         }},
        // A row of before presses until it is written anew.
        {"PRAGMA user_version=3",
         {
             "DROP INDEX office_case_receipt",
             "DROP INDEX office_case_holder",
             "ALTER TABLE office_case ADD COLUMN pressing INTEGER NOT NULL DEFAULT 1",
             "CREATE INDEX office_case_pressing ON office_case(id) WHERE pressing = 1",
             "CREATE INDEX office_case_newest ON office_case(changed_at DESC, id)",
         }},
    };
    return all;
}

/// The version stands in the header and, so that a torn header is not taken for a later program's, in a row as well.
struct Version {
    int inHeader = 0;
    std::optional<int> inRow; ///< none in stores of before
};

Result<Version> versionOf(Database &database)
{
    Version version;
    auto header = database.rows("PRAGMA user_version");
    if (!header)
        return failure(header.error());
    version.inHeader = header->isEmpty() ? 0 : header->first().first().toInt();
    auto table = database.rows("SELECT 1 FROM sqlite_master WHERE name = 'meta'");
    if (!table)
        return failure(table.error());
    if (table->isEmpty())
        return version;
    auto row = database.rows("SELECT value FROM meta WHERE name = 'schema'");
    if (!row)
        return failure(row.error());
    if (!row->isEmpty())
        version.inRow = row->first().first().toInt();
    return version;
}

Result<Done> noteVersion(Database &database, int version)
{
    return database
        .change("INSERT INTO meta(name, value) VALUES('schema', ?) ON CONFLICT(name) DO UPDATE SET "
                "value = excluded.value",
                {QString::number(version)})
        .map([](qint64) { return Done{}; });
}

tl::unexpected<Reason> newer(int version)
{
    return failure(Fault::StoreNewer, QStringLiteral("store.migrate"), QStringLiteral("schema %1").arg(version));
}

/// StoreNewer where a later program wrote it, StoreDamaged where header and row contradict each other.
Result<Done> isReadable(const Version &version)
{
    const int row = version.inRow.value_or(version.inHeader);
    if (version.inHeader > schemaVersion() && row > schemaVersion())
        return newer(version.inHeader);
    if (row != version.inHeader || version.inHeader < 0)
        return failure(Fault::StoreDamaged, QStringLiteral("store.migrate"),
                       QStringLiteral("schema %1 and %2").arg(version.inHeader).arg(row));
    return Done{};
}

} // namespace

int schemaVersion()
{
    return static_cast<int>(steps().size());
}

Result<Done> migrate(Database &database)
{
    auto version = versionOf(database);
    if (!version)
        return failure(version.error());
    if (auto readable = isReadable(*version); !readable)
        return readable;
    for (int at = version->inHeader; at < schemaVersion(); ++at) {
        const Step &step = steps()[at];
        auto made = database.transaction([&]() -> Result<Done> {
            for (const char *statement : step.statements) {
                if (auto run = database.change(statement); !run)
                    return failure(run.error());
            }
            if (auto stamped = database.change(step.stamp); !stamped)
                return failure(stamped.error());
            return noteVersion(database, at + 1);
        });
        if (!made)
            return made;
    }
    if (version->inHeader == schemaVersion() && !version->inRow)
        return noteVersion(database, schemaVersion());
    return Done{};
}

Result<Done> sameSchema(Database &database)
{
    auto version = versionOf(database);
    if (!version)
        return failure(version.error());
    if (auto readable = isReadable(*version); !readable)
        return readable;
    if (version->inHeader < schemaVersion())
        return failure(Fault::Unsupported, QStringLiteral("store.view"),
                       QStringLiteral("schema %1").arg(version->inHeader));
    return Done{};
}

} // namespace yichuang
