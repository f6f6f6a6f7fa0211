// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/hall.h"

#include "tests/ui/tour/shortfall.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace yichuang::tour
{
namespace
{

constexpr int visitors = 8;

} // namespace

const Login &Hall::clerk()
{
    static const Login login{QStringLiteral("lixw"), QStringLiteral("李晓雯"), QStringLiteral("clerk"),
                             QStringLiteral("counter-3-lixw")};
    return login;
}

const Login &Hall::colleague()
{
    static const Login login{QStringLiteral("zhaoyq"), QStringLiteral("赵雅琴"), QStringLiteral("clerk"),
                             QStringLiteral("counter-4-zhao")};
    return login;
}

const Login &Hall::approver()
{
    static const Login login{QStringLiteral("zhoumin"), QStringLiteral("周敏"), QStringLiteral("approver"),
                             QStringLiteral("approval-zhou")};
    return login;
}

Hall::Hall(QString server, QString folder, const QString &resources)
    : m_server(std::move(server)),
      m_folder(std::move(folder))
{
    mustRun(m_server, {QStringLiteral("init"), QStringLiteral("--dir"), m_folder, QStringLiteral("--hall"),
                       QStringLiteral("130102"), QStringLiteral("--hall-name"), QStringLiteral("石家庄市政务服务大厅"),
                       QStringLiteral("--host"), QStringLiteral("127.0.0.1"), QStringLiteral("--catalogue"),
                       resources + QStringLiteral("/catalogue/shijiazhuang.json"), QStringLiteral("--calendar"),
                       resources + QStringLiteral("/calendar/china-working-days.json")});
    for (const Login &login : {clerk(), colleague(), approver()}) {
        mustRun(m_server,
                {QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--dir"), m_folder,
                 QStringLiteral("--name"), login.name, QStringLiteral("--full-name"), login.fullName,
                 QStringLiteral("--role"), login.role, QStringLiteral("--password-stdin"), QStringLiteral("--lasting")},
                login.password.toUtf8() + '\n');
    }
    addTickets(visitors);
}

void Hall::addTickets(int count) const
{
    mustRun(m_server, {QStringLiteral("tickets"), QStringLiteral("add"), QStringLiteral("--dir"), m_folder,
                       QStringLiteral("--business"), QStringLiteral("comprehensive"), QStringLiteral("--count"),
                       QString::number(count)});
}

QString Hall::code(int window) const
{
    const QByteArray out =
        mustRun(m_server, {QStringLiteral("enrol-code"), QStringLiteral("--dir"), m_folder, QStringLiteral("--window"),
                           QString::number(window), QStringLiteral("--json")});
    const QString code = QJsonDocument::fromJson(out).object().value(QStringLiteral("code")).toString();
    demand(!code.isEmpty(), QStringLiteral("no enrolment code in: ") + QString::fromUtf8(out));
    return code;
}

QString Hall::windowUrl() const
{
    return QStringLiteral("https://127.0.0.1:%1").arg(m_port);
}

void Hall::serve(int port)
{
    demand(m_running == nullptr, QStringLiteral("the centre runs already"));
    auto running =
        std::make_unique<Running>(m_server,
                                  QStringList{QStringLiteral("serve"), QStringLiteral("--dir"), m_folder,
                                              QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(port)},
                                  QProcessEnvironment::systemEnvironment(), m_folder + QStringLiteral("/serve.err"));
    const QJsonObject said = QJsonDocument::fromJson(running->line()).object();
    const QUrl listening(said.value(QStringLiteral("listening")).toString());
    demand(listening.port() > 0, QStringLiteral("the centre does not say where it listens"));
    m_url = QStringLiteral("https://127.0.0.1:%1").arg(listening.port());
    m_running = std::move(running);
}

void Hall::start()
{
    serve(m_port);
    if (m_port == 0)
        m_port = QUrl(m_url).port();
}

void Hall::startElsewhere()
{
    serve(0);
}

void Hall::stop()
{
    if (m_running)
        m_running->end();
    m_running.reset();
}

} // namespace yichuang::tour
