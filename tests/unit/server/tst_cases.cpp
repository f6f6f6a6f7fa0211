// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/cases.h"

#include "app/server/store/clerks.h"
#include "tests/fakes/both_stores.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;
using namespace yichuang::server;

namespace
{
const QString hall = QStringLiteral("130102");
const QString personName = QStringLiteral("欧阳试样");
const QString personNumber = QStringLiteral("11010519491231002X"); // a published test vector
const QString clerkName = QStringLiteral("李样例");
} // namespace

class TestCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sql.reset();
        m_dir = std::make_unique<QTemporaryDir>();
        m_sql = *Sql::open(emptyPlace(m_dir->path()));
        QVERIFY(migrate(*m_sql));
        m_sql->begin();
        m_sql->run("INSERT INTO hall (hall, name, epoch, sequence, backed_up_through, centre_sequence, centre_hash)"
                   " VALUES (?, '示例大厅', 1, 0, 0, 0, '')",
                   {hall});
        QVERIFY(m_sql->commit());
        m_case = Case{};
    }

    void aCaseComesBackAsItWasKept()
    {
        open();
        const auto record = loadCase(*m_sql, hall, m_case.id);
        QVERIFY(record);
        QCOMPARE(record->history.size(), 2);
        QCOMPARE(record->state.applicant.name, personName);
        QCOMPARE(record->state.version, 2);
        QVERIFY(loadCase(*m_sql, hall, QStringLiteral("another"))->history.isEmpty());
    }

    void anApplicantIsFoundByTheWholeNumber()
    {
        open();
        QCOMPARE(findCases(*m_sql, hall, personNumber, 10).size(), 1);
        QCOMPARE(findCases(*m_sql, hall, personNumber.toLower(), 10).size(), 1);
        QCOMPARE(findCases(*m_sql, hall, personNumber.left(17), 10).size(), 0);
        QCOMPARE(findCases(*m_sql, QStringLiteral("130103"), personNumber, 10).size(), 0);
        QCOMPARE(findCases(*m_sql, hall, {}, 10).size(), 1);
        QCOMPARE(findCases(*m_sql, hall, m_case.id.left(12), 10).size(), 1);
        QCOMPARE(findCases(*m_sql, hall, QStringLiteral("%"), 10).size(), 0);
    }

    void theDatabaseAloneNamesNobody()
    {
        open();
        m_sql->begin();
        QVERIFY(addClerk(*m_sql, hall, {QStringLiteral("li"), clerkName, Role::Clerk, QStringLiteral("hash"), 0, {}}));
        QVERIFY(m_sql->commit());
        QByteArray everything;
        for (const QString &table : tables()) {
            for (const Row &row : m_sql->rows(QByteArray("SELECT * FROM " + table.toLatin1()).constData())) {
                for (const QVariant &value : row)
                    everything += value.toByteArray() + '\n';
            }
        }
        QVERIFY2(!m_sql->trouble(), "every table can be read");
        QVERIFY(everything.contains(m_case.id.toUtf8()));
        for (const QString &personal : {personName, personNumber, clerkName})
            QVERIFY(!everything.contains(personal.toUtf8()));
        QCOMPARE(findClerk(*m_sql, hall, QStringLiteral("li"))->fullName, clerkName);
    }

    void whatWasMovedIsNotRead()
    {
        open();
        m_sql->run("UPDATE case_operation SET sealed = (SELECT o.sealed FROM case_operation o WHERE o.sequence = 1)");
        m_sql->clear();
        const auto record = loadCase(*m_sql, hall, m_case.id);
        QVERIFY(!record);
        QCOMPARE(record.error().fault, Fault::StoreDamaged);
        QCOMPARE(m_sql->trouble()->fault, Fault::SealBroken);
    }

private:
    QStringList tables()
    {
        QStringList names;
        for (const Row &row :
             m_sql->rows(m_sql->isEmbedded() ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                                             : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"))
            names.append(row.first().toString());
        return names;
    }
    void add(OperationKind kind, const QJsonObject &payload)
    {
        Operation operation;
        operation.id = QStringLiteral("019c5000-0000-7000-8000-00000000000%1").arg(++m_number);
        operation.device = QStringLiteral("130102-03-1");
        operation.deviceSequence = m_number;
        operation.caseId = QStringLiteral("019c5000-0000-7000-8000-00000000ca5e");
        operation.baseVersion = m_case.version;
        operation.clerk = QStringLiteral("li");
        operation.wallTime = QDateTime(QDate(2026, 2, 13), QTime(2, 42), Qt::UTC);
        operation.kind = kind;
        operation.payload = payload;
        auto after = fold(m_case, operation);
        if (!after)
            qFatal("%s", qPrintable(describe(after.error())));
        m_case = *std::move(after);
        m_sql->begin(hall);
        (void)appendOperation(*m_sql, hall, m_case, operation, operation.wallTime);
        saveCase(*m_sql, hall, m_case, operation.wallTime);
        if (const auto kept = m_sql->commit(); !kept)
            qFatal("%s", qPrintable(describe(kept.error())));
    }
    /// A case with an applicant.
    void open()
    {
        m_number = 0;
        add(OperationKind::Opened, {{QStringLiteral("matter"), QStringLiteral("11130100MB1A0238143000131002000")},
                                    {QStringLiteral("source"), QStringLiteral("window")}});
        Applicant person;
        person.name = personName;
        person.idNumber = personNumber;
        add(OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(person)}});
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Sql> m_sql;
    Case m_case;
    int m_number = 0;
};

ON_BOTH_STORES(TestCases)
#include "tst_cases.moc"
