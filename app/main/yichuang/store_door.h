// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/local_store.h"

namespace yichuang
{

/// The store as the flows and sync see it: the sealed store while a clerk is signed in, StoreUnavailable otherwise.
/// So that nothing above has to know when keys come and go. Main thread.
class StoreDoor final : public CaseStore, public Outbox, public CarryingStore, public AuditTrail
{
    Q_OBJECT

public:
    explicit StoreDoor(QObject *parent = nullptr);
    ~StoreDoor() override;

    /// From now on everything goes to this store, which has been opened.
    void open(std::unique_ptr<LocalStore> store);
    /// See LocalStore::backUp().
    [[nodiscard]] QFuture<Result<Done>> backUp(qint64 olderThanMs);
    /// Ends what is under way and lets the store go, with its keys.
    void close();
    [[nodiscard]] bool isOpen() const { return m_store != nullptr; }

    [[nodiscard]] QFuture<Result<CaseFile>> commit(const CommitRequest &request) override;
    [[nodiscard]] QFuture<Result<CaseFile>> load(const QString &caseId) override;
    [[nodiscard]] QFuture<Result<QList<CaseSummary>>> list(const QString &clerk, const QString &text,
                                                           int limit) override;
    [[nodiscard]] QFuture<Result<QList<CaseSummary>>> drafts(const QString &clerk) override;
    [[nodiscard]] QFuture<Result<QList<CaseSummary>>> outbox() override;
    [[nodiscard]] QFuture<Result<OutboxStanding>> standing() override;
    [[nodiscard]] QFuture<Result<CaseFile>> settle(const QString &caseId, const QString &clerk,
                                                   Settlement settlement) override;
    [[nodiscard]] QFuture<Result<CaseFile>> merge(const QString &caseId, const QString &clerk,
                                                  const QList<OperationDraft> &drafts) override;
    [[nodiscard]] QFuture<Result<PageRef>> putPage(const QByteArray &bytes, const QString &mime,
                                                   const QString &name) override;
    [[nodiscard]] QFuture<Result<QByteArray>> page(const QString &blob) override;
    [[nodiscard]] QFuture<Result<QList<PrintJob>>> printJobs() override;
    [[nodiscard]] QFuture<Result<Done>> markPrinted(qint64 job, const std::optional<Reason> &failed) override;
    [[nodiscard]] QFuture<Result<QByteArray>> sign(const QByteArray &bytes) override;
    [[nodiscard]] QFuture<Result<Done>> keepVisit(const QString &clerk, const std::optional<KeptVisit> &visit) override;
    [[nodiscard]] QFuture<Result<std::optional<KeptVisit>>> keptVisit(const QString &clerk) override;
    [[nodiscard]] QFuture<Result<QHash<QString, qint64>>> matterUses() override;
    void setPapersWitness(std::shared_ptr<PapersWitness> witness) override;

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

    [[nodiscard]] QFuture<Result<CarriedCase>> toCarry(const QString &caseId) override;
    [[nodiscard]] QFuture<Result<TakenIn>> takeIn(const QList<Operation> &operations,
                                                  const QStringList &blobs) override;

    [[nodiscard]] QFuture<Result<std::optional<AuditHead>>> auditHead() override;
    [[nodiscard]] QFuture<Result<Done>> keepCountersigned(const CountersignedHead &head) override;

    /// See LocalStore::rotate().
    [[nodiscard]] QFuture<Result<ResealStanding>> rotate(const StoreKeys &keys);

Q_SIGNALS:
    void resealed(const yichuang::ResealStanding &standing);

private:
    template <typename T>
    [[nodiscard]] static QFuture<Result<T>> closed();

    std::unique_ptr<LocalStore> m_store;
    std::shared_ptr<PapersWitness> m_witness;
};

} // namespace yichuang
