// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_documents.h"

#include "app/devices/wire_values.h"

#include <QJsonArray>

namespace yichuang
{
namespace
{

DriverLaunch asDocuments(DriverLaunch launch)
{
    launch.driver = QStringLiteral("documents");
    // Decoding holds the helper's thread.
    launch.patience.idleMs = launch.patience.busyMs = std::min(launch.patience.busyMs, 30'000);
    return launch;
}

Result<ScannedPage> pageOf(const Result<WireMessage> &reply)
{
    return reply.and_then(pageFromWire);
}

Result<QList<HostedDocuments::FoundCode>> codesOf(const Result<WireMessage> &reply)
{
    return reply.map([](const WireMessage &message) {
        QList<HostedDocuments::FoundCode> codes;
        const QJsonArray list = message.json.value(QLatin1String("codes")).toArray();
        for (const QJsonValue &entry : list) {
            const QJsonObject code = entry.toObject();
            codes.append(
                {code.value(QLatin1String("page")).toInt(),
                 {code.value(QLatin1String("format")).toString(), code.value(QLatin1String("text")).toString()}});
        }
        return codes;
    });
}

} // namespace

HostedDocuments::HostedDocuments(DriverLaunch launch, QObject *parent)
    : QObject(parent),
      m_process(QStringLiteral("documents"), asDocuments(std::move(launch)))
{
}

QFuture<Result<ScannedPage>> HostedDocuments::import(const QString &path)
{
    return m_process.call(QStringLiteral("import"), QJsonObject{{QStringLiteral("path"), path}}).then(pageOf);
}

QFuture<Result<ScannedPage>> HostedDocuments::render(const QByteArray &bytes, const QString &mime, int page, int width)
{
    return m_process
        .call(QStringLiteral("render"),
              QJsonObject{
                  {QStringLiteral("mime"), mime}, {QStringLiteral("page"), page}, {QStringLiteral("width"), width}},
              bytes)
        .then(pageOf);
}

QFuture<Result<QList<HostedDocuments::FoundCode>>> HostedDocuments::codes(const QByteArray &bytes,
                                                                          const QStringList &formats)
{
    return m_process
        .call(QStringLiteral("codes"), QJsonObject{{QStringLiteral("formats"), QJsonArray::fromStringList(formats)}},
              bytes)
        .then(codesOf);
}

} // namespace yichuang
