// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/crypto/kdf.h"
#include "app/crypto/suite.h"
#include "app/ports/case_carrier.h"
#include "app/ports/case_store.h"
#include "app/ports/outbox.h"

#include <QThreadPool>

namespace yichuang
{

/// The window that makes bundles, and how it seals them.
struct BundleMaker {
    QString hall;   ///< 6 digits
    QString device; ///< its id
    Suite suite = Suite::International;
    PasswordCost cost{};
};

/// The store in all the parts that carrying needs.
struct CarriedStores {
    CaseStore &cases;
    Outbox &outbox;
    CarryingStore &carrying;
};

/// The port over bundle files (bundle.h). Whoever brings a bundle in checks each operation's signature by the keys that
/// the centre has published of the hall's windows: kept here from the last time on line.
class BundleCarrier final : public CaseCarrier
{
    Q_OBJECT

public:
    /// What is given must outlive it.
    BundleCarrier(const CarriedStores &stores, BundleMaker maker, const Clock &clock, QObject *parent = nullptr);
    ~BundleCarrier() override;

    [[nodiscard]] QFuture<Result<Parcel>> pack(const QStringList &caseIds, const QString &path,
                                               const QString &passphrase) override;
    [[nodiscard]] QFuture<Result<Parcel>> unpack(const QString &path, const QString &passphrase) override;
    [[nodiscard]] QString newPassphrase() const override;

private:
    struct Packing;
    struct Unpacking;
    using Packed = std::shared_ptr<Packing>;
    using Unpacked = std::shared_ptr<Unpacking>;

    void askWhatWaits(const Packed &packing);
    void askLoosePages(const Packed &packing);
    void openFile(const Packed &packing);
    void packNextCase(const Packed &packing);
    void packNextPage(const Packed &packing);
    void closeFile(const Packed &packing);
    void inspect(const Unpacked &unpacking);
    void rewind(const Unpacked &unpacking);
    void takeNextPage(const Unpacked &unpacking);
    void takeOperations(const Unpacked &unpacking);
    /// Does a job off this thread and goes on here with what it gives.
    template <typename T, typename Job, typename Next>
    void work(Job job, Next next);

    CarriedStores m_stores;
    BundleMaker m_maker;
    const Clock &m_clock;
    QThreadPool m_pool{}; // last: its thread ends before what it uses
};

} // namespace yichuang
