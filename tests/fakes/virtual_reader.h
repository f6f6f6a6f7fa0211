// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/fakes/piv_card.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>

namespace yichuang
{

/// A pcscd of the test's own, with vsmartcard's virtual reader: its socket and its settings are in a folder that goes
/// with it. One at a time on a machine, since its number lies in one place.
class VirtualReader
{
public:
    VirtualReader();
    ~VirtualReader();

    /// What the service listens at; programs find it by PCSCLITE_CSOCK_NAME.
    [[nodiscard]] QString socketFile() const;
    [[nodiscard]] bool begin();
    void end();
    /// Lays a card into the reader; the card answers from a thread of its own until it is taken away.
    [[nodiscard]] bool lay(PivCard &card);
    void take();
    [[nodiscard]] QByteArray said() { return m_service.readAllStandardOutput(); }

private:
    void serve(PivCard &card, int socket) const;

    QTemporaryDir m_folder;
    QProcess m_service;
    int m_listening = -1;
    int m_port = 0;
    std::atomic<int> m_card = -1; ///< the socket between the card and its reader
    std::unique_ptr<QThread> m_thread;
};

} // namespace yichuang
