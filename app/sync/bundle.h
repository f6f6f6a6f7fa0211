// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/key_wrap.h"
#include "app/crypto/sealing.h"
#include "app/domain/case.h"

#include <QIODevice>

#include <variant>

namespace yichuang
{

/// A bundle: one file in which a window's unsent work is carried to another window of the hall.
///
///   16 bytes  "YICHUANG-BUNDLE\n"
///   4 bytes   length of the head, big endian, at most largestHead
///   head      JSON {"version": 1, "hall", "device", "made", "key": a WrappedKey by passphrase}; nothing personal
///   parts     each: 4 bytes length, big endian, at most largestPart; a sealed blob (sealing.h)
///
/// Every part is sealed by the bundle's own random key, bound to the head and to its number, so that none can be
/// changed, left out, added or moved. The plain text of a part is a byte for its kind and what belongs to it. The last
/// part is the end, which counts the others: a bundle without it is torn. One thread, as all of this file.
struct BundleHead {
    QString hall;   ///< 6 digits
    QString device; ///< the window that made it
    QDateTime made; ///< UTC
    WrappedKey key;
    bool operator==(const BundleHead &) const = default;
};

/// A page file; its name is the SHA-256 of its bytes.
struct BundlePage {
    QString mime;
    QByteArray bytes;
    bool operator==(const BundlePage &) const = default;
};
/// The last part: how many went before.
struct BundleEnd {
    qint64 operations = 0;
    qint64 pages = 0;
    bool operator==(const BundleEnd &) const = default;
};
using BundlePart = std::variant<QList<Operation>, BundlePage, BundleEnd>;

namespace bundle_limit
{
inline constexpr qsizetype largestHead = 16 * 1024;
inline constexpr qsizetype largestPart = 65 * 1024 * 1024;      ///< sealed: a page of 64 MiB and what is around it
inline constexpr qsizetype largestOperations = 8 * 1024 * 1024; ///< plain, one part of them
inline constexpr qint64 mostOperations = 200'000;
inline constexpr qint64 mostPages = 100'000;
inline constexpr quint32 mostMemoryKiB = 256 * 1024; ///< for the passphrase's key
inline constexpr quint32 mostPasses = 10;
} // namespace bundle_limit

/// The plain text of a part.
[[nodiscard]] QByteArray toBytes(const BundlePart &part);
/// BundleUnreadable for foreign bytes that are not such a text.
[[nodiscard]] Result<BundlePart> bundlePartFrom(const QByteArray &plain);

/// Writes a bundle. The device is open for writing and outlives it.
class BundleWriter
{
public:
    /// Makes the bundle's key and writes the head; `key` of the head is filled in. Blocks as derivePasswordKey() does.
    /// BundleNotWritten, reasons of wrapWithPassword().
    [[nodiscard]] static Result<BundleWriter> begin(QIODevice &device, BundleHead head, Suite suite,
                                                    const QString &passphrase, const PasswordCost &cost = {});
    /// BundleNotWritten, TooLarge for a part over the limit.
    [[nodiscard]] Result<Done> add(const BundlePart &part);
    /// Writes the end; nothing may follow.
    [[nodiscard]] Result<Done> finish();

private:
    BundleWriter(QIODevice &device, Suite suite, const Secret &key, QByteArray binding);

    QIODevice *m_device;
    Sealer m_sealer;
    QByteArray m_binding; ///< the digest of what stands before the parts
    qint64 m_parts = 0;
    BundleEnd m_counts;
};

/// Reads a bundle: foreign bytes. The device is open for reading and outlives it.
class BundleReader
{
public:
    /// Reads the head. BundleUnreadable where it is none, StoreNewer for a later version.
    [[nodiscard]] static Result<BundleReader> begin(QIODevice &device);
    [[nodiscard]] const BundleHead &head() const { return m_head; }
    /// Blocks as derivePasswordKey() does. BundleLocked.
    [[nodiscard]] Result<Done> unlock(const QString &passphrase);
    /// The next part; nothing behind the end, which is checked and not given. BundleUnreadable where the bundle is
    /// torn, was changed, is over a limit or goes on after its end.
    [[nodiscard]] Result<std::optional<BundlePart>> next();

private:
    BundleReader(QIODevice &device, BundleHead head, QByteArray binding);

    QIODevice *m_device;
    BundleHead m_head;
    QByteArray m_binding;
    std::optional<Sealer> m_sealer;
    qint64 m_parts = 0;
    BundleEnd m_counts;
};

} // namespace yichuang
