// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/matter.h"
#include "app/ports/found_driver.h"

namespace yichuang
{

/// The fields of a driver's settings: strings, numbers, booleans and enumerations; what is nested is left out, but a
/// list of texts, which is one field with commas, and what may be a text or an object.
[[nodiscard]] QList<FormField> fieldsOfDriver(const FoundDriver &driver);
/// What it is for, in the language of the window where the driver comes with the program.
[[nodiscard]] QString titleOf(const FoundDriver &driver);
/// The settings as those fields show them: lists with commas, objects by their name.
[[nodiscard]] QJsonObject shownSettings(const QJsonObject &settings);
/// What was typed into a field, as the driver's schema takes it: a list where there are commas and it may be one.
[[nodiscard]] QJsonValue settingTyped(const FoundDriver &driver, const QString &key, const QJsonValue &typed);

} // namespace yichuang
