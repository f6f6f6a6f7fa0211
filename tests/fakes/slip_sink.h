// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/fakes/slip_terminal.h"

#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>

namespace yichuang
{

/// A slip printer on a TCP port: keeps the bytes it gets, and answers status questions where told to.
class SlipSink final : public QObject
{
    Q_OBJECT

public:
    explicit SlipSink(QObject *parent = nullptr);
    /// Where it listens, as tcp://127.0.0.1:PORT.
    [[nodiscard]] QString address() const;
    /// All bytes but status questions, of all connections.
    [[nodiscard]] QByteArray slip() const { return m_ear.slip(); }
    [[nodiscard]] QByteArray everything() const { return m_ear.bytes; }
    [[nodiscard]] int connections() const { return m_connections; }
    /// Of them, those that are not closed.
    [[nodiscard]] int open() const { return m_open; }
    void clear() { m_ear.bytes.clear(); }

    /// Answers DLE EOT 2 and 4 with these bytes; -1: silent.
    void setStatus(int offline, int paper);
    /// The link breaks hard once this many bytes came; 0: never.
    void breakAfter(qsizetype bytes) { m_breakAfter = bytes; }
    /// The printer is switched off: nobody listens.
    void switchOff();

Q_SIGNALS:
    void arrived();

private:
    void serve();
    void take(QTcpSocket *socket);

    QTcpServer m_server;
    SlipEar m_ear;
    qsizetype m_breakAfter = 0;
    int m_connections = 0;
    int m_open = 0;
};

} // namespace yichuang
