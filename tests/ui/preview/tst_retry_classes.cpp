// SPDX-License-Identifier: Apache-2.0
#include "app/sync/answer.h"
#include "app/sync/operation_loop.h"
#include "tests/unit/sync/sync_bench.h"
#include "ui/pages/outbox/wait_words.h"
#include "ui/widgets/sentences.h"

#include <QCryptographicHash>
#include <QTest>

namespace yichuang
{
namespace
{

/// What becomes of an operation after one answer.
enum class Class {
    TryAgain, ///< kept, sent again by itself
    Renew,    ///< kept, sent again once the session is renewed
    Conflict, ///< a clerk compares both versions
    SetAside  ///< kept aside, the others go on
};

RawReply reply(int status, const QByteArray &body, const QByteArray &type, bool ours)
{
    RawReply made;
    made.status = status;
    made.body = body;
    made.headers.insert("content-type", type);
    if (ours) {
        made.headers.insert("yichuang-protocol", protocolVersion);
        made.headers.insert("yichuang-digest",
                            "sha-256=" + QCryptographicHash::hash(body, QCryptographicHash::Sha256).toBase64());
    }
    return made;
}

RawReply problem(int status, const char *type)
{
    return reply(status, QByteArray(R"({"type":"https://yichuang/problems/)") + type + "\"}",
                 "application/problem+json", true);
}

struct Desk : SyncBench {
    OperationLoop loop{parts};

    Desk() { outbox.add(op(1, 1)); }
    [[nodiscard]] static QString caseId() { return op(1, 1).caseId; }
    /// The line of the page, as the outbox and the loop stand.
    [[nodiscard]] OutboxLine line() const
    {
        CaseSummary summary;
        summary.id = caseId();
        summary.waiting = 1;
        if (outbox.attention.contains(caseId()))
            summary.attention = Reason{outbox.attention.value(caseId()), {}, {}};
        return outboxLine(summary, loop.standing(), LinkState::Online);
    }
};

} // namespace

/// The table of answers: what the centre, a proxy or nobody says; what becomes of the operation; what the page says.
class TestRetryClasses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<RawReply>("raw");
        QTest::addColumn<Class>("expected");
        QTest::addColumn<Fault>("fault");
        const auto row = [](const char *name, const RawReply &raw, Class expected, Fault fault) {
            QTest::newRow(name) << raw << expected << fault;
        };
        const QByteArray page = "<html>sign in to this network</html>";
        row("portal", reply(200, page, "text/html", false), Class::TryAgain, Fault::NotOurServer);
        row("our header on a page", reply(200, page, "text/html", true), Class::TryAgain, Fault::NotOurServer);
        row("redirect", reply(302, {}, "text/plain", false), Class::TryAgain, Fault::NotOurServer);
        row("our redirect", reply(307, {}, "text/plain", true), Class::TryAgain, Fault::NotOurServer);
        row("a proxy's 502", reply(502, page, "text/html", false), Class::TryAgain, Fault::NotOurServer);
        row("wrong type", reply(200, "x", "image/gif", false), Class::TryAgain, Fault::NotOurServer);
        row("400", problem(400, "requestRefused"), Class::SetAside, Fault::RequestRefused);
        row("400 without a type", problem(400, "unheardOf"), Class::SetAside, Fault::RequestRefused);
        row("401", problem(401, "sessionExpired"), Class::Renew, Fault::SessionExpired);
        row("401 without a type", problem(401, "unheardOf"), Class::Renew, Fault::SessionExpired);
        row("403", problem(403, "notAllowed"), Class::TryAgain, Fault::NotAllowed);
        row("404", problem(404, "notFound"), Class::TryAgain, Fault::NotFound);
        row("408", problem(408, "unheardOf"), Class::TryAgain, Fault::CentreBusy);
        row("413", problem(413, "tooLarge"), Class::SetAside, Fault::TooLarge);
        row("422", problem(422, "operationInvalid"), Class::SetAside, Fault::OperationInvalid);
        row("429", problem(429, "unheardOf"), Class::TryAgain, Fault::CentreBusy);
        row("500", problem(500, "centreFault"), Class::TryAgain, Fault::CentreFault);
        row("500 names its disk", problem(500, "diskFull"), Class::TryAgain, Fault::CentreFault);
        row("502", problem(502, "unheardOf"), Class::TryAgain, Fault::CentreFault);
        row("503", problem(503, "centreBusy"), Class::TryAgain, Fault::CentreBusy);
        row("507", problem(507, "diskFull"), Class::TryAgain, Fault::CentreFault);
    }
    void answers()
    {
        QFETCH(RawReply, raw);
        QFETCH(Fault, fault);
        const auto answer = judge(raw);
        QVERIFY(!answer.has_value());
        QCOMPARE(faultName(answer.error().fault), faultName(fault));
        holds(answer.error());
    }
    void silences_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<Class>("expected");
        for (const Fault fault :
             {Fault::NoNetwork, Fault::CentreUnreachable, Fault::CertificateUntrusted, Fault::NetworkTimeout,
              Fault::ReplyTooLarge, Fault::ReplyMalformed, Fault::ProtocolUnknown})
            QTest::newRow(qPrintable(faultName(fault))) << fault << Class::TryAgain;
    }
    void silences()
    {
        QFETCH(Fault, fault);
        holds({fault, QStringLiteral("test"), {}});
    }
    void verdicts_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<Class>("expected");
        const auto row = [](Fault fault, Class expected) {
            QTest::newRow(qPrintable(faultName(fault))) << fault << expected;
        };
        for (const Fault fault : {Fault::VersionConflict, Fault::TransitionRefused, Fault::ReceiptAlreadyGiven})
            row(fault, Class::Conflict);
        for (const Fault fault : {Fault::OperationInvalid, Fault::ActorRefused, Fault::MatterUnknown,
                                  Fault::MaterialMissing, Fault::ReasonRequired, Fault::FieldInvalid, Fault::TooLarge})
            row(fault, Class::SetAside);
        for (const Fault fault : {Fault::CentreBusy, Fault::CentreFault, Fault::DiskFull, Fault::StoreBusy})
            row(fault, Class::TryAgain);
    }
    void verdicts()
    {
        QFETCH(Fault, fault);
        QFETCH(Class, expected);
        Desk desk;
        desk.centre.refuse.insert(samples::idOf(1), fault);
        desk.loop.start();
        desk.settle();
        stands(desk, expected, expected == Class::TryAgain ? Fault::CentreBusy : fault);
    }

private:
    /// After one failure of the whole call.
    static void holds(const Reason &reason)
    {
        QFETCH(Class, expected);
        Desk desk;
        desk.centre.failNext[QStringLiteral("postOperations")] = {reason};
        desk.loop.start();
        desk.settle();
        stands(desk, expected, reason.fault);
        if (expected != Class::TryAgain)
            return;
        desk.pass(400'000);
        QCOMPARE(desk.word(1), FakeOutbox::Word::Acknowledged);
    }
    static void stands(const Desk &desk, Class expected, Fault fault)
    {
        const OutboxLine line = desk.line();
        const HallTime time{8 * 3600, QDate(2026, 2, 13)};
        switch (expected) {
        case Class::Renew:
            QCOMPARE(desk.centre.calls(QStringLiteral("refresh")), 1);
            QCOMPARE(desk.word(1), FakeOutbox::Word::Acknowledged);
            return;
        case Class::TryAgain:
            QVERIFY(desk.word(1) == FakeOutbox::Word::Waiting || desk.word(1) == FakeOutbox::Word::Sent);
            QCOMPARE(line.word, WaitWord::Retrying);
            QVERIFY(line.nextTry > desk.clock.now());
            QVERIFY(whyInWords(line, time).contains(sentenceFor(fault).what));
            break;
        case Class::Conflict:
            QCOMPARE(line.word, WaitWord::NeedsAttention);
            break;
        case Class::SetAside:
            QCOMPARE(desk.word(1), FakeOutbox::Word::Refused);
            QCOMPARE(line.word, WaitWord::SetAside);
            break;
        }
        QCOMPARE(faultName(line.why->fault), faultName(fault));
        QVERIFY(!statusOf(line, time).word.isEmpty());
        QVERIFY(!sentenceFor(*line.why).what.isEmpty());
    }
};

} // namespace yichuang

QTEST_GUILESS_MAIN(yichuang::TestRetryClasses)
#include "tst_retry_classes.moc"
