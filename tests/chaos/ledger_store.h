// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/outbox.h"
#include "app/storage/ledger.h"
#include "app/storage/mending.h"
#include "tests/chaos/agenda.h"
#include "tests/chaos/breaks.h"
#include "tests/chaos/dice.h"

#include <QPromise>

namespace yichuang::chaos
{

/// A window's sealed store as its programs see it: calls are done one after another, each a moment later, and answered
/// another moment later, so that a crash can fall before, between and after. What stands in LocalStore's thread is
/// done by the agenda here.
class LedgerStore final : public QObject, public Outbox
{
    Q_OBJECT

public:
    LedgerStore(Agenda &agenda, Dice dice, std::unique_ptr<Ledger> ledger, Break broken);

    /// For a look from outside.
    [[nodiscard]] Ledger &ledger() { return *m_ledger; }

    template <typename Job>
    [[nodiscard]] auto post(Job job) -> QFuture<decltype(job(std::declval<Ledger &>()))>;
    [[nodiscard]] QFuture<Result<CaseFile>> commit(const CommitRequest &request);

    [[nodiscard]] QFuture<Result<QList<Operation>>> pending(int limit) override;
    [[nodiscard]] QFuture<Result<Done>> markSent(const QStringList &operationIds) override;
    [[nodiscard]] QFuture<Result<Done>> recordVerdicts(const QList<OperationVerdict> &verdicts) override;
    [[nodiscard]] QFuture<Result<QString>> cursor() override;
    [[nodiscard]] QFuture<Result<Done>> applyChanges(const QList<Change> &changes, const QString &cursor) override;
    [[nodiscard]] QFuture<Result<Done>> beginEpoch(const QString &cursor) override;
    [[nodiscard]] QFuture<Result<QList<BlobToSend>>> blobsToSend(int limit) override;
    [[nodiscard]] QFuture<Result<QByteArray>> blobBytes(const QString &blob) override;
    [[nodiscard]] QFuture<Result<Done>> blobSent(const QString &blob) override;
    [[nodiscard]] QFuture<Result<Done>> keepDocument(const QString &name, const QByteArray &bytes,
                                                     const QString &etag) override;
    [[nodiscard]] QFuture<Result<QPair<QByteArray, QString>>> document(const QString &name) override;

Q_SIGNALS:
    void changed();
    /// Something read did not open: the store is looked through when it is opened next.
    void doubted();

private:
    [[nodiscard]] qint64 nextMoment();
    void announce();

    Agenda &m_agenda;
    Dice m_dice;
    std::unique_ptr<Ledger> m_ledger;
    Break m_broken;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    qint64 m_busyUntil = 0;
    qint64 m_answeredUntil = 0;
};

template <typename Job>
auto LedgerStore::post(Job job) -> QFuture<decltype(job(std::declval<Ledger &>()))>
{
    using Answer = decltype(job(std::declval<Ledger &>()));
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    const qint64 then = nextMoment();
    m_agenda.at(then, [this, alive = std::weak_ptr<bool>(m_alive), promise, job = std::move(job)] {
        if (alive.expired())
            return;
        auto answer = std::make_shared<Answer>(job(*m_ledger));
        if (!*answer && isDamage(answer->error())) {
            m_ledger->suspect(answer->error());
            Q_EMIT doubted();
        }
        m_answeredUntil = std::max(m_answeredUntil, m_agenda.now() + m_dice.between(0, 2));
        m_agenda.at(m_answeredUntil, [this, alive, promise, answer] {
            if (alive.expired())
                return;
            announce();
            promise->addResult(std::move(*answer));
            promise->finish();
        });
    });
    return promise->future();
}

} // namespace yichuang::chaos
