// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/card_reader.h"
#include "plugins/cards/pcsc/cards.h"

#include <QThread>

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace yichuang::pcsc
{

struct Options {
    QString readers; ///< only those whose name contains it
    QList<QByteArray> applets;
    int retryMs = 1000; ///< before the service is looked for again; doubles up to 30 s
};

/// Watches what the PC/SC service says of its readers, in a thread of its own that sleeps within the service; talks to
/// the cards in another.
class PcscReader final : public CardReader
{
    Q_OBJECT

public:
    explicit PcscReader(Options options);
    ~PcscReader() override;
    void start() override;
    void stop() override;
    [[nodiscard]] DeviceState state() const override { return m_state; }
    [[nodiscard]] QFuture<Result<QByteArray>> transmit(const QString &reader, const QByteArray &command) override;
    void release(const QString &reader) override;

private:
    /// One reader as the service told it last.
    struct Known {
        DWORD state = SCARD_STATE_UNAWARE;
        bool card = false;
    };
    void watch();
    [[nodiscard]] LONG watchReaders();
    [[nodiscard]] Result<QStringList> readerNames() const;
    void take(const SCARD_READERSTATE &told);
    void look(const QString &reader, const QByteArray &atr);
    void gone(const QString &reader);
    void setState(DeviceState state);

    Options m_options;
    DeviceState m_state = DeviceState::Absent;
    QThread m_talker; ///< the cards' thread
    QObject m_table;  ///< lives there
    Cards m_cards;    ///< used there only
    std::unique_ptr<QThread> m_watcher;
    SCARDCONTEXT m_context = 0;    ///< the watcher's
    QHash<QString, Known> m_known; ///< the watcher's
    std::atomic<SCARDCONTEXT> m_cancel = 0;
    std::atomic<bool> m_stopping = false;
    std::mutex m_guard;
    std::condition_variable m_wake;
};

} // namespace yichuang::pcsc
