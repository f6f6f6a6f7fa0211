// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/demo_hall.h"

#include "app/base/json.h"
#include "app/base/log.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace yichuang
{
namespace
{

constexpr int waitingVisitors = 6;

QJsonObject simulated(const QJsonObject &settings)
{
    return {{QStringLiteral("driver"), QStringLiteral("simulator")}, {QStringLiteral("settings"), settings}};
}

} // namespace

DemoHall::DemoHall(QString folder, const Places &places, QString server, QObject *parent)
    : QObject(parent),
      m_folder(std::move(folder)),
      m_places(places),
      m_server(std::move(server))
{
}

DemoHall::~DemoHall()
{
    // The centre ends by itself when its input closes.
    m_centre.disconnect(this);
    m_centre.closeWriteChannel();
    m_centre.waitForFinished(2000);
}

void DemoHall::start()
{
    if (!QDir().mkpath(m_folder)) {
        fail(m_folder);
        return;
    }
    if (QFileInfo::exists(m_folder + QStringLiteral("/founded")))
        serve();
    else
        found();
}

void DemoHall::found()
{
    const QString hall = m_folder + QStringLiteral("/centre");
    QDir(hall).removeRecursively(); // what an interrupted founding left
    const Step approver{{QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--dir"), hall,
                         QStringLiteral("--name"), QStringLiteral("approver"), QStringLiteral("--full-name"),
                         QStringLiteral("周敏"), QStringLiteral("--role"), QStringLiteral("approver"),
                         QStringLiteral("--password-stdin"), QStringLiteral("--lasting")},
                        password().toUtf8() + '\n',
                        [this](const QByteArray &) {
                            QFile mark(m_folder + QStringLiteral("/founded"));
                            if (mark.open(QIODevice::WriteOnly))
                                serve();
                            else
                                fail(mark.errorString());
                        }};
    const Step clerkStep{{QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--dir"), hall,
                          QStringLiteral("--name"), clerk(), QStringLiteral("--full-name"), QStringLiteral("李晓雯"),
                          QStringLiteral("--role"), QStringLiteral("clerk"), QStringLiteral("--password-stdin"),
                          QStringLiteral("--lasting")},
                         password().toUtf8() + '\n',
                         [this, approver](const QByteArray &) { run(approver); }};
    run({{QStringLiteral("init"), QStringLiteral("--dir"), hall, QStringLiteral("--hall"), QStringLiteral("130102"),
          QStringLiteral("--hall-name"), QStringLiteral("石家庄市政务服务大厅"), QStringLiteral("--host"),
          QStringLiteral("127.0.0.1"), QStringLiteral("--catalogue"),
          m_places.resources + QStringLiteral("/catalogue/shijiazhuang.json"), QStringLiteral("--calendar"),
          m_places.resources + QStringLiteral("/calendar/china-working-days.json")},
         {},
         [this, clerkStep](const QByteArray &) { run(clerkStep); }});
}

void DemoHall::run(const Step &step)
{
    auto *process = new QProcess(this);
    process->setProcessChannelMode(QProcess::SeparateChannels);
    connect(process, &QProcess::errorOccurred, this, [this, process](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(process->errorString());
    });
    connect(process, &QProcess::finished, this, [this, process, step](int code, QProcess::ExitStatus status) {
        process->deleteLater();
        if (status == QProcess::NormalExit && code == 0)
            step.then(process->readAllStandardOutput());
        else
            fail(QString::fromUtf8(process->readAllStandardError().right(400)));
    });
    process->start(m_server, step.arguments);
    process->write(step.input);
    process->closeWriteChannel();
}

void DemoHall::serve()
{
    const QString hall = m_folder + QStringLiteral("/centre");
    QFile portFile(m_folder + QStringLiteral("/port"));
    const QByteArray port = portFile.open(QIODevice::ReadOnly) ? portFile.readAll().trimmed() : QByteArray("0");
    connect(&m_centre, &QProcess::readyReadStandardOutput, this, [this] {
        while (m_centre.canReadLine()) {
            const auto line = parseJsonObject(m_centre.readLine());
            const QString address = line ? line->value(QStringLiteral("listening")).toString() : QString();
            if (!address.isEmpty())
                prepareWindow(address);
        }
    });
    connect(&m_centre, &QProcess::errorOccurred, this,
            [this](QProcess::ProcessError) { fail(m_centre.errorString()); });
    connect(&m_centre, &QProcess::finished, this,
            [this](int code) { fail(QStringLiteral("the centre ended with %1").arg(code)); });
    m_centre.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_centre.start(m_server, {QStringLiteral("serve"), QStringLiteral("--dir"), hall, QStringLiteral("--listen"),
                              QStringLiteral("127.0.0.1:") + QString::fromLatin1(port), QStringLiteral("--port-file"),
                              m_folder + QStringLiteral("/port"), QStringLiteral("--approve-demo"),
                              QStringLiteral("--with-parent")});
}

void DemoHall::prepareWindow(const QString &address)
{
    const QString hall = m_folder + QStringLiteral("/centre");
    QFile file(configFile());
    QJsonObject config;
    if (file.open(QIODevice::ReadOnly))
        config = parseJsonObject(file.readAll()).value_or(QJsonObject());
    file.close();
    config.insert(QStringLiteral("centre"), address);
    if (!config.contains(QStringLiteral("data"))) {
        config.insert(QStringLiteral("data"), m_folder + QStringLiteral("/window"));
        config.insert(QStringLiteral("authority"), hall + QStringLiteral("/authority.pem"));
        for (const char *kind : {"idReader", "pageSource", "codeSource"})
            config.insert(QStringLiteral("devices.") + QLatin1String(kind), simulated({}));
        config.insert(QStringLiteral("devices.slipPrinter"),
                      simulated({{QStringLiteral("folder"), m_folder + QStringLiteral("/slips")}}));
    }
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(config).toJson()) < 0) {
        fail(file.errorString());
        return;
    }
    file.close();
    run({{QStringLiteral("tickets"), QStringLiteral("add"), QStringLiteral("--dir"), hall, QStringLiteral("--count"),
          QString::number(waitingVisitors)},
         {},
         [this](const QByteArray &) { Q_EMIT ready(); }});
}

void DemoHall::askCode()
{
    run({{QStringLiteral("enrol-code"), QStringLiteral("--dir"), m_folder + QStringLiteral("/centre"),
          QStringLiteral("--window"), QStringLiteral("3"), QStringLiteral("--json")},
         {},
         [this](const QByteArray &out) {
             const auto json = parseJsonObject(out);
             Q_EMIT codeMade(json ? json->value(QStringLiteral("code")).toString() : QString());
         }});
}

void DemoHall::fail(const QString &detail)
{
    Q_EMIT failed({Fault::CentreUnreachable, QStringLiteral("demo"), detail});
}

} // namespace yichuang
