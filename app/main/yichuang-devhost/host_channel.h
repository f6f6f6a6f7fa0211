// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/devices/protocol.h"

#include <QObject>

#include <thread>

namespace yichuang
{

/// The helper's end of the protocol: messages come from a thread that reads standard input, so that the end of the
/// window is noticed even while a driver holds the main thread. Standard output is taken over: what a library
/// prints there goes to standard error.
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
    void readAll();

    int m_output;
    std::thread m_thread;
};

} // namespace yichuang
