// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/citizen_flow.h"

#include "tests/fakes/fake_centre.h"
#include "tests/fakes/fake_devices.h"
#include "tests/fakes/fake_vault.h"
#include "tests/fakes/manual_clock.h"
#include "tests/fakes/memory_store.h"
#include "tests/unit/workflows/visit_desk.h"

#include <QSignalSpy>

using namespace yichuang;
using namespace yichuang::samples;

namespace
{

const QList<SignatureStroke> drawn{{{0, 0, 500, 0}, {6000, 2000, 500, 80}}};

struct Counter {
    Counter()
    {
        centre.session.clerk = clerk;
        QObject::connect(&flow, &CitizenFlow::told, &flow, [this](const Reason &reason) { told.append(reason.fault); });
    }
    MemoryStore store;
    FakeCentre centre;
    FakeLink link;
    FakeReader reader;
    FakeScanner scanner;
    FakePress press;
    FakeVault vault;
    ManualClock clock{morning()};
    Rulebook rules = rulebook();
    SignInFlow signIn{centre, vault};
    VisitFlow visit{VisitPorts{store, centre, link, reader, scanner, press, clock}, rules};
    CitizenFlow flow{visit, store, signIn, clock};
    QList<Fault> told;

    static void settle()
    {
        for (int i = 0; i < 60; ++i)
            QCoreApplication::processEvents();
    }
    void serve()
    {
        signIn.signIn(clerk, QStringLiteral("secret"));
        settle();
        vault.release();
        settle();
        visit.begin(clerk);
        flow.begin(clerk);
        settle();
        centre.tickets = {ticket()};
        visit.handle(visit::CallAsked{});
        settle();
        reader.lay(wangsCard());
        visit.handle(visit::MatterChosen{elderPass});
        settle();
    }
    void sign()
    {
        flow.handle(citizen::Asked{});
        flow.handle(citizen::Answered{true});
        flow.handle(citizen::Asked{});
        flow.handle(citizen::Drawn{drawn, 4000, QByteArrayLiteral("picture")});
        settle();
    }
    [[nodiscard]] const Case &current() const { return std::get<Serving>(visit.state()).file()->current; }
    template <typename State>
    [[nodiscard]] bool is() const
    {
        return std::holds_alternative<State>(flow.state());
    }
};

} // namespace

class CitizenFlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSignatureIsAFileOfTheCase()
    {
        Counter counter;
        counter.serve();
        QVERIFY(counter.is<CitizenReading>());
        counter.sign();
        QTRY_VERIFY(signaturePage(counter.current()) != nullptr);
        QTRY_VERIFY(counter.is<CitizenReading>());
        const CaseMaterial *held = counter.current().material(signatureMaterial());
        QCOMPARE(held->pages.size(), 2);
        QCOMPARE(held->pages.constFirst().mime, QStringLiteral("image/png"));
        QCOMPARE(counter.store.pages.value(held->pages.constFirst().blob), QByteArrayLiteral("picture"));
        const auto read = signatureFromBytes(counter.store.pages.value(signaturePage(counter.current())->blob));
        QVERIFY(read);
        QCOMPARE(read->strokes, drawn);
        QCOMPARE(read->statement, statementHash(counter.current(), counter.rules.matterOf(counter.current())->name));
        QVERIFY(counter.told.isEmpty());
        // Signed once more: one signature, the new one.
        counter.flow.handle(citizen::Asked{});
        counter.flow.handle(citizen::Drawn{drawn, 4000, QByteArrayLiteral("second")});
        const auto first = [&] { return counter.current().material(signatureMaterial())->pages.constFirst().blob; };
        QTRY_COMPARE(counter.store.pages.value(first()), QByteArrayLiteral("second"));
        QCOMPARE(counter.current().material(signatureMaterial())->pages.size(), 2);
    }
    void whatIsChangedAfterwardsIsNotSigned()
    {
        Counter counter;
        counter.serve();
        counter.sign();
        QTRY_VERIFY(signaturePage(counter.current()) != nullptr);
        QTRY_VERIFY(sheetIn(counter.flow.state())->hasSignature);
        counter.visit.handle(visit::FieldsTyped{{{QStringLiteral("phone"), QStringLiteral("13800000000")}}});
        QTRY_VERIFY(counter.current().material(signatureMaterial()) == nullptr);
        QCOMPARE(std::get<CitizenReading>(counter.flow.state()).answer, CitizenAnswer::None);
        QCOMPARE(counter.current().fields.value(QStringLiteral("phone")).toString(), QStringLiteral("13800000000"));
    }
    void aSignatureThatIsNotSavedIsAskedForAgain()
    {
        Counter counter;
        counter.serve();
        counter.store.failNext[QStringLiteral("putPage")] = {{Fault::DiskFull, QStringLiteral("store"), {}}};
        counter.sign();
        QTRY_COMPARE(counter.told, QList<Fault>{Fault::DiskFull});
        QVERIFY(counter.is<CitizenSigning>());
        QVERIFY(!std::get<CitizenSigning>(counter.flow.state()).saving);
        QVERIFY(counter.current().material(signatureMaterial()) == nullptr);
    }
    void theThanksEndByTheClock()
    {
        Counter counter;
        counter.serve();
        counter.visit.handle(visit::FinishAsked{});
        QVERIFY(counter.is<CitizenThanked>());
        counter.flow.look();
        QVERIFY(counter.is<CitizenThanked>());
        counter.clock.advance(thanksSeconds * 1000);
        counter.flow.look();
        QVERIFY(counter.is<CitizenIdle>());
    }
    void aCoveredWindowShowsTheHallsPicture()
    {
        Counter counter;
        counter.serve();
        QVERIFY(sheetIn(counter.flow.state()) != nullptr);
        counter.signIn.lock();
        QVERIFY(counter.is<CitizenIdle>());
        counter.signIn.signIn(clerk, QStringLiteral("secret"));
        counter.settle();
        counter.vault.release();
        QTRY_VERIFY(counter.is<CitizenReading>()); // the visitor is still there
        counter.flow.end();
        QVERIFY(counter.is<CitizenIdle>());
    }
    void aScreenIsToldOnce()
    {
        Counter counter;
        QSignalSpy spy(&counter.flow, &CitizenFlow::presentChanged);
        counter.flow.setPresent(true);
        counter.flow.setPresent(true);
        QCOMPARE(spy.count(), 1);
        QVERIFY(counter.flow.isPresent());
    }
};

QTEST_GUILESS_MAIN(CitizenFlowTest)
#include "tst_citizen_flow.moc"
