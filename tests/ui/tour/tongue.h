// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

namespace yichuang::tour
{

/// The words of the window in its language, from the translation files, so that the tour finds things by the names
/// that people and screen readers know.
class Tongue
{
public:
    /// `language`: "zh_CN" or "en"; `folder` holds yichuang_<language>.ts. A text without translation stands as it is.
    Tongue(const QString &folder, const QString &language);

    /// A text without places, as the window shows it. Classes of the house stand in contexts "yichuang::Class".
    [[nodiscard]] QString say(const char *context, const char *source) const;
    /// Matches a whole text with anything in its places (%1, %n); the places are the captures, in their order.
    [[nodiscard]] QRegularExpression shape(const char *context, const char *source) const;

private:
    void read(const QString &path);
    [[nodiscard]] QStringList formsOf(const char *context, const char *source) const;

    QHash<QString, QStringList> m_forms;
};

} // namespace yichuang::tour
