// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTranslator>

namespace yichuang
{

/// The language of the window: installs the texts that are built in, and sets the locale. Main thread.
class Language
{
public:
    /// `name`: zh_CN or en; anything else is taken as zh_CN.
    void speak(const QString &name);
    [[nodiscard]] QString name() const { return m_name; }

private:
    QString m_name;
    QTranslator m_texts;
    QTranslator m_toolkit;
};

} // namespace yichuang
