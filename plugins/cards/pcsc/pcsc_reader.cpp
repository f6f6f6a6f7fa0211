// SPDX-License-Identifier: Apache-2.0
#include "plugins/cards/pcsc/pcsc_reader.h"

#include <QPromise>

#include <vector>

namespace yichuang::pcsc
{
namespace
{

constexpr int longestRetry = 30'000;
constexpr DWORD onceInMs = 2'000; ///< a watcher that was asked to stop just before it fell asleep wakes by itself
constexpr const char *plugged = "\\\\?PnP?\\Notification";

} // namespace

PcscReader::PcscReader(Options options) : m_options(std::move(options))
{
    m_table.moveToThread(&m_talker);
    m_talker.start();
}

PcscReader::~PcscReader()
{
    stop();
    m_talker.quit();
    m_talker.wait();
}

void PcscReader::start()
{
    if (m_watcher)
        return;
    m_stopping = false;
    setState(DeviceState::Starting);
    m_watcher.reset(QThread::create([this] { watch(); }));
    m_watcher->start();
}

void PcscReader::stop()
{
    if (!m_watcher)
        return;
    {
        const std::lock_guard lock(m_guard);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (const SCARDCONTEXT context = m_cancel.load(); context != 0)
        SCardCancel(context);
    m_watcher->wait();
    m_watcher.reset();
    setState(DeviceState::Absent);
}

void PcscReader::setState(DeviceState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

QFuture<Result<QByteArray>> PcscReader::transmit(const QString &reader, const QByteArray &command)
{
    auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    promise->start();
    QFuture<Result<QByteArray>> future = promise->future();
    QMetaObject::invokeMethod(&m_table, [this, promise, reader, command] {
        promise->addResult(m_cards.transmit(reader, command));
        promise->finish();
    });
    return future;
}

void PcscReader::release(const QString &reader)
{
    QMetaObject::invokeMethod(&m_table, [this, reader] { m_cards.release(reader); });
}

/// The watcher's thread, until stop(): again and again where the service is not there.
void PcscReader::watch()
{
    int pause = m_options.retryMs;
    while (!m_stopping) {
        LONG ended = SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &m_context);
        if (ended == SCARD_S_SUCCESS) {
            m_cancel = m_context;
            pause = m_options.retryMs;
            QMetaObject::invokeMethod(this, [this] { setState(DeviceState::Ready); });
            ended = watchReaders();
            m_cancel = 0;
            SCardReleaseContext(m_context);
        }
        for (const QString &reader : m_known.keys())
            gone(reader);
        m_known.clear();
        if (m_stopping)
            return;
        const Reason reason = reasonOf(ended, "pcsc.watch");
        QMetaObject::invokeMethod(this, [this, reason] {
            setState(DeviceState::Trouble);
            Q_EMIT faulted(reason);
        });
        std::unique_lock lock(m_guard);
        m_wake.wait_for(lock, std::chrono::milliseconds(pause), [this] { return m_stopping.load(); });
        pause = std::min(2 * pause, longestRetry);
    }
}

Result<QStringList> PcscReader::readerNames() const
{
    DWORD length = 0;
    LONG listed = SCardListReaders(m_context, nullptr, nullptr, &length);
    if (listed == SCARD_E_NO_READERS_AVAILABLE)
        return QStringList();
    std::vector<char> names(length + 1, '\0');
    if (listed == SCARD_S_SUCCESS)
        listed = SCardListReaders(m_context, nullptr, names.data(), &length);
    if (listed == SCARD_E_NO_READERS_AVAILABLE)
        return QStringList();
    if (listed != SCARD_S_SUCCESS)
        return tl::unexpected(reasonOf(listed, "pcsc.list"));
    QStringList found;
    for (const char *name = names.data(); *name != '\0'; name += qstrlen(name) + 1) {
        const QString reader = QString::fromUtf8(name);
        if (reader.contains(m_options.readers))
            found.append(reader);
    }
    return found;
}

/// Sleeps within the service until something changes. Returns why it ended.
LONG PcscReader::watchReaders()
{
    while (!m_stopping) {
        const auto names = readerNames();
        if (!names)
            return SCARD_E_NO_SERVICE;
        for (const QString &reader : m_known.keys()) {
            if (!names->contains(reader)) {
                gone(reader);
                m_known.remove(reader);
            }
        }
        std::vector<QByteArray> bytes;
        for (const QString &name : *names)
            bytes.push_back(name.toUtf8());
        std::vector<SCARD_READERSTATE> states(bytes.size() + 1);
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            states[i].szReader = bytes[i].constData();
            states[i].dwCurrentState = m_known.value(QString::fromUtf8(bytes[i])).state;
        }
        states.back().szReader = plugged;
        const LONG told = SCardGetStatusChange(m_context, onceInMs, states.data(), static_cast<DWORD>(states.size()));
        if (told == SCARD_E_TIMEOUT || told == SCARD_E_UNKNOWN_READER || told == SCARD_E_CANCELLED)
            continue;
        if (told != SCARD_S_SUCCESS)
            return told;
        for (std::size_t i = 0; i < bytes.size(); ++i)
            take(states[i]);
    }
    return SCARD_S_SUCCESS;
}

void PcscReader::take(const SCARD_READERSTATE &told)
{
    if ((told.dwEventState & SCARD_STATE_CHANGED) == 0)
        return;
    const QString reader = QString::fromUtf8(told.szReader);
    Known &known = m_known[reader];
    const bool moved = (known.state >> 16) != (told.dwEventState >> 16); // the service counts insertions there
    known.state = told.dwEventState & ~static_cast<DWORD>(SCARD_STATE_CHANGED);
    const bool card = (told.dwEventState & SCARD_STATE_PRESENT) != 0 && (told.dwEventState & SCARD_STATE_MUTE) == 0;
    if (card && known.card && !moved)
        return;
    if (known.card)
        gone(reader);
    known.card = card;
    if (card) {
        const auto length = static_cast<qsizetype>(std::min<DWORD>(told.cbAtr, MAX_ATR_SIZE));
        look(reader, QByteArray(reinterpret_cast<const char *>(told.rgbAtr), length));
    }
}

void PcscReader::look(const QString &reader, const QByteArray &atr)
{
    QMetaObject::invokeMethod(&m_table, [this, reader, atr] {
        const ChipCard card{reader, atr, m_cards.probe(reader, m_options.applets)};
        QMetaObject::invokeMethod(this, [this, card] { Q_EMIT cardInserted(card); });
    });
}

void PcscReader::gone(const QString &reader)
{
    if (!m_known.value(reader).card)
        return;
    m_known[reader].card = false;
    QMetaObject::invokeMethod(&m_table, [this, reader] {
        m_cards.release(reader, SCARD_LEAVE_CARD);
        QMetaObject::invokeMethod(this, [this, reader] { Q_EMIT cardRemoved(reader); });
    });
}

} // namespace yichuang::pcsc
