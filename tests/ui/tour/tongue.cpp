// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/tongue.h"

#include <QFile>
#include <QXmlStreamReader>

namespace yichuang::tour
{
namespace
{

QString keyOf(const QString &context, const QString &source)
{
    return context + QChar(0) + source;
}

QStringList readForms(QXmlStreamReader &xml)
{
    QStringList forms;
    QString whole;
    while (!(xml.isEndElement() && xml.name() == QLatin1String("translation")) && !xml.atEnd()) {
        xml.readNext();
        if (xml.isCharacters())
            whole += xml.text();
        else if (xml.isStartElement() && xml.name() == QLatin1String("numerusform"))
            forms.append(xml.readElementText());
    }
    return forms.isEmpty() ? QStringList{whole} : forms;
}

} // namespace

Tongue::Tongue(const QString &folder, const QString &language)
{
    read(folder + QStringLiteral("/yichuang_") + language + QStringLiteral(".ts"));
}

void Tongue::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    QXmlStreamReader xml(&file);
    QString context;
    QString source;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("source"))
            source = xml.readElementText();
        else if (xml.name() == QLatin1String("translation"))
            m_forms.insert(keyOf(context, source), readForms(xml));
    }
}

QStringList Tongue::formsOf(const char *context, const char *source) const
{
    QStringList forms = m_forms.value(keyOf(QString::fromUtf8(context), QString::fromUtf8(source)));
    forms.removeAll(QString());
    return forms.isEmpty() ? QStringList{QString::fromUtf8(source)} : forms;
}

QString Tongue::say(const char *context, const char *source) const
{
    return formsOf(context, source).constFirst();
}

QRegularExpression Tongue::shape(const char *context, const char *source) const
{
    static const QRegularExpression place(QStringLiteral("%(?:[1-9]|n)"));
    QStringList shapes;
    for (const QString &form : formsOf(context, source)) {
        QStringList parts = form.split(place);
        for (QString &part : parts)
            part = QRegularExpression::escape(part);
        shapes.append(parts.join(QStringLiteral("(.+)")));
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(shapes.join(QLatin1Char('|'))),
                              QRegularExpression::DotMatchesEverythingOption);
}

} // namespace yichuang::tour
