// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/matter.h"

#include <QJsonObject>
#include <QMap>

namespace yichuang
{

/// A driver that is installed, with the JSON Schema of its settings as its metadata has it.
struct DriverChoice {
    QString name;
    QJsonObject schema;
};
/// The drivers by kind: "idReader", "pageSource", "codeSource", "slipPrinter". What is chosen is kept in the setting
/// "devices.<kind>" as {driver, settings{}}.
using DriverChoices = QMap<QString, QList<DriverChoice>>;

/// The fields of a driver's settings: strings, numbers, booleans and enumerations; what is nested is left out.
[[nodiscard]] QList<FormField> fieldsOfDriver(const DriverChoice &driver);

} // namespace yichuang
