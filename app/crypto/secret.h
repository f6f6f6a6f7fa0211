// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

class QDebug;

namespace yichuang
{

/// Key bytes. They live in memory that is locked where the system allows it and zeroed when the last copy goes;
/// copies share that memory. Immutable; any thread. Cannot be logged.
class Secret
{
public:
    /// No secret: isEmpty().
    Secret() = default;
    /// `size` bytes from the system's cryptographic source; the program ends where there is none.
    [[nodiscard]] static Secret random(qsizetype size = 32);
    /// A copy of `bytes`. Zeroing the original is the caller's.
    [[nodiscard]] static Secret fromBytes(QByteArrayView bytes);
    /// A copy of `bytes`, which are zeroed unless they are shared with another QByteArray.
    [[nodiscard]] static Secret taking(QByteArray &&bytes);

    [[nodiscard]] bool isEmpty() const { return size() == 0; }
    [[nodiscard]] qsizetype size() const;
    /// Valid as long as a copy of this secret lives.
    [[nodiscard]] QByteArrayView view() const;
    /// A plain copy that is not protected: only for an interface that takes nothing else.
    [[nodiscard]] QByteArray reveal() const;

    /// Takes the same time wherever the bytes differ.
    bool operator==(const Secret &other) const;

    friend QDebug operator<<(QDebug, const Secret &) = delete;

private:
    struct Memory;
    std::shared_ptr<const Memory> m_memory;
};

} // namespace yichuang
