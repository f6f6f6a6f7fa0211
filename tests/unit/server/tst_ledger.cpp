// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/departments.h"

#include "tests/fakes/both_stores.h"
#include "tests/fakes/manual_clock.h"
#include "tests/unit/server/operation_maker.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;
using namespace yichuang::server;

namespace
{
const QString hall = QStringLiteral("130102");
const QString matterCode = QStringLiteral("11130100MB1A0238143000131002000");
} // namespace

class TestLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aCaseIsAppliedNumberedAndRouted();
    void aRepeatedOperationGetsItsFirstVerdict();
    void anotherOperationUnderTheSameIdIsRefused();
    void aChangeOfOthersToTheSamePartConflicts();
    void aChangeOfOthersToAnotherPartMerges();
    void whatFollowsARefusalInACaseWaits();
    void aReceiptNumberCountsOnce();
    void aForgedOperationIsRefused();
    void whatAnotherWindowCarriesCountsOnceAndOfAStrangerNever();
    void aBrokenChainIsRefused();
    void operationsMayArriveOutOfOrder();
    void sequencesHaveNoGaps();
    void departmentsPlayWhenDue();
    void departmentsAtRealPaceTakeDaysAndKeepThePromise();
    void departmentsWaitForWhatIsToFollow();
    void timeAcceptsWhatNobodyAskedAbout();
    void nobodyHurriesTime();
    void askingTooLateIsRefused();
    void nothingStaysOfATransactionThatFails();

private:
    QList<OperationVerdict> post(const QList<Operation> &operations, const DeviceRecord *sender = nullptr);
    qint64 lastSequence();
    DeviceRecord addWindow(int number, const SigningKey &key);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Sql> m_sql;
    std::unique_ptr<ManualClock> m_clock;
    WorkingDays m_calendar = *WorkingDays::fromJson(
        R"({"years": {"2026": {"off": [], "madeUp": []}, "2027": {"off": ["01-01..01-03"], "madeUp": []}}})");
    LedgerRules m_rules;
    DeviceRecord m_device;
    DeviceRecord m_otherDevice;
    std::unique_ptr<OperationMaker> m_maker;
    std::unique_ptr<OperationMaker> m_other;
};

DeviceRecord TestLedger::addWindow(int number, const SigningKey &key)
{
    DeviceRecord device{QStringLiteral("%1-%2-1").arg(hall).arg(number, 2, 10, QLatin1Char('0')),
                        hall,
                        number,
                        QStringLiteral("%1号窗口").arg(number),
                        1,
                        key.publicKey(),
                        false};
    m_sql->begin();
    addDevice(*m_sql, device, device.id, m_clock->now());
    if (!m_sql->commit())
        qFatal("device");
    return device;
}

void TestLedger::init()
{
    m_sql.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_clock = std::make_unique<ManualClock>(QDateTime({2026, 11, 23}, {1, 0}, Qt::UTC));
    m_sql = *Sql::open(emptyPlace(m_dir->path()));
    QVERIFY(migrate(*m_sql));
    m_sql->begin();
    m_sql->run("INSERT INTO hall (hall, name, epoch, sequence, backed_up_through, centre_sequence, centre_hash)"
               " VALUES (?, '示例大厅', 1, 0, 0, 0, '')",
               {hall});
    QVERIFY(m_sql->commit());
    m_rules = LedgerRules{};
    m_rules.hall = hall;
    m_rules.hallName = QStringLiteral("示例大厅");
    Matter matter;
    matter.code = matterCode;
    matter.department = QStringLiteral("市行政审批局");
    matter.outcome = QStringLiteral("食品经营许可证");
    matter.collectAt = QStringLiteral("一楼出件窗口");
    m_rules.catalogue.matters = {matter};
    m_rules.calendar = &m_calendar;
    m_rules.clock = m_clock.get();
    m_rules.random = systemRandom();
    const SigningKey key = *SigningKey::generate(Suite::International);
    const SigningKey otherKey = *SigningKey::generate(Suite::National);
    m_device = addWindow(3, key);
    m_otherDevice = addWindow(4, otherKey);
    m_maker = std::make_unique<OperationMaker>(m_device.id, key, *m_clock);
    m_other = std::make_unique<OperationMaker>(m_otherDevice.id, otherKey, *m_clock);
}

QList<OperationVerdict> TestLedger::post(const QList<Operation> &operations, const DeviceRecord *sender)
{
    QList<Incoming> batch;
    for (const Operation &operation : operations)
        batch.append(examine(*m_sql, toJson(operation), sender != nullptr ? *sender : m_device));
    m_sql->begin(hall);
    const auto verdicts = postOperations(*m_sql, m_rules, batch);
    const auto committed = m_sql->commit();
    if (!committed)
        qWarning() << committed.error().detail;
    return committed ? verdicts : QList<OperationVerdict>();
}

qint64 TestLedger::lastSequence()
{
    return m_sql->row("SELECT sequence FROM hall WHERE hall = ?", {hall})->first().toLongLong();
}

void TestLedger::aCaseIsAppliedNumberedAndRouted()
{
    const QString id = m_maker->newCase();
    const auto verdicts = post(m_maker->acceptedCase(id, matterCode, QStringLiteral("130102-03-1-261123-0001-L")));
    QCOMPARE(verdicts.size(), 3);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(verdicts[i].kind, VerdictKind::Applied);
        QCOMPARE(verdicts[i].sequence, i + 1);
        QCOMPARE(verdicts[i].caseVersion, i + 1);
    }
    const auto record = loadCase(*m_sql, hall, id);
    QVERIFY(record);
    QCOMPARE(record->state.state, CaseState::Routed);
    QCOMPARE(record->state.version, 5);
    QCOMPARE(record->state.caseNumber, matterCode + QStringLiteral("202611230001"));
    QCOMPARE(record->state.caseNumber.size(), 43);
    QCOMPARE(record->state.department, QStringLiteral("市行政审批局"));
    QCOMPARE(record->history[3].operation.actor, Actor::Centre);
    QCOMPARE(record->history[4].operation.previousHash,
             sha256Hex(canonicalBytes(record->history[3].operation)).toLatin1());
    QCOMPARE(caseOfReceipt(*m_sql, hall, QStringLiteral("130102-03-1-261123-0001-L")), id);
    QVERIFY(caseOfReceipt(*m_sql, QStringLiteral("130104"), QStringLiteral("130102-03-1-261123-0001-L")).isEmpty());
}

void TestLedger::aRepeatedOperationGetsItsFirstVerdict()
{
    const auto operations = m_maker->acceptedCase(m_maker->newCase(), matterCode, QStringLiteral("R1"));
    const auto first = post(operations);
    const auto again = post(operations);
    QCOMPARE(again.size(), 3);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(again[i].kind, VerdictKind::SeenBefore);
        QCOMPARE(again[i].sequence, first[i].sequence);
        QCOMPARE(again[i].caseVersion, first[i].caseVersion);
    }
    QCOMPARE(lastSequence(), 5);
    // A refusal stays what it was, too, whatever has happened to the case since.
    Operation early = m_maker->make(m_maker->newCase(), OperationKind::Accepted, {});
    QCOMPARE(post({early}).first().fault, Fault::TransitionRefused);
    QVERIFY(post({m_maker->opened(early.caseId, matterCode), m_maker->received(early.caseId, QStringLiteral("R2"))})
                .last()
                .kind
            == VerdictKind::Applied);
    QCOMPARE(post({early}).first().kind, VerdictKind::Refused);
}

void TestLedger::anotherOperationUnderTheSameIdIsRefused()
{
    Operation operation = m_maker->opened(m_maker->newCase(), matterCode);
    QCOMPARE(post({operation}).first().kind, VerdictKind::Applied);
    operation.clerk = QStringLiteral("wang.fang");
    m_maker->sign(operation);
    const auto verdicts = post({operation});
    QCOMPARE(verdicts.first().kind, VerdictKind::Refused);
    QCOMPARE(verdicts.first().fault, Fault::OperationInvalid);
}

void TestLedger::aChangeOfOthersToTheSamePartConflicts()
{
    const QString id = m_maker->newCase();
    QCOMPARE(post({m_maker->opened(id, matterCode)}).first().kind, VerdictKind::Applied);
    const auto fields = [](const char *value) {
        return QJsonObject{{QStringLiteral("fields"), QJsonObject{{QStringLiteral("shop"), QLatin1String(value)}}}};
    };
    QCOMPARE(post({m_other->make(id, OperationKind::FieldsSet, fields("one"), 1)}, &m_otherDevice).first().kind,
             VerdictKind::Applied);
    const Operation late = m_maker->make(id, OperationKind::FieldsSet, fields("two"), 1);
    const auto verdict = post({late}).first();
    QCOMPARE(verdict.kind, VerdictKind::Refused);
    QCOMPARE(verdict.fault, Fault::VersionConflict);
    // Having seen the other's change, the same act is allowed.
    QCOMPARE(post({m_maker->make(id, OperationKind::FieldsSet, fields("two"), 2)}).first().kind, VerdictKind::Applied);
    QCOMPARE(loadCase(*m_sql, hall, id)->state.fields.value(QStringLiteral("shop")).toString(), QStringLiteral("two"));
}

void TestLedger::aChangeOfOthersToAnotherPartMerges()
{
    const QString id = m_maker->newCase();
    QCOMPARE(post({m_maker->opened(id, matterCode)}).first().kind, VerdictKind::Applied);
    const auto field = [](const QString &key) {
        return QJsonObject{{QStringLiteral("fields"), QJsonObject{{key, QStringLiteral("x")}}}};
    };
    QCOMPARE(post({m_other->make(id, OperationKind::FieldsSet, field(QStringLiteral("area")), 1)}, &m_otherDevice)
                 .first()
                 .kind,
             VerdictKind::Applied);
    QCOMPARE(post({m_maker->make(id, OperationKind::FieldsSet, field(QStringLiteral("shop")), 1)}).first().kind,
             VerdictKind::Applied);
    QCOMPARE(loadCase(*m_sql, hall, id)->state.fields.size(), 2);
}

void TestLedger::whatFollowsARefusalInACaseWaits()
{
    const QString bad = m_maker->newCase();
    const QString good = m_maker->newCase();
    const Operation refused = m_maker->make(bad, OperationKind::Accepted, {});
    const Operation follower = m_maker->opened(bad, matterCode);
    const Operation other = m_maker->opened(good, matterCode);
    const auto verdicts = post({refused, follower, other});
    QCOMPARE(verdicts[0].fault, Fault::TransitionRefused);
    QCOMPARE(verdicts[1].kind, VerdictKind::Refused);
    QCOMPARE(verdicts[2].kind, VerdictKind::Applied); // cases are independent
    // The follower's refusal is not for ever.
    QCOMPARE(post({follower}).first().kind, VerdictKind::Applied);
}

void TestLedger::aReceiptNumberCountsOnce()
{
    const QString one = m_maker->newCase();
    const QString two = m_maker->newCase();
    post({m_maker->opened(one, matterCode), m_maker->received(one, QStringLiteral("R9"))});
    const auto verdicts = post({m_maker->opened(two, matterCode), m_maker->received(two, QStringLiteral("R9"))});
    QCOMPARE(verdicts[0].kind, VerdictKind::Applied);
    QCOMPARE(verdicts[1].kind, VerdictKind::Refused);
    QCOMPARE(verdicts[1].fault, Fault::ReceiptAlreadyGiven);
    QCOMPARE(caseOfReceipt(*m_sql, hall, QStringLiteral("R9")), one);
}

void TestLedger::aForgedOperationIsRefused()
{
    Operation operation = m_maker->opened(m_maker->newCase(), matterCode);
    operation.payload.insert(QStringLiteral("matter"), QStringLiteral("other"));
    QCOMPARE(post({operation}).first().fault, Fault::OperationInvalid);
    operation.signature = "!!";
    QCOMPARE(post({operation}).first().fault, Fault::OperationInvalid);
    operation.actor = Actor::Centre;
    m_maker->sign(operation);
    QCOMPARE(post({operation}).first().fault, Fault::ActorRefused);
    QCOMPARE(lastSequence(), 0);
    // What was refused for its signature alone does not stand in the way of the true one.
    operation = m_maker->opened(m_maker->newCase(), matterCode);
    Operation forged = operation;
    forged.signature = QByteArray(86, 'A');
    QCOMPARE(post({forged}).first().kind, VerdictKind::Refused);
    QCOMPARE(post({operation}).first().kind, VerdictKind::Applied);
}

void TestLedger::whatAnotherWindowCarriesCountsOnceAndOfAStrangerNever()
{
    const Operation operation = m_other->opened(m_other->newCase(), matterCode);
    const auto carried = post({operation}).first();
    QCOMPARE(carried.kind, VerdictKind::Applied);
    const auto itself = post({operation}, &m_otherDevice).first();
    QCOMPARE(itself.kind, VerdictKind::SeenBefore);
    QCOMPARE(itself.sequence, carried.sequence);
    Operation claimed = m_maker->opened(m_maker->newCase(), matterCode);
    claimed.device = m_otherDevice.id;
    m_maker->sign(claimed);
    QCOMPARE(post({claimed}).first().detail, QStringLiteral("signature"));
    claimed.device = QStringLiteral("999999-09-1");
    m_maker->sign(claimed);
    QCOMPARE(post({claimed}).first().detail, QStringLiteral("device"));
}

void TestLedger::aBrokenChainIsRefused()
{
    QCOMPARE(post({m_maker->opened(m_maker->newCase(), matterCode)}).first().kind, VerdictKind::Applied);
    Operation broken = m_maker->opened(m_maker->newCase(), matterCode);
    broken.previousHash = QByteArray(64, '0');
    m_maker->sign(broken);
    const auto verdict = post({broken}).first();
    QCOMPARE(verdict.fault, Fault::OperationInvalid);
    QCOMPARE(verdict.detail, QStringLiteral("previousHash"));
}

void TestLedger::operationsMayArriveOutOfOrder()
{
    const Operation first = m_maker->opened(m_maker->newCase(), matterCode);
    const Operation second = m_maker->opened(m_maker->newCase(), matterCode);
    const Operation third = m_maker->opened(m_maker->newCase(), matterCode);
    QCOMPARE(post({third}).first().kind, VerdictKind::Applied);
    QCOMPARE(post({first}).first().kind, VerdictKind::Applied);
    Operation wrong = second;
    wrong.clerk = QStringLiteral("wang.fang");
    m_maker->sign(wrong);
    QCOMPARE(post({wrong}).first().detail, QStringLiteral("chain"));
}

void TestLedger::sequencesHaveNoGaps()
{
    for (int i = 0; i < 20; ++i) {
        const QString id = m_maker->newCase();
        QList<Operation> operations = m_maker->acceptedCase(id, matterCode, QStringLiteral("G%1").arg(i));
        operations.append(m_maker->make(m_maker->newCase(), OperationKind::Accepted, {})); // refused
        post(operations);
    }
    const auto rows = m_sql->rows("SELECT sequence FROM case_operation WHERE hall = ? ORDER BY sequence", {hall});
    QCOMPARE(rows.size(), 100);
    for (qsizetype i = 0; i < rows.size(); ++i)
        QCOMPARE(rows[i].first().toLongLong(), i + 1);
}

void TestLedger::departmentsPlayWhenDue()
{
    m_rules.departmentsPlayed = true;
    m_rules.departmentDelaysMs = {1000, 1000, 1000, 1000};
    const QString id = m_maker->newCase();
    post(m_maker->acceptedCase(id, matterCode, QStringLiteral("D1")));
    const auto play = [this] {
        m_sql->begin(hall);
        const bool any = playDepartments(*m_sql, m_rules);
        return m_sql->commit() && any;
    };
    QVERIFY(!play());
    for (const CaseState state :
         {CaseState::UnderReview, CaseState::Granted, CaseState::LicenceMade, CaseState::Ready}) {
        m_clock->advance(1000);
        QVERIFY(play());
        QCOMPARE(loadCase(*m_sql, hall, id)->state.state, state);
    }
    m_clock->advance(60'000);
    QVERIFY(!play());
    QCOMPARE(loadCase(*m_sql, hall, id)->state.place, QStringLiteral("一楼出件窗口"));
}

void TestLedger::departmentsAtRealPaceTakeDaysAndKeepThePromise()
{
    constexpr int promised = 10;
    for (Matter &matter : m_rules.catalogue.matters)
        matter.promisedDays = promised;
    m_rules.departmentsPlayed = m_rules.departmentsAtRealPace = true;
    const QString id = m_maker->newCase();
    post(m_maker->acceptedCase(id, matterCode, QStringLiteral("D2")));
    qint64 hours = 0;
    for (; hours <= 24LL * promised && loadCase(*m_sql, hall, id)->state.state != CaseState::Ready; ++hours) {
        m_clock->advance(3600 * 1000);
        m_sql->begin(hall);
        (void)playDepartments(*m_sql, m_rules);
        QVERIFY(m_sql->commit());
    }
    QCOMPARE(loadCase(*m_sql, hall, id)->state.state, CaseState::Ready);
    QVERIFY2(hours > 12LL * promised && hours <= 24LL * promised, QByteArray::number(hours).constData());
}

void TestLedger::departmentsWaitForWhatIsToFollow()
{
    m_rules.departmentsPlayed = true;
    m_rules.departmentDelaysMs = {1000, 1000, 1000, 1000};
    const QString id = m_maker->newCase();
    const QJsonObject later{{QStringLiteral("missing"), QJsonArray{QStringLiteral("plan")}},
                            {QStringLiteral("due"), QStringLiteral("2026-12-01")}};
    post({m_maker->opened(id, matterCode), m_maker->received(id, QStringLiteral("T1")),
          m_maker->make(id, OperationKind::ToleranceAccepted, later)});
    const auto play = [this] {
        m_clock->advance(1000);
        m_sql->begin(hall);
        (void)playDepartments(*m_sql, m_rules);
        (void)m_sql->commit();
    };
    for (int i = 0; i < 4; ++i)
        play();
    QCOMPARE(loadCase(*m_sql, hall, id)->state.state, CaseState::UnderReview);
    const QJsonObject plan{{QStringLiteral("material"), QStringLiteral("plan")},
                           {QStringLiteral("source"), QStringLiteral("paperKept")}};
    QCOMPARE(post({m_maker->make(id, OperationKind::MaterialAdded, plan, 6)}).first().kind, VerdictKind::Applied);
    play();
    QCOMPARE(loadCase(*m_sql, hall, id)->state.state, CaseState::Granted);
}

void TestLedger::timeAcceptsWhatNobodyAskedAbout()
{
    const QString forgotten = m_maker->newCase();
    const QString asked = m_maker->newCase();
    post({m_maker->opened(forgotten, matterCode), m_maker->received(forgotten, QStringLiteral("W1")),
          m_maker->opened(asked, matterCode), m_maker->received(asked, QStringLiteral("W2")),
          m_maker->make(asked, OperationKind::CorrectionAsked,
                        {{QStringLiteral("reason"), QStringLiteral("plan")},
                         {QStringLiteral("due"), QStringLiteral("2026-12-08")}})});
    const auto letTimeAct = [this] {
        m_sql->begin(hall);
        const int accepted = acceptByTime(*m_sql, m_rules);
        return m_sql->commit() ? accepted : -1;
    };
    const auto day = [this](QDate date) { m_clock->setWall(QDateTime(date, {1, 0}, Qt::UTC)); };
    day({2026, 11, 30}); // the fifth working day after Monday 23 November
    QCOMPARE(letTimeAct(), 0);
    day({2026, 12, 1});
    QCOMPARE(letTimeAct(), 1);
    QCOMPARE(letTimeAct(), 0);
    const auto record = loadCase(*m_sql, hall, forgotten);
    QCOMPARE(record->state.state, CaseState::Routed);
    QCOMPARE(record->state.acceptedAt, record->state.receivedAt);
    const auto deemed = std::find_if(record->history.begin(), record->history.end(), [](const Change &change) {
        return change.operation.kind == OperationKind::DeemedAccepted;
    });
    QVERIFY(deemed != record->history.end());
    QCOMPARE(deemed->operation.actor, Actor::Time);
    QCOMPARE(loadCase(*m_sql, hall, asked)->state.state, CaseState::CorrectionRequested);
}

void TestLedger::nobodyHurriesTime()
{
    const QString id = m_maker->newCase();
    post({m_maker->opened(id, matterCode), m_maker->received(id, QStringLiteral("W3"))});
    Operation early = m_maker->make(id, OperationKind::DeemedAccepted, {}, 2);
    early.actor = Actor::Time;
    early.wallTime = QDateTime({2027, 2, 1}, {1, 0}, Qt::UTC); // a window's clock is not the centre's
    m_maker->sign(early);
    QCOMPARE(post({early}).first().fault, Fault::TransitionRefused);
}

void TestLedger::askingTooLateIsRefused()
{
    const QString id = m_maker->newCase();
    post({m_maker->opened(id, matterCode), m_maker->received(id, QStringLiteral("W4"))});
    m_clock->setWall(QDateTime({2026, 12, 1}, {1, 0}, Qt::UTC));
    const auto verdict = post({m_maker->make(
        id, OperationKind::CorrectionAsked,
        {{QStringLiteral("reason"), QStringLiteral("plan")}, {QStringLiteral("due"), QStringLiteral("2026-12-08")}},
        2)});
    QCOMPARE(verdict.first().fault, Fault::TransitionRefused);
}

void TestLedger::nothingStaysOfATransactionThatFails()
{
    const auto operations = m_maker->acceptedCase(m_maker->newCase(), matterCode, QStringLiteral("F1"));
    QList<Incoming> batch;
    for (const Operation &operation : operations)
        batch.append(examine(*m_sql, toJson(operation), m_device));
    m_sql->begin(hall);
    (void)postOperations(*m_sql, m_rules, batch);
    m_sql->run("INSERT INTO no_such_table VALUES (1)");
    QVERIFY(!m_sql->commit());
    QCOMPARE(lastSequence(), 0);
    const auto verdicts = post(operations);
    QCOMPARE(verdicts.first().kind, VerdictKind::Applied);
    QCOMPARE(verdicts.first().sequence, 1);
}

ON_BOTH_STORES(TestLedger)
#include "tst_ledger.moc"
