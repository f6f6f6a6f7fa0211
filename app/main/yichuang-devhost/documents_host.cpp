// SPDX-License-Identifier: Apache-2.0
#include "app/base/json.h"
#include "app/devices/wire_values.h"
#include "app/documents/file_codes.h"
#include "app/documents/foreign_file.h"
#include "app/main/yichuang-devhost/device_host.h"

#include <QJsonArray>

namespace yichuang
{
namespace
{

QJsonObject codesToWire(const QList<PageCode> &codes)
{
    QJsonArray list;
    for (const PageCode &found : codes) {
        list.append(QJsonObject{{QStringLiteral("format"), found.code.format},
                                {QStringLiteral("text"), found.code.text},
                                {QStringLiteral("page"), found.page}});
    }
    return QJsonObject{{QStringLiteral("codes"), list}};
}

class DocumentsHost final : public DeviceHost
{
public:
    void call(const QString &name, const QJsonObject &args, const QByteArray &binary, const Answer &answer) override
    {
        if (name == QLatin1String("import")) {
            answer(inspectFile(args.value(QLatin1String("path")).toString()).map(pageToWire));
        } else if (name == QLatin1String("render")) {
            answer(renderPage(binary, args.value(QLatin1String("mime")).toString(),
                              args.value(QLatin1String("page")).toInt(), args.value(QLatin1String("width")).toInt())
                       .map(pageToWire));
        } else if (name == QLatin1String("codes")) {
            answer(codesOfFile(binary, textsFrom(args.value(QLatin1String("formats"))), {.clock = &m_clock})
                       .map([](const QList<PageCode> &codes) { return WireMessage{codesToWire(codes), {}}; }));
        } else {
            answer(failure(Fault::Unsupported, QStringLiteral("devhost.call"), name));
        }
    }

private:
    SystemClock m_clock;
};

} // namespace

std::unique_ptr<DeviceHost> documentsHost()
{
    return std::make_unique<DocumentsHost>();
}

} // namespace yichuang
