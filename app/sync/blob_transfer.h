// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sync/line.h"

#include <QSet>

namespace yichuang
{

/// Sends one blob by chunks: asks which are there, sends the others one after the other, has the whole checked.
/// Between two chunks it gives way to whatever must go first. One thread.
class BlobTransfer : public std::enable_shared_from_this<BlobTransfer>
{
public:
    using Read = std::function<std::optional<Reason>(const Answer &)>;
    using Ended = std::function<void(const std::optional<Reason> &)>;
    /// What the transfer works with.
    struct Way {
        std::function<void(const Call &, const Read &, const Ended &)> run;
        std::function<void(const std::function<void()> &)> whenFree; ///< calls back when small calls are through
    };

    /// `ended` is called once, with the reason where the blob did not arrive.
    static void start(const Way &way, const QString &blob, const QByteArray &bytes, const Ended &ended);

private:
    BlobTransfer(Way way, const QString &blob, QByteArray bytes, Ended ended);
    void askWhatIsThere();
    void sendNext();
    void complete();

    Way m_way;
    QString m_path;
    QByteArray m_bytes;
    Ended m_ended;
    int m_chunks;
    int m_next = 0;
    QSet<int> m_there;
};

} // namespace yichuang
