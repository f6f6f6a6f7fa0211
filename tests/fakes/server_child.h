// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sync/http_centre.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace yichuang
{

/// The real central server in a folder of its own, as a child process that can be stopped, killed and started again
/// at the same port. The test's thread.
class ServerChild
{
public:
    /// True when the hall was made.
    [[nodiscard]] bool init()
    {
        const QString resources = QStringLiteral(YICHUANG_SOURCE_DIR "/resources/");
        return run({QStringLiteral("init"), QStringLiteral("--dir"), folder(), QStringLiteral("--hall"),
                    QStringLiteral("130102"), QStringLiteral("--hall-name"), QStringLiteral("Sample hall"),
                    QStringLiteral("--catalogue"), resources + QStringLiteral("catalogue/shijiazhuang.json"),
                    QStringLiteral("--calendar"), resources + QStringLiteral("calendar/china-working-days.json")})
            .has_value();
    }
    [[nodiscard]] bool addUser(const QString &login, const QString &role, const QByteArray &password)
    {
        return run({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--dir"), folder(),
                    QStringLiteral("--name"), login, QStringLiteral("--full-name"), QStringLiteral("李晓文"),
                    QStringLiteral("--role"), role, QStringLiteral("--password-stdin")},
                   password + '\n')
            .has_value();
    }
    [[nodiscard]] QString enrolmentCode(int window)
    {
        const auto answer = run({QStringLiteral("enrol-code"), QStringLiteral("--dir"), folder(),
                                 QStringLiteral("--window"), QString::number(window), QStringLiteral("--json")});
        return answer ? answer->value(QStringLiteral("code")).toString() : QString();
    }
    /// True when it listens; at the port it had before, if it had one.
    [[nodiscard]] bool start()
    {
        m_process.setProgram(program());
        m_process.setArguments({QStringLiteral("serve"), QStringLiteral("--dir"), folder(), QStringLiteral("--listen"),
                                QStringLiteral("127.0.0.1:%1").arg(m_port), QStringLiteral("--port-file"), portFile(),
                                QStringLiteral("--with-parent")});
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QFile::remove(portFile());
        m_process.start();
        const bool listens = QTest::qWaitFor(
            [this] { return QFile::exists(portFile()) || m_process.state() == QProcess::NotRunning; }, 20'000);
        QFile file(portFile());
        if (!listens || !file.open(QIODevice::ReadOnly))
            return false;
        m_port = file.readAll().trimmed().toUShort();
        return m_port != 0;
    }
    void stop()
    {
        m_process.terminate();
        m_process.waitForFinished(10'000);
    }
    /// As a power cut ends it.
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished(10'000);
    }
    ~ServerChild() { kill(); }

    [[nodiscard]] QString folder() const { return m_folder.filePath(QStringLiteral("hall")); }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QByteArray authority() const
    {
        QFile file(folder() + QStringLiteral("/authority.pem"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] CentreAddress address(quint16 port) const
    {
        return {QUrl(QStringLiteral("https://127.0.0.1:%1").arg(port)), authority(), {}, {}, {}};
    }

private:
    static QString program() { return QStringLiteral(YICHUANG_BINARY_DIR "/bin/yichuang-server"); }
    [[nodiscard]] QString portFile() const { return m_folder.filePath(QStringLiteral("port")); }
    std::optional<QJsonObject> run(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(program(), arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(30'000) || process.exitCode() != 0)
            return std::nullopt;
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    }

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace yichuang
