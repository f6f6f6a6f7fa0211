// SPDX-License-Identifier: Apache-2.0
#include "app/server/sql/sql.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace yichuang::server
{
namespace
{

/// Version 1. Every table's key carries the hall: the unit of order and of distribution. {blob} is BLOB or BYTEA.
const char *const versionOne[] = {
    "CREATE TABLE hall (hall TEXT PRIMARY KEY, name TEXT NOT NULL, epoch BIGINT NOT NULL, sequence BIGINT NOT NULL,"
    " backed_up_through BIGINT NOT NULL, centre_sequence BIGINT NOT NULL, centre_hash TEXT NOT NULL)",

    "CREATE TABLE hall_window (hall TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, generation BIGINT NOT "
    "NULL,"
    " PRIMARY KEY (hall, number))",

    "CREATE TABLE enrolment_code (hall TEXT NOT NULL, code_hash TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT "
    "NULL,"
    " until_ms BIGINT NOT NULL, used_ms BIGINT, PRIMARY KEY (hall, code_hash))",

    "CREATE TABLE device (hall TEXT NOT NULL, device TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL,"
    " generation BIGINT NOT NULL, suite TEXT NOT NULL, signing_key {blob} NOT NULL, fingerprint TEXT NOT NULL,"
    " enrolled_ms BIGINT NOT NULL, revoked_ms BIGINT, PRIMARY KEY (hall, device))",
    "CREATE UNIQUE INDEX device_certificate ON device (hall, fingerprint)",

    "CREATE TABLE clerk (hall TEXT NOT NULL, login TEXT NOT NULL, full_name TEXT NOT NULL, role TEXT NOT NULL,"
    " password TEXT NOT NULL, failures BIGINT NOT NULL, locked_until_ms BIGINT NOT NULL, PRIMARY KEY (hall, login))",

    "CREATE TABLE clerk_session (hall TEXT NOT NULL, id TEXT NOT NULL, login TEXT NOT NULL, device TEXT NOT NULL,"
    " access_hash TEXT NOT NULL, access_until_ms BIGINT NOT NULL, refresh_hash TEXT NOT NULL,"
    " refresh_until_ms BIGINT NOT NULL, before_hash TEXT NOT NULL, rotated_ms BIGINT NOT NULL, PRIMARY KEY (hall, id))",
    "CREATE INDEX clerk_session_access ON clerk_session (hall, access_hash)",
    "CREATE INDEX clerk_session_refresh ON clerk_session (hall, refresh_hash)",
    "CREATE INDEX clerk_session_before ON clerk_session (hall, before_hash)",

    "CREATE TABLE case_file (hall TEXT NOT NULL, case_id TEXT NOT NULL, version BIGINT NOT NULL, state TEXT NOT NULL,"
    " matter TEXT NOT NULL, receipt TEXT, case_number TEXT, department TEXT NOT NULL, opened_ms BIGINT NOT NULL,"
    " changed_ms BIGINT NOT NULL, PRIMARY KEY (hall, case_id))",
    "CREATE UNIQUE INDEX case_receipt ON case_file (hall, receipt)",
    "CREATE UNIQUE INDEX case_numbered ON case_file (hall, case_number)",
    "CREATE INDEX case_changed ON case_file (hall, changed_ms)",

    "CREATE TABLE case_operation (hall TEXT NOT NULL, sequence BIGINT NOT NULL, case_id TEXT NOT NULL,"
    " case_version BIGINT NOT NULL, operation_id TEXT NOT NULL, device TEXT NOT NULL, body TEXT NOT NULL,"
    " applied_ms BIGINT NOT NULL, PRIMARY KEY (hall, sequence))",
    "CREATE UNIQUE INDEX case_operation_version ON case_operation (hall, case_id, case_version)",
    "CREATE UNIQUE INDEX case_operation_id ON case_operation (hall, operation_id)",

    "CREATE TABLE verdict (hall TEXT NOT NULL, operation_id TEXT NOT NULL, body_hash TEXT NOT NULL, body TEXT NOT NULL,"
    " PRIMARY KEY (hall, operation_id))",

    "CREATE TABLE device_chain (hall TEXT NOT NULL, device TEXT NOT NULL, device_sequence BIGINT NOT NULL,"
    " operation_id TEXT NOT NULL, hash TEXT NOT NULL, previous_hash TEXT NOT NULL,"
    " PRIMARY KEY (hall, device, device_sequence))",

    "CREATE TABLE case_serial (hall TEXT NOT NULL, matter TEXT NOT NULL, day TEXT NOT NULL, serial BIGINT NOT NULL,"
    " PRIMARY KEY (hall, matter, day))",

    "CREATE TABLE ticket (hall TEXT NOT NULL, id TEXT NOT NULL, number TEXT NOT NULL, business TEXT NOT NULL,"
    " state TEXT NOT NULL, priority BIGINT NOT NULL, taken_ms BIGINT NOT NULL, hall_window TEXT NOT NULL,"
    " body TEXT NOT NULL, PRIMARY KEY (hall, id))",
    "CREATE INDEX ticket_waiting ON ticket (hall, state, priority, taken_ms)",
    "CREATE TABLE ticket_serial (hall TEXT NOT NULL, business TEXT NOT NULL, day TEXT NOT NULL, serial BIGINT NOT NULL,"
    " PRIMARY KEY (hall, business, day))",

    "CREATE TABLE department_task (hall TEXT NOT NULL, case_id TEXT NOT NULL, due_ms BIGINT NOT NULL,"
    " step BIGINT NOT NULL, PRIMARY KEY (hall, case_id))",
    "CREATE INDEX department_task_due ON department_task (hall, due_ms)",
};

/// Version 2: the cases of a state, for the acts of time.
const char *const versionTwo[] = {
    "CREATE INDEX case_state ON case_file (hall, state)",
};

/// Version 3: answers that a repeated request gets again.
const char *const versionThree[] = {
    "CREATE TABLE answered_request (hall TEXT NOT NULL, asker TEXT NOT NULL, request TEXT NOT NULL,"
    " digest TEXT NOT NULL, status BIGINT NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL,"
    " answered_ms BIGINT NOT NULL, PRIMARY KEY (hall, asker, request))",
    "CREATE INDEX answered_request_age ON answered_request (hall, asker, answered_ms)",
};

/// Version 4: the epochs that this store descends from.
const char *const versionFour[] = {
    "CREATE TABLE hall_epoch (hall TEXT NOT NULL, epoch BIGINT NOT NULL, began_after BIGINT NOT NULL,"
    " began_ms BIGINT NOT NULL, PRIMARY KEY (hall, epoch))",
    "INSERT INTO hall_epoch (hall, epoch, began_after, began_ms) SELECT hall, epoch, 0, 0 FROM hall",
};

/// Version 5: the heads of the windows' audits that were countersigned.
const char *const versionFive[] = {
    "CREATE TABLE audit_head (hall TEXT NOT NULL, device TEXT NOT NULL, number BIGINT NOT NULL, hash {blob} NOT NULL,"
    " at_ms BIGINT NOT NULL, signature {blob} NOT NULL, PRIMARY KEY (hall, device, number))",
};

/// Version 6: what is personal is sealed, and found by a keyed hash.
const char *const versionSix[] = {
    "ALTER TABLE case_operation ADD COLUMN sealed {blob} NOT NULL DEFAULT ''",
    "ALTER TABLE answered_request ADD COLUMN sealed {blob} NOT NULL DEFAULT ''",
    "ALTER TABLE clerk ADD COLUMN sealed_name {blob} NOT NULL DEFAULT ''",
    "ALTER TABLE case_file ADD COLUMN applicant_hash TEXT",
    "CREATE INDEX case_applicant ON case_file (hall, applicant_hash)",
    "CREATE TABLE hall_seal (hall TEXT NOT NULL PRIMARY KEY, proof {blob} NOT NULL)",
};

/// Version 7: a second certificate while a window changes to it; second factors, and passwords that are to be changed.
const char *const versionSeven[] = {
    "ALTER TABLE device ADD COLUMN next_fingerprint TEXT",
    "CREATE UNIQUE INDEX device_next_certificate ON device (hall, next_fingerprint)",
    "ALTER TABLE clerk ADD COLUMN sealed_factor {blob} NOT NULL DEFAULT ''",
    "ALTER TABLE clerk ADD COLUMN factor_step BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE clerk ADD COLUMN must_change BIGINT NOT NULL DEFAULT 0",
};

/// Version 8: which page files operations refer to, and when somebody last asked for one that none refers to.
const char *const versionEight[] = {
    "CREATE TABLE page_file (hall TEXT NOT NULL, blob TEXT NOT NULL, referenced BIGINT NOT NULL,"
    " asked_ms BIGINT NOT NULL, removing_ms BIGINT NOT NULL, PRIMARY KEY (hall, blob))",
    "CREATE INDEX page_file_forgotten ON page_file (hall, referenced, asked_ms)",
    "CREATE INDEX page_file_removing ON page_file (hall, removing_ms)",
};

void sealOperations(Sql &sql, const QString &hall)
{
    qint64 last = 0;
    for (QList<Row> some;; last = some.last().first().toLongLong()) {
        some = sql.rows("SELECT sequence, case_id, body FROM case_operation WHERE hall = ? AND sequence > ?"
                        " ORDER BY sequence LIMIT 500",
                        {hall, last});
        if (some.isEmpty())
            return;
        for (const Row &row : std::as_const(some)) {
            const QByteArray body = row[2].toString().toUtf8();
            sql.run("UPDATE case_operation SET sealed = ?, body = '' WHERE hall = ? AND sequence = ?",
                    {sql.sealed({"case_operation.sealed", hall, row[0].toString()}, body), hall, row[0]});
            const QJsonObject payload =
                QJsonDocument::fromJson(body).object().value(QLatin1String("payload")).toObject();
            const QJsonObject applicant = payload.value(QLatin1String("applicant")).toObject();
            const QString hash = sql.lookUpHash(applicant.value(QLatin1String("idNumber")).toString());
            if (!hash.isEmpty())
                sql.run("UPDATE case_file SET applicant_hash = ? WHERE hall = ? AND case_id = ?", {hash, hall, row[1]});
        }
    }
}

/// Fills what version 6 added; the rows of before lose their plain text here, their columns afterwards.
void sealEverything(Sql &sql)
{
    for (const Row &one : sql.rows("SELECT hall FROM hall"))
        sealOperations(sql, one.first().toString());
    // Answers are asked for again within minutes; those of a program that has ended since are not.
    sql.run("DELETE FROM answered_request WHERE hall IS NOT NULL");
    for (const Row &row : sql.rows("SELECT hall, login, full_name FROM clerk")) {
        const QString hall = row[0].toString();
        sql.run("UPDATE clerk SET sealed_name = ?, full_name = '' WHERE hall = ? AND login = ?",
                {sql.sealed({"clerk.sealed_name", hall, row[1].toString()}, row[2].toString().toUtf8()), hall, row[1]});
    }
    for (const char *gone : {"ALTER TABLE case_operation DROP COLUMN body", "ALTER TABLE clerk DROP COLUMN full_name",
                             "ALTER TABLE answered_request DROP COLUMN body"})
        sql.run(gone);
}

/// Every page that a stored operation names.
void bookPages(Sql &sql)
{
    for (const Row &one : sql.rows("SELECT hall FROM hall")) {
        const QString hall = one.first().toString();
        qint64 last = 0;
        for (QList<Row> some;; last = some.last().first().toLongLong()) {
            some = sql.rows("SELECT sequence, sealed FROM case_operation WHERE hall = ? AND sequence > ?"
                            " ORDER BY sequence LIMIT 500",
                            {hall, last});
            if (some.isEmpty())
                break;
            for (const Row &row : std::as_const(some)) {
                const QByteArray body =
                    sql.unsealed({"case_operation.sealed", hall, row[0].toString()}, row[1].toByteArray());
                const QJsonObject payload =
                    QJsonDocument::fromJson(body).object().value(QLatin1String("payload")).toObject();
                for (const QJsonValue &page : payload.value(QLatin1String("pages")).toArray()) {
                    sql.run("INSERT INTO page_file (hall, blob, referenced, asked_ms, removing_ms)"
                            " VALUES (?, ?, 1, 0, 0) ON CONFLICT (hall, blob) DO NOTHING",
                            {hall, page.toObject().value(QLatin1String("blob")).toString()});
                }
            }
        }
    }
}

struct Step {
    const char *const *statements;
    int count;
    void (*afterwards)(Sql &) = nullptr;
};

const Step steps[] = {
    {versionOne, static_cast<int>(std::size(versionOne))},
    {versionTwo, static_cast<int>(std::size(versionTwo))},
    {versionThree, static_cast<int>(std::size(versionThree))},
    {versionFour, static_cast<int>(std::size(versionFour))},
    {versionFive, static_cast<int>(std::size(versionFive))},
    {versionSix, static_cast<int>(std::size(versionSix)), sealEverything},
    {versionSeven, static_cast<int>(std::size(versionSeven))},
    {versionEight, static_cast<int>(std::size(versionEight)), bookPages},
};

QByteArray dialect(const char *statement, bool embedded)
{
    return QByteArray(statement).replace("{blob}", embedded ? "BLOB" : "BYTEA");
}

/// begin(), while no other process migrates.
void beginAlone(Sql &sql)
{
    constexpr qint64 migrating = 0x7969'6368'7561'6e67;
    sql.begin();
    if (!sql.isEmbedded())
        (void)sql.row("SELECT pg_advisory_xact_lock(?)", {migrating});
}

} // namespace

int newestSchema()
{
    return static_cast<int>(std::size(steps));
}

Result<Done> migrate(Sql &sql, int upTo)
{
    beginAlone(sql);
    sql.run("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL PRIMARY KEY)");
    if (const auto made = sql.commit(); !made)
        return made;
    for (;;) {
        beginAlone(sql);
        const auto found = sql.row("SELECT MAX(version) FROM schema_version");
        const int version = found ? found->first().toInt() : 0;
        if (version > newestSchema()) {
            sql.rollback();
            return failure(Fault::StoreNewer, QStringLiteral("server.migrate"), QString::number(version));
        }
        if (version >= upTo || sql.trouble())
            return sql.commit();
        for (int i = 0; i < steps[version].count; ++i)
            sql.run(dialect(steps[version].statements[i], sql.isEmbedded()).constData());
        if (steps[version].afterwards != nullptr)
            steps[version].afterwards(sql);
        sql.run("INSERT INTO schema_version (version) VALUES (?)", {version + 1});
        if (const auto done = sql.commit(); !done)
            return done;
    }
}

} // namespace yichuang::server
