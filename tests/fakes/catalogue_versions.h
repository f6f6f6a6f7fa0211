// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/json.h"
#include "tests/fakes/case_samples.h"

#include <QJsonArray>

namespace yichuang::samples
{

/// The shipped catalogue as another version, with another promise for its first matter, or without it.
[[nodiscard]] inline QByteArray published(const char *version, int promised = 5, bool withdrawn = false)
{
    QJsonObject json = parseJsonObject(catalogueBytes()).value();
    json.insert(QStringLiteral("version"), QString::fromLatin1(version));
    json.remove(QStringLiteral("oneThings"));
    QJsonArray matters = json.value(QStringLiteral("matters")).toArray();
    QJsonObject first = matters.first().toObject();
    first.insert(QStringLiteral("promisedDays"), promised);
    matters.replace(0, first);
    if (withdrawn)
        matters.removeFirst();
    json.insert(QStringLiteral("matters"), matters);
    return canonicalJson(json);
}

} // namespace yichuang::samples
