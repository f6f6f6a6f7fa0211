// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/devices/protocol.h"

#include <QObject>
#include <QSocketNotifier>

#include <thread>

namespace yichuang
{

/// The helper's end of the protocol: messages are read from standard input by this object's thread, without a hop from
/// another; the end of the window is noticed by a thread of its own, even while a driver holds this one. Standard
/// output is taken over: what a library prints there goes to standard error.
class HostChannel final : public QObject
{
    Q_OBJECT

public:
    explicit HostChannel(QObject *parent = nullptr);
    ~HostChannel() override;
    /// Starts to read. Messages come on this object's thread.
    void open();
    /// Writes a whole message, blocking; the window reads all the time.
    void send(const WireMessage &message);

Q_SIGNALS:
    void received(const yichuang::WireMessage &message);
    /// The window is gone, or sent what cannot be read. The process ends by itself soon after, whatever the main
    /// thread does.
    void closed();

private:
    void readMore();
    void end();
    static void watchForTheEnd();

    int m_output;
    MessageReader m_reader;
    std::unique_ptr<QSocketNotifier> m_more;
    std::thread m_watch;
};

} // namespace yichuang
