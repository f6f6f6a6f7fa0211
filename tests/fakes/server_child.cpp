// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/server_child.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

namespace yichuang
{

QString ServerChild::program()
{
    return QStringLiteral(YICHUANG_BINARY_DIR "/bin/yichuang-server");
}

bool ServerChild::init()
{
    const QString resources = QStringLiteral(YICHUANG_SOURCE_DIR "/resources/");
    return run({QStringLiteral("init"), QStringLiteral("--dir"), folder(), QStringLiteral("--hall"),
                QStringLiteral("130102"), QStringLiteral("--hall-name"), QStringLiteral("Sample hall"),
                QStringLiteral("--catalogue"), resources + QStringLiteral("catalogue/shijiazhuang.json"),
                QStringLiteral("--calendar"), resources + QStringLiteral("calendar/china-working-days.json")})
        .has_value();
}

bool ServerChild::addUser(const QString &login, const QString &role, const QByteArray &password)
{
    return run({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--dir"), folder(),
                QStringLiteral("--name"), login, QStringLiteral("--full-name"), QStringLiteral("李晓文"),
                QStringLiteral("--role"), role, QStringLiteral("--password-stdin"), QStringLiteral("--lasting")},
               password + '\n')
        .has_value();
}

QString ServerChild::enrolmentCode(int window)
{
    const auto answer = run({QStringLiteral("enrol-code"), QStringLiteral("--dir"), folder(),
                             QStringLiteral("--window"), QString::number(window), QStringLiteral("--json")});
    return answer ? answer->value(QStringLiteral("code")).toString() : QString();
}

bool ServerChild::revoke(const QString &device)
{
    return run({QStringLiteral("device"), QStringLiteral("revoke"), QStringLiteral("--dir"), folder(),
                QStringLiteral("--device"), device})
        .has_value();
}

bool ServerChild::start()
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

void ServerChild::stop()
{
    m_process.terminate();
    m_process.waitForFinished(10'000);
}

void ServerChild::kill()
{
    m_process.kill();
    m_process.waitForFinished(10'000);
}

QByteArray ServerChild::authority() const
{
    QFile file(folder() + QStringLiteral("/authority.pem"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

CentreAddress ServerChild::address(quint16 port) const
{
    return {QUrl(QStringLiteral("https://127.0.0.1:%1").arg(port)), authority(), {}, {}, {}};
}

std::optional<QJsonObject> ServerChild::run(const QStringList &arguments, const QByteArray &input)
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

} // namespace yichuang
