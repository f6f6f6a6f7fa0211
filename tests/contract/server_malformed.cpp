// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/malformed_requests.h"
#include "tests/contract/server_rig.h"

#include <QTest>

using namespace yichuang;
using namespace yichuang::contract;

namespace
{

/// One connection that sends what it is given and hears what comes.
struct Probe {
    Malformed what;
    std::unique_ptr<QSslSocket> socket = std::make_unique<QSslSocket>();
    QByteArray heard{};
    bool ended = false;

    [[nodiscard]] int answers() const { return static_cast<int>(heard.count("HTTP/1.1 ")); }
    [[nodiscard]] QByteArray end() const
    {
        const qsizetype last = heard.lastIndexOf("HTTP/1.1 ");
        return last < 0 ? QByteArray("closed") : heard.mid(last + 9, 3);
    }
};

} // namespace

/// The whole corpus at once, so that each has also the others beside it.
class ServerMalformed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_rig.start({{QStringLiteral("headerMs"), 5000},
                             {QStringLiteral("bodyMs"), 5000},
                             {QStringLiteral("idleMs"), 5000},
                             {QStringLiteral("handshakeMs"), 5000}}));
    }

    void eachEndsAsItShould()
    {
        std::vector<std::unique_ptr<Probe>> probes;
        for (const Malformed &one : malformedRequests())
            begin(*probes.emplace_back(std::make_unique<Probe>(Probe{one})));
        QVERIFY(probes.size() >= 60);
        QCOMPARE(m_rig.stranger()->get(QStringLiteral("/healthz")).status, 200); // while they are at it
        QTRY_VERIFY_WITH_TIMEOUT(
            std::all_of(probes.begin(), probes.end(), [](const auto &probe) { return probe->ended; }), 120'000);
        QStringList wrong;
        for (const auto &probe : probes) {
            const bool isRefusal = probe->end().startsWith('4') || probe->end().startsWith('5');
            if (probe->end() != probe->what.end || probe->answers() != probe->what.answers
                || (isRefusal && !probe->heard.contains("Yichuang-Protocol: ")))
                wrong.append(QStringLiteral("%1: %2 in %3 answers")
                                 .arg(QLatin1String(probe->what.name), QString::fromLatin1(probe->end()))
                                 .arg(probe->answers()));
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
        QCOMPARE(m_rig.stranger()->get(QStringLiteral("/healthz")).status, 200);
        QCOMPARE(m_rig.window(7).caller->get(QStringLiteral("/v1/queue")).status, 200);
    }

private:
    void begin(Probe &probe)
    {
        QSslSocket *socket = probe.socket.get();
        socket->setSslConfiguration(m_rig.stranger()->tls());
        connect(socket, &QSslSocket::readyRead, this, [&probe, socket] { probe.heard += socket->readAll(); });
        connect(socket, &QSslSocket::disconnected, this, [&probe] { probe.ended = true; });
        const QByteArray bytes = probe.what.bytes;
        const auto send = [socket, bytes] { socket->write(bytes); };
        if (probe.what.isRaw) {
            connect(socket, &QSslSocket::connected, this, send);
            socket->connectToHost(QStringLiteral("127.0.0.1"), m_rig.port());
        } else {
            connect(socket, &QSslSocket::encrypted, this, send);
            socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_rig.port());
        }
    }
    ServerRig m_rig;
};

QTEST_GUILESS_MAIN(ServerMalformed)
#include "server_malformed.moc"
