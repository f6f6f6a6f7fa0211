// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <winscard.h>

#include <QHash>

namespace yichuang::pcsc
{

/// What PC/SC says, as a reason of ours.
[[nodiscard]] Reason reasonOf(LONG code, const char *where);

/// The cards that are talked to, each until it is let go. One thread, which may be held up by a card that thinks.
class Cards
{
public:
    Cards() = default;
    Cards(const Cards &) = delete;
    Cards &operator=(const Cards &) = delete;
    ~Cards();

    /// See CardReader::transmit().
    [[nodiscard]] Result<QByteArray> transmit(const QString &reader, const QByteArray &command);
    /// The first of the applications that the card has, hex; the card is let go.
    [[nodiscard]] QString probe(const QString &reader, const QList<QByteArray> &applets);
    void release(const QString &reader, DWORD disposition = SCARD_RESET_CARD);

private:
    struct Talk {
        SCARDHANDLE card = 0;
        DWORD protocol = 0;
    };
    [[nodiscard]] LONG connect(const QString &reader, Talk &talk);
    [[nodiscard]] Result<Talk> talkTo(const QString &reader);
    void forgetService();

    SCARDCONTEXT m_context = 0;
    bool m_open = false;
    QHash<QString, Talk> m_talks;
};

} // namespace yichuang::pcsc
