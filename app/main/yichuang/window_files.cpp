// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/window_files.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace yichuang
{
namespace
{

const Setting<QString> dataSetting{"data", {}};
const Setting<QString> paperSetting{"paperFolder", {}};
const Setting<QString> centreSetting{"centre", {}};
const Setting<QString> authoritySetting{"authority", {}};
const Setting<QString> suiteSetting{"suite", {}};

} // namespace

WindowFiles::WindowFiles(const Settings &settings)
{
    data = settings.get(dataSetting);
    if (data.isEmpty())
        data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/yichuang");
    store = data + QStringLiteral("/store");
    keys = data + QStringLiteral("/keys");
    log = data + QStringLiteral("/yichuang.log");
    papers = settings.get(paperSetting);
    if (papers.isEmpty())
        papers = data + QStringLiteral("/papers");
}

Result<Done> WindowFiles::make() const
{
    for (const QString &folder : {data, papers}) {
        if (!QDir().mkpath(folder))
            return failure(Fault::StoreReadOnly, QStringLiteral("window.files"), folder);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    return Done{};
}

Suite enrolmentSuite(const Settings &settings)
{
    return suiteNamed(settings.get(suiteSetting)).value_or(Suite::International);
}

Result<CentreAddress> centreAddress(const Settings &settings, const WindowVault &vault)
{
    CentreAddress address;
    address.url = QUrl(settings.get(centreSetting));
    if (!address.url.isValid() || address.url.scheme() != QStringLiteral("https"))
        return failure(Fault::ConfigMissing, QStringLiteral("window.centre"), QStringLiteral("centre"));
    const auto identity = vault.identity();
    const auto tls = vault.tls();
    if (identity && tls) {
        address.authorityPem = tls->authorityPem;
        address.certificatePem = tls->certificatePem;
        address.keyPem = tls->keyPem;
        address.centreKeyDer = identity->centreKey;
        return address;
    }
    QFile file(settings.get(authoritySetting));
    if (!file.open(QIODevice::ReadOnly))
        return failure(Fault::ConfigMissing, QStringLiteral("window.centre"), QStringLiteral("authority"));
    address.authorityPem = file.read(64 * 1024);
    return address;
}

} // namespace yichuang
