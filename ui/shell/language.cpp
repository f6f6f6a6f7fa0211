// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace yichuang
{

void Language::speak(const QString &name)
{
    const QString wanted = name == QLatin1String("en") ? name : QStringLiteral("zh_CN");
    if (wanted == m_name)
        return;
    m_name = wanted;
    QCoreApplication::removeTranslator(&m_texts);
    QCoreApplication::removeTranslator(&m_toolkit);
    QLocale::setDefault(QLocale(wanted));
    if (m_texts.load(QStringLiteral(":/i18n/yichuang_") + wanted))
        QCoreApplication::installTranslator(&m_texts);
    if (m_toolkit.load(QStringLiteral("qtbase_") + wanted, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_toolkit);
}

} // namespace yichuang
