// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "app/domain/case.h"

#include <QFuture>
#include <QObject>

namespace yichuang
{

/// What one case has for the centre, to be carried there by hand.
struct CarriedCase {
    QString caseId;
    QList<Operation> operations; ///< those that the centre has not taken, in order; the refused ones too
    QList<PageRef> pages;        ///< page files that they name and that wait to be sent
};

/// What taking in has changed.
struct TakenIn {
    int cases = 0;      ///< that got something new
    int operations = 0; ///< new here
    bool operator==(const TakenIn &) const = default;
};

/// The store as a carrier of cases sees it, beside CaseStore and Outbox. Any thread; futures end after the commit is
/// durable.
class CarryingStore
{
public:
    CarryingStore() = default;
    CarryingStore(const CarryingStore &) = delete;
    CarryingStore &operator=(const CarryingStore &) = delete;
    virtual ~CarryingStore() = default;

    /// Noted in the audit, where that can be written. NotFound for a case that is not here.
    [[nodiscard]] virtual QFuture<Result<CarriedCase>> toCarry(const QString &caseId) = 0;
    /// Adds operations of other windows, whose signatures were checked, as waiting to be sent, in this order and in one
    /// transaction; those that are here already stay as they are. `blobs` name page files that are here (putPage()) and
    /// are to be sent.
    [[nodiscard]] virtual QFuture<Result<TakenIn>> takeIn(const QList<Operation> &operations,
                                                          const QStringList &blobs) = 0;
};

/// A bundle in numbers.
struct Parcel {
    int cases = 0;
    int operations = 0;
    int pages = 0;
    qint64 pageBytes = 0;
    TakenIn taken;  ///< of a bundle that was brought in
    QString device; ///< the window that made it
    QDateTime made; ///< UTC
};

/// The fewest characters of a bundle's passphrase.
inline constexpr qsizetype shortestPassphrase = 10;

/// Carries what waits for the centre to another window of the hall in one file, sealed by a passphrase: for a window
/// that cannot reach the centre any more. What was carried stays here too; whoever sends it first, it has one effect.
/// The main thread; the work is done off it, one bundle after another.
class CaseCarrier : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// Writes what these cases have for the centre; none named: all that waits here. The file is whole or not there.
    /// BadArgument for a passphrase that is too short and where nothing waits; BundleNotWritten; reasons of the store.
    [[nodiscard]] virtual QFuture<Result<Parcel>> pack(const QStringList &caseIds, const QString &path,
                                                       const QString &passphrase) = 0;
    /// Reads a bundle to its end, checks all of it, and only then takes it in; a second time changes nothing.
    /// FileUnreadable, BundleUnreadable, BundleForeign, BundleLocked, reasons of the store: nothing was taken in then.
    [[nodiscard]] virtual QFuture<Result<Parcel>> unpack(const QString &path, const QString &passphrase) = 0;
    /// A good passphrase, easily read out: 80 random bits in four groups.
    [[nodiscard]] virtual QString newPassphrase() const = 0;

Q_SIGNALS:
    void progressed(int done, int of);
};

} // namespace yichuang
