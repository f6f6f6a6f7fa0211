// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/store_script.h"
#include "tests/faults/troubled_disk.h"

#include <QLoggingCategory>

using namespace yichuang;
using namespace yichuang::desk;

Q_DECLARE_METATYPE(yichuang::TroubledDisk::Failure)

namespace
{

using Step = std::function<Result<Done>(Ledger &)>;

template <typename T>
Result<Done> done(const Result<T> &result)
{
    return result ? Result<Done>(Done{}) : failure(result.error());
}

/// A morning at a window and its link: each step is one writing call of the store, and stands on those before.
struct Morning {
    ScriptedCentre centre;
    QString first;
    PageRef page;

    QList<Step> steps()
    {
        const auto commit = [this](QList<OperationDraft> drafts, QList<PaperKind> papers) {
            return [=, this](Ledger &ledger) {
                CommitRequest wish = request(first, drafts);
                wish.papers = papers;
                return done(ledger.commit(wish));
            };
        };
        return {[this](Ledger &ledger) {
                    const auto made = ledger.commit(newCase());
                    if (made)
                        first = made->current.id;
                    return done(made);
                },
                commit({field(QStringLiteral("scope"), QString(9000, QChar(u'文')))}, {}),
                [this](Ledger &ledger) {
                    const auto put = ledger.putPage("page", QStringLiteral("image/png"), {});
                    if (put)
                        page = *put;
                    return done(put);
                },
                [this](Ledger &ledger) { return done(ledger.commit(request(first, {material(page)}))); },
                commit({{OperationKind::Received, {}}}, {PaperKind::ReceiptSlip, PaperKind::MaterialsReceipt}),
                commit({{OperationKind::Accepted, {}}}, {PaperKind::AcceptanceNotice}),
                [this](Ledger &ledger) {
                    KeptVisit visit;
                    visit.cases = {first};
                    return ledger.keepVisit(QStringLiteral("li"), visit);
                },
                [](Ledger &ledger) {
                    const auto jobs = ledger.printJobs();
                    return jobs ? ledger.markPrinted(jobs->first().id, std::nullopt) : done(jobs);
                },
                [this](Ledger &ledger) { return send(ledger); },
                [this](Ledger &ledger) { return takeVerdicts(ledger); },
                [this](Ledger &ledger) { return ledger.applyChanges(centre.changes, centre.cursor()); },
                [](Ledger &ledger) {
                    return ledger.keepDocument(QStringLiteral("policy"), QByteArray(20'000, 'p'), QStringLiteral("1"));
                },
                [](Ledger &ledger) { return done(ledger.commit(newCase(QStringLiteral("wang")))); }};
    }

    static Result<Done> send(Ledger &ledger)
    {
        const auto pending = ledger.pending(10);
        if (!pending)
            return failure(pending.error());
        QStringList ids;
        for (const Operation &operation : *pending)
            ids.append(operation.id);
        return ledger.markSent(ids);
    }

    Result<Done> takeVerdicts(Ledger &ledger)
    {
        const auto pending = ledger.pending(10);
        if (!pending)
            return failure(pending.error());
        QList<OperationVerdict> verdicts;
        for (const Operation &operation : *pending) {
            const Change change = centre.take(operation);
            verdicts.append({operation.id, VerdictKind::Applied, change.sequence, change.caseVersion, {}, {}, 1});
        }
        return ledger.recordVerdicts(verdicts);
    }
};

/// What the store holds, without what chance gave: ids.
Result<QStringList> shapeOf(Ledger &ledger)
{
    const auto picture = pictureOf(ledger);
    if (!picture)
        return failure(picture.error());
    QStringList shape;
    for (const QString &clerk : {QStringLiteral("li"), QStringLiteral("wang")}) {
        const auto listed = ledger.list(clerk, {}, 100);
        if (!listed)
            return failure(listed.error());
        for (const CaseSummary &summary : *listed) {
            const auto file = ledger.load(summary.id);
            if (!file)
                return failure(file.error());
            QStringList line{clerk, file->current.receiptNumber, QString::number(file->waiting)};
            for (const Operation &operation : file->history)
                line.append(operationName(operation.kind));
            shape.append(line.join(u' '));
        }
    }
    for (const QString &line : *picture) {
        if (!line.startsWith(u'0'))
            shape.append(line.section(u' ', 0, 0));
    }
    shape.sort();
    return shape;
}

} // namespace

/// Each call of the disk fails, in turn: a clear reason, nothing that was answered is lost, the form can be saved again
/// with the same store, and all ends as if nothing had been.
class TestFailingCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyCall_data();
    void everyCall();

private:
    /// How a morning went.
    struct Outcome {
        bool untouched = false;
        int refusals = 0;
        QString trouble; ///< empty where every promise was kept
        QStringList shape;
    };
    [[nodiscard]] Outcome morning();
    [[nodiscard]] static bool isClear(TroubledDisk::Failure how, const Reason &reason);
    void work(Ledger &ledger, Outcome &outcome);

    TroubledDisk m_disk;
    TroubledDisk::Failure m_how = TroubledDisk::Failure::Io;
    StoreKeys m_keys;
};

void TestFailingCalls::initTestCase()
{
    QLoggingCategory::setFilterRules(QStringLiteral("yichuang*=false"));
    m_keys.master = Secret::fromBytes(QByteArray(32, 'm'));
    m_keys.signing = SigningKey::generate(Suite::International).value();
}

bool TestFailingCalls::isClear(TroubledDisk::Failure how, const Reason &reason)
{
    switch (how) {
    case TroubledDisk::Failure::Full:
        return reason.fault == Fault::DiskFull;
    case TroubledDisk::Failure::Busy:
        return reason.fault == Fault::StoreBusy;
    case TroubledDisk::Failure::Io:
        break;
    }
    return reason.fault == Fault::StoreUnavailable;
}

/// Each step until it is done. After three refusals the trouble is over: somebody made room, or let the lock go.
void TestFailingCalls::work(Ledger &ledger, Outcome &outcome)
{
    Morning morning;
    QList<Step> steps = morning.steps();
    steps.prepend([](Ledger &closed) { return closed.open(); });
    for (const Step &step : std::as_const(steps)) {
        int tries = 0;
        for (auto done = step(ledger); !done; done = step(ledger)) {
            ++outcome.refusals;
            if (!isClear(m_how, done.error()))
                outcome.trouble = QStringLiteral("not clear: ") + describe(done.error());
            if (++tries == 3)
                m_disk.endFailures();
            if (tries > 4)
                outcome.trouble = QStringLiteral("does not recover: ") + describe(done.error());
            if (!outcome.trouble.isEmpty())
                return;
        }
    }
}

/// On the disk as it is set. The power goes in the evening.
TestFailingCalls::Outcome TestFailingCalls::morning()
{
    Outcome outcome;
    const QTemporaryDir folder(folderInMemory());
    const ScriptedPlace place(folder.filePath(QStringLiteral("store")), m_keys);
    const chaos::Dice dice(7);
    auto ledger = place.ledger(dice);
    work(*ledger, outcome);
    outcome.untouched = m_disk.failed() == 0;
    m_disk.endFailures();
    m_disk.cutAt(1);
    ledger.reset();
    m_disk.powerUp(folder.path());
    if (!outcome.trouble.isEmpty())
        return outcome;
    ledger = place.ledger(dice);
    auto sound = ledger->open();
    if (sound)
        sound = ledger->verify();
    const auto shape = shapeOf(*ledger);
    if (!sound || !shape)
        outcome.trouble = describe(sound ? shape.error() : sound.error());
    else
        outcome.shape = *shape;
    return outcome;
}

void TestFailingCalls::everyCall_data()
{
    using enum TroubledDisk::Failure;
    QTest::addColumn<TroubledDisk::Failure>("how");
    QTest::addColumn<qint64>("count");
    QTest::newRow("an error") << Io << qint64(1);
    QTest::newRow("some errors") << Io << qint64(4);
    QTest::newRow("full") << Full << qint64(1);
    QTest::newRow("full until there is room") << Full << qint64(100'000);
    QTest::newRow("busy until it is let go") << Busy << qint64(100'000);
}

void TestFailingCalls::everyCall()
{
    QFETCH(const TroubledDisk::Failure, how);
    QFETCH(const qint64, count);
    m_how = how;
    m_disk.wipe(1);
    const Outcome expected = morning();
    QVERIFY2(expected.trouble.isEmpty(), qPrintable(expected.trouble));
    QVERIFY(expected.shape.size() > 10);
    int refusals = 0;
    qint64 call = 1;
    for (;; ++call) {
        m_disk.wipe(1);
        m_disk.fail(how, call, count);
        const Outcome outcome = morning();
        const QByteArray here = QByteArrayLiteral("call ") + QByteArray::number(call);
        QVERIFY2(outcome.trouble.isEmpty(), (here + ": " + outcome.trouble.toUtf8()).constData());
        QVERIFY2(outcome.shape == expected.shape, (here + "\n" + outcome.shape.join(u'\n').toUtf8() + "\nexpected\n"
                                                   + expected.shape.join(u'\n').toUtf8())
                                                      .constData());
        if (outcome.untouched)
            break;
        refusals += outcome.refusals;
    }
    qInfo() << call - 1 << "calls failed in turn," << refusals << "refusals";
    QVERIFY(refusals > 0);
}

QTEST_GUILESS_MAIN(TestFailingCalls)
#include "tst_failing_calls.moc"
