// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/cases.h"
#include "tests/chaos/world.h"

#include <QFile>

namespace yichuang::chaos
{

namespace
{

/// The centre's store, as read at the end.
struct CentreBooks {
    QHash<QString, QString> caseOf;      ///< operation id → case
    QHash<QString, QList<QString>> made; ///< device → operation ids
    QMap<QString, Case> cases;
    QHash<QString, QString> receipts; ///< receipt → case
    QString head;                     ///< "epoch:sequence"
};

/// What a window's store says of an operation.
struct HeldRow {
    QString caseId;
    bool own = false;
    int place = 0;
};

class Auditor
{
public:
    explicit Auditor(const World &world) : m_world(world) {}

    QStringList look()
    {
        readCentre();
        for (const auto &window : m_world.windows())
            lookAt(*window);
        lookAtReceipts();
        return m_broken;
    }
    [[nodiscard]] int lost() const { return m_lost; }

private:
    void broken(const char *promise, const QString &what)
    {
        if (m_broken.size() < 20)
            m_broken.append(QString::fromLatin1(promise) + QStringLiteral(": ") + what);
    }
    void readCentre();
    void readCentreCase(server::Sql &sql, const QString &caseId);
    void lookAt(WorldWindow &window);
    void lookAtOperations(const WorldWindow &window, Database &database);
    void lookAtCases(const WorldWindow &window, Ledger &ledger);
    void lookAtReceipts();
    [[nodiscard]] QHash<QString, HeldRow> rowsOf(Database &database);

    const World &m_world;
    CentreBooks m_centre;
    QStringList m_broken;
    int m_lost = 0;
};

void Auditor::readCentre()
{
    auto opened = server::Sql::open(m_world.centre().configuration().database);
    if (!opened)
        return broken("I4", QStringLiteral("the centre's store does not open"));
    server::Sql &sql = **opened;
    const auto sound = sql.row("PRAGMA integrity_check");
    if (!sound || sound->first().toString() != QLatin1String("ok"))
        broken("I4", QStringLiteral("the centre's store is damaged"));
    qint64 expected = 1;
    QStringList cases;
    for (const server::Row &row :
         sql.rows("SELECT sequence, operation_id, case_id, device FROM case_operation ORDER BY sequence")) {
        if (row[0].toLongLong() != expected++)
            broken("I2", QStringLiteral("the centre's sequence has a gap at %1").arg(expected - 1));
        const QString id = row[1].toString();
        if (m_centre.caseOf.contains(id))
            broken("I2", QStringLiteral("%1 took effect twice").arg(id));
        m_centre.caseOf.insert(id, row[2].toString());
        m_centre.made[row[3].toString()].append(id);
        if (!cases.contains(row[2].toString()))
            cases.append(row[2].toString());
    }
    for (const QString &caseId : std::as_const(cases))
        readCentreCase(sql, caseId);
    if (const auto hall = sql.row("SELECT epoch, sequence FROM hall"))
        m_centre.head = QStringLiteral("%1:%2").arg(hall->at(0).toLongLong()).arg(hall->at(1).toLongLong());
}

void Auditor::readCentreCase(server::Sql &sql, const QString &caseId)
{
    const auto record = server::loadCase(sql, theHall, caseId);
    if (!record)
        return broken("I4", QStringLiteral("the centre's case %1 does not fold").arg(caseId));
    m_centre.cases.insert(caseId, record->state);
    const QString receipt = record->state.receiptNumber;
    if (receipt.isEmpty())
        return;
    if (m_centre.receipts.contains(receipt))
        broken("I3", QStringLiteral("the centre has receipt %1 twice").arg(receipt));
    m_centre.receipts.insert(receipt, caseId);
}

QHash<QString, HeldRow> Auditor::rowsOf(Database &database)
{
    QHash<QString, HeldRow> rows;
    const auto found = database.rows("SELECT id, case_id, own, place FROM operation");
    for (const Row &row : found.value_or(Rows()))
        rows.insert(row[0].toString(), {row[1].toString(), row[2].toInt() != 0, row[3].toInt()});
    return rows;
}

/// Place and fault of each of a case's operations.
QString wayOf(Database &database, const QString &caseId)
{
    QString way;
    const auto found =
        database.rows("SELECT device_sequence, own, place, fault, case_version FROM operation WHERE case_id = ? "
                      "ORDER BY own, device_sequence",
                      {caseId});
    for (const Row &row : found.value_or(Rows()))
        way += QStringLiteral(" %1/%2/%3%4")
                   .arg(row[0].toString(), row[1].toString(), row[2].toString(), row[3].toString());
    return way;
}

void Auditor::lookAtOperations(const WorldWindow &window, Database &database)
{
    const QHash<QString, HeldRow> rows = rowsOf(database);
    QSet<QString> attention;
    for (const Row &row : database.rows("SELECT id FROM office_case WHERE attention = 1").value_or(Rows()))
        attention.insert(row[0].toString());
    QHash<QString, int> kept;
    for (auto row = rows.cbegin(); row != rows.cend(); ++row) {
        if (!row->own)
            continue;
        ++kept[row->caseId];
        const bool taken = row->place == 2 || row->place == 3;
        if (taken && !m_centre.caseOf.contains(row.key()))
            broken("I1", QStringLiteral("%1 of window %2 counts as taken, the centre does not have it")
                             .arg(row.key())
                             .arg(window.place().number));
        if (row->place == 2)
            broken("I2", QStringLiteral("%1 never came back in the feed").arg(row.key()));
        if (row->place == 7 || (row->place < 2 && !attention.contains(row->caseId)))
            broken("I1", QStringLiteral("%1 of window %2 waits for ever").arg(row.key()).arg(window.place().number));
    }
    // What lay on the page of a turned bit may be gone, and then the case cannot go on where it had come to.
    QHash<QString, int> gone;
    for (auto risked = window.atRisk().cbegin(); risked != window.atRisk().cend(); ++risked) {
        if (!rows.contains(risked.key()))
            ++gone[*risked];
    }
    for (const int count : std::as_const(gone))
        m_lost += count;
    for (auto told = window.told().cbegin(); told != window.told().cend(); ++told) {
        // Nobody can stand in the way of a case that is new.
        if (!m_centre.cases.contains(told.key()) && !gone.contains(told.key()))
            broken("I1",
                   QStringLiteral("case %1 never reached the centre:").arg(told.key()) + wayOf(database, told.key()));
        if (kept.value(told.key()) + gone.value(told.key()) < told->saves)
            broken("I1", QStringLiteral("case %1: %2 saves were acknowledged, %3 are there")
                             .arg(told.key())
                             .arg(told->saves)
                             .arg(kept.value(told.key())));
    }
    for (const QString &id : m_centre.made.value(window.place().device)) {
        if (!rows.contains(id))
            broken("I2", QStringLiteral("the centre has %1, its window does not").arg(id));
    }
}

void Auditor::lookAtCases(const WorldWindow &window, Ledger &ledger)
{
    for (auto there = m_centre.cases.cbegin(); there != m_centre.cases.cend(); ++there) {
        const auto here = ledger.load(there.key());
        if (!here) {
            broken("I2", QStringLiteral("window %1 does not know case %2").arg(window.place().number).arg(there.key()));
            continue;
        }
        if (here->word == SyncWord::NeedsAttention || here->waiting > 0)
            continue;
        if (!(here->current == *there))
            broken("I2", QStringLiteral("window %1 sees case %2 otherwise: %3 at %4, the centre %5 at %6")
                             .arg(window.place().number)
                             .arg(there.key(), stateName(here->current.state))
                             .arg(here->current.version)
                             .arg(stateName(there->state))
                             .arg(there->version));
    }
    if (const auto cursor = ledger.cursor(); cursor.value_or(QString()) != m_centre.head)
        broken("I5", QStringLiteral("window %1 stands at %2 of %3")
                         .arg(window.place().number)
                         .arg(cursor.value_or(QString()), m_centre.head));
}

void Auditor::lookAt(WorldWindow &window)
{
    {
        Database database;
        if (!database.open(window.folder() + QStringLiteral("/store.db")))
            return broken("I4", QStringLiteral("a window's store does not open"));
        lookAtOperations(window, database);
    }
    const auto ledger = window.ledger();
    if (!ledger->open())
        return broken("I4", QStringLiteral("a window's store does not open"));
    if (const auto sound = ledger->verify(); !sound)
        broken("I4", QStringLiteral("window %1: %2").arg(window.place().number).arg(describe(sound.error())));
    lookAtCases(window, *ledger);
}

void Auditor::lookAtReceipts()
{
    QHash<QString, QString> printed;
    for (const auto &window : m_world.windows()) {
        for (auto told = window->told().cbegin(); told != window->told().cend(); ++told) {
            if (told->receipt.isEmpty())
                continue;
            if (printed.contains(told->receipt) && printed.value(told->receipt) != told.key())
                broken("I3", QStringLiteral("receipt %1 was printed twice").arg(told->receipt));
            printed.insert(told->receipt, told.key());
            const auto there = m_centre.cases.constFind(told.key());
            if (there != m_centre.cases.cend() && !there->receiptNumber.isEmpty()
                && there->receiptNumber == told->receipt && there->receivedAt != told->received)
                broken("I3", QStringLiteral("the time of receipt %1 moved").arg(told->receipt));
        }
    }
}

} // namespace

QStringList brokenPromises(const World &world, int &lost)
{
    Auditor auditor(world);
    QStringList broken = auditor.look();
    lost = auditor.lost();
    return broken;
}

} // namespace yichuang::chaos
