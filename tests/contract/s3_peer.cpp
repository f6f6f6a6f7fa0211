// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/s3_peer.h"

#include <QDebug>
#include <QDir>
#include <QFile>
#include <QLockFile>

namespace yichuang::contract
{
namespace
{

const QString source = QStringLiteral(YICHUANG_SOURCE_DIR "/tests/peers/s3");
const QString installed = QStringLiteral(YICHUANG_BINARY_DIR "/peers/s3");

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(installed);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (process.waitForFinished(240'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return true;
    qWarning().noquote() << program << process.errorString() << process.readAll();
    return false;
}

/// Once for each locked version, whichever test comes first.
bool install()
{
    QDir().mkpath(installed);
    QLockFile lock(installed + QStringLiteral("/lock"));
    lock.setStaleLockTime(300'000);
    if (!lock.tryLock(300'000))
        return false;
    const QString names[] = {QStringLiteral("package.json"), QStringLiteral("package-lock.json"),
                             QStringLiteral("serve.js")};
    const QString mark = installed + QStringLiteral("/installed-lock.json");
    const bool isThere = bytesOf(mark) == bytesOf(source + QStringLiteral("/package-lock.json"));
    for (const QString &name : names) {
        const QString to = installed + QLatin1Char('/') + name;
        if (bytesOf(to) == bytesOf(source + QLatin1Char('/') + name))
            continue;
        QFile::remove(to);
        if (!QFile::copy(source + QLatin1Char('/') + name, to))
            return false;
    }
    if (isThere)
        return true;
    const QStringList how{QStringLiteral("ci"), QStringLiteral("--no-audit"), QStringLiteral("--no-fund"),
                          QStringLiteral("--ignore-scripts")};
    if (!run(QStringLiteral("npm"), how) && !run(QStringLiteral("npm"), how)) // a registry may be away for a moment
        return false;
    return QFile::copy(source + QStringLiteral("/package-lock.json"), mark);
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

bool S3Peer::start(const QByteArray &certificatePem, const QByteArray &keyPem)
{
    if (!install())
        return false;
    QStringList arguments{QStringLiteral("--openssl-legacy-provider"), QStringLiteral("serve.js"),
                          m_dir.filePath(QStringLiteral("objects")), QString::number(m_port)};
    QDir(m_dir.path()).mkpath(QStringLiteral("objects"));
    m_isTls = m_isTls || !keyPem.isEmpty();
    const QString key = m_dir.filePath(QStringLiteral("key.pem"));
    const QString certificate = m_dir.filePath(QStringLiteral("certificate.pem"));
    if (!keyPem.isEmpty() && (!write(key, keyPem) || !write(certificate, certificatePem)))
        return false;
    if (m_isTls)
        arguments << key << certificate;
    m_process.setWorkingDirectory(installed);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral("node"), arguments);
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(120'000))
            return false;
    }
    m_port = static_cast<quint16>(m_process.readLine().trimmed().toUInt());
    return m_port > 0;
}

void S3Peer::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(60'000);
}

QString S3Peer::url() const
{
    return QStringLiteral("%1://127.0.0.1:%2/pages/a-centre")
        .arg(m_isTls ? QStringLiteral("https") : QStringLiteral("http"))
        .arg(m_port);
}

server::S3Service S3Peer::service() const
{
    server::S3Service service = *server::s3ServiceAt(url());
    service.account.accessKey = QString::fromLatin1(accessKey);
    service.account.secretKey = Secret::fromBytes(secret);
    return service;
}

} // namespace yichuang::contract
