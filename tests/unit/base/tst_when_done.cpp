// SPDX-License-Identifier: Apache-2.0
#include "app/base/when_done.h"

#include <QTest>

using namespace yichuang;

namespace
{

/// Something that will be answered, or whose maker goes away.
template <typename Value>
struct Asked {
    Asked() { promise->start(); }
    void answer(const Value &value)
    {
        promise->addResult(value);
        promise->finish();
    }
    [[nodiscard]] QFuture<Value> future() const { return promise->future(); }
    std::unique_ptr<QPromise<Value>> promise = std::make_unique<QPromise<Value>>();
};

/// Lets everything that waits in this thread happen, the deleting too.
void settle()
{
    for (int round = 0; round < 3; ++round) {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

Fault faultOf(const QFuture<Result<int>> &future)
{
    QObject here;
    std::optional<Result<int>> got;
    whenDone(future, &here, [&got](const Result<int> &answer) { got = answer; });
    settle();
    return got && !*got ? got->error().fault : Fault::Unsupported;
}

} // namespace

class WhenDoneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAnswerComesLaterAndOnce()
    {
        QObject owner;
        QList<int> got;
        whenDone(QtFuture::makeReadyFuture(Result<int>(3)), &owner, [&got](const Result<int> &n) { got << n.value(); });
        QVERIFY(got.isEmpty());
        settle();
        QCOMPARE(got, QList<int>{3});
    }

    void aMakerThatGoesAwayMeansCancelled()
    {
        Asked<Result<int>> asked;
        const auto future = asked.future();
        asked.promise.reset();
        QCOMPARE(faultOf(future), Fault::Cancelled);
    }

    void aPlainValueThatNeverComesIsNotGiven()
    {
        QObject owner;
        bool called = false;
        Asked<QString> asked;
        whenDone(asked.future(), &owner, [&called](const QString &) { called = true; });
        asked.promise.reset();
        settle();
        QVERIFY(!called);
    }

    void anOwnerThatIsGoneIsNotCalled()
    {
        bool called = false;
        auto owner = std::make_unique<QObject>();
        Asked<Result<int>> asked;
        whenDone(asked.future(), owner.get(), [&called](const Result<int> &) { called = true; });
        owner.reset();
        asked.answer(1);
        settle();
        QVERIFY(!called);
    }

    void anAnswerLeadsToAnother()
    {
        QObject owner;
        Asked<Result<int>> asked;
        const auto text = answerWhenDone(asked.future(), &owner, [](const Result<int> &n) -> Result<QString> {
            return n.map([](int value) { return QString::number(value); });
        });
        asked.answer(7);
        settle();
        QCOMPARE(text.result().value(), QStringLiteral("7"));
    }

    void anAnswerLeadsToAnotherQuestion()
    {
        QObject owner;
        Asked<Result<int>> first;
        Asked<Result<int>> second;
        const auto sum = answerWhenDone(first.future(), &owner, [&](const Result<int> &a) {
            return answerWhenDone(second.future(), &owner,
                                  [a](const Result<int> &b) -> Result<int> { return *a + *b; });
        });
        first.answer(1);
        settle();
        QVERIFY(!sum.isFinished());
        second.answer(2);
        settle();
        QCOMPARE(sum.result().value(), 3);
    }

    void whoeverWaitsForAnOwnerThatIsGoneIsTold()
    {
        auto owner = std::make_unique<QObject>();
        Asked<Result<int>> asked;
        const auto answer =
            answerWhenDone(asked.future(), owner.get(), [](const Result<int> &n) -> Result<int> { return n; });
        owner.reset();
        asked.answer(1);
        QCOMPARE(faultOf(answer), Fault::Cancelled);
    }

    void whoeverWaitsForTheSecondQuestionIsToldToo()
    {
        auto owner = std::make_unique<QObject>();
        Asked<Result<int>> first;
        Asked<Result<int>> second;
        const auto answer =
            answerWhenDone(first.future(), owner.get(), [&second](const Result<int> &) { return second.future(); });
        first.answer(1);
        settle();
        owner.reset();
        second.answer(2);
        QCOMPARE(faultOf(answer), Fault::Cancelled);
    }
};

QTEST_GUILESS_MAIN(WhenDoneTest)
#include "tst_when_done.moc"
