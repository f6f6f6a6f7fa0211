// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/both_stores.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <atomic>

namespace yichuang
{
namespace
{

/// A cluster of this run's own: it ends when its standard input does.
class OwnCluster
{
public:
    OwnCluster()
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        // In a session of its own: whoever kills the test and all of its group leaves it the time to clear up.
        m_process.start(QStringLiteral("setsid"),
                        {QStringLiteral("bash"), QStringLiteral(YICHUANG_SOURCE_DIR "/tests/fakes/cluster.sh"),
                         QStringLiteral("run")});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(60'000)) {
        }
        m_uri = QString::fromUtf8(m_process.readLine()).trimmed();
    }
    ~OwnCluster()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(30'000);
    }
    [[nodiscard]] QString uri() const { return m_uri; }

private:
    QProcess m_process;
    QString m_uri;
};

QString sharedCluster()
{
    QFile file(qEnvironmentVariable("YICHUANG_TEST_POSTGRES"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

QString clusterUri; ///< empty while SQLite's turn is

} // namespace

bool isEmbeddedsTurn()
{
    return clusterUri.isEmpty();
}

server::SqlPlace emptyPlace(const QString &folder)
{
    static const Secret key = Secret::random(32);
    if (isEmbeddedsTurn())
        return {QDir(folder).filePath(QStringLiteral("centre.sqlite")), Suite::International, key};
    static std::atomic<int> counter = 0;
    const QString schema = QStringLiteral("t%1_%2").arg(QCoreApplication::applicationPid()).arg(counter.fetch_add(1));
    const auto sql = server::Sql::open({clusterUri});
    if (!sql)
        qFatal("%s", qPrintable(describe(sql.error())));
    (*sql)->run(QByteArray("CREATE SCHEMA " + schema.toLatin1()).constData());
    if (const auto &trouble = (*sql)->trouble())
        qFatal("%s", qPrintable(describe(*trouble)));
    return {clusterUri + QStringLiteral("&application_name=%1&options=-csearch_path%3D%1").arg(schema),
            Suite::International, key};
}

int onBothStores(const std::function<int()> &run)
{
    const int embedded = run();
    std::unique_ptr<OwnCluster> own;
    QString uri = sharedCluster();
    if (uri.isEmpty()) {
        own = std::make_unique<OwnCluster>();
        uri = own->uri();
    }
    if (uri.isEmpty()) {
        qCritical("no PostgreSQL cluster could be made: is the package postgresql installed?");
        return embedded + 1;
    }
    qInfo("now on PostgreSQL");
    clusterUri = uri;
    const int grown = run();
    clusterUri.clear();
    return embedded + grown;
}

} // namespace yichuang
