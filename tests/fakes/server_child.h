// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sync/http_centre.h"

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
    [[nodiscard]] bool init();
    [[nodiscard]] bool addUser(const QString &login, const QString &role, const QByteArray &password);
    [[nodiscard]] QString enrolmentCode(int window);
    /// Takes a window's certificates back, as an administrator does.
    [[nodiscard]] bool revoke(const QString &device);
    /// True when it listens; at the port it had before, if it had one.
    [[nodiscard]] bool start();
    void stop();
    /// As a power cut ends it.
    void kill();
    ~ServerChild() { kill(); }

    [[nodiscard]] QString folder() const { return m_folder.filePath(QStringLiteral("hall")); }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QByteArray authority() const;
    [[nodiscard]] CentreAddress address(quint16 port) const;

private:
    static QString program();
    [[nodiscard]] QString portFile() const { return m_folder.filePath(QStringLiteral("port")); }
    std::optional<QJsonObject> run(const QStringList &arguments, const QByteArray &input = {});

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace yichuang
