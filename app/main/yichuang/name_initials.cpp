// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/name_initials.h"

#include "app/base/log.h"
#include "app/domain/search/pinyin_readings.h"

#include <QFile>

namespace yichuang
{
namespace
{

PinyinReadings readingsIn(const QString &path)
{
    QFile file(path);
    auto readings = PinyinReadings::fromTsv(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    if (readings)
        return *std::move(readings);
    qCWarning(logStore).noquote() << "names are not found by their initials:" << describe(readings.error());
    return {};
}

} // namespace

InitialsOf initialsFrom(const QString &resources)
{
    const auto kept = std::make_shared<std::optional<PinyinReadings>>();
    return [kept, path = resources + QStringLiteral("/pinyin/readings.tsv")](char32_t character) {
        if (!*kept)
            *kept = readingsIn(path);
        QByteArray initials;
        for (const QByteArray &reading : (*kept)->readings(character))
            initials.append(reading.at(0));
        return initials;
    };
}

} // namespace yichuang
