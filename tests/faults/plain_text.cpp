// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/plain_text.h"

#include <QDirIterator>
#include <QFile>
#include <QStringEncoder>

#include <cstring>

namespace yichuang
{

namespace
{

QByteArray encoded(const char *encoding, const QString &text)
{
    QStringEncoder encoder(encoding, QStringConverter::Flag::Stateless);
    if (!encoder.isValid())
        qFatal("no encoder for %s", encoding);
    return encoder.encode(text);
}

QByteArray jsonEscaped(const QString &text)
{
    QByteArray escaped;
    for (const QChar letter : text)
        escaped += "\\u" + QByteArray::number(letter.unicode(), 16).rightJustified(4, '0');
    return escaped;
}

/// What of a text in base64 does not depend on its neighbours, where `before` bytes of the group of three precede it.
QByteArray base64Within(const QByteArray &bytes, int before)
{
    const QByteArray whole = (QByteArray(before, '\0') + bytes).toBase64(QByteArray::OmitTrailingEquals);
    const qsizetype first = before == 0 ? 0 : before + 1;
    const qsizetype sure = (before + bytes.size()) * 8 / 6;
    return whole.mid(first, sure - first);
}

bool isOneByteAgainAndAgain(const QByteArray &bytes)
{
    return bytes.size() > 1 && std::memcmp(bytes.constData(), bytes.constData() + 1, bytes.size() - 1) == 0;
}

} // namespace

QList<std::pair<QString, QByteArray>> formsOf(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    QList<std::pair<QString, QByteArray>> forms{{QStringLiteral("UTF-8"), utf8},
                                                {QStringLiteral("UTF-16LE"), encoded("UTF-16LE", text)},
                                                {QStringLiteral("UTF-16BE"), encoded("UTF-16BE", text)},
                                                {QStringLiteral("GB18030"), encoded("GB18030", text)},
                                                {QStringLiteral("JSON escape"), jsonEscaped(text)},
                                                {QStringLiteral("hex"), utf8.toHex()}};
    for (int before = 0; before < 3; ++before)
        forms.append({QStringLiteral("base64+%1").arg(before), base64Within(utf8, before)});
    return forms;
}

QList<PlainText> findPlainText(const QStringList &folders, const QStringList &texts)
{
    QList<std::pair<QString, QByteArray>> forms;
    for (const QString &text : texts)
        forms += formsOf(text);
    QList<PlainText> found;
    for (const QString &folder : folders) {
        QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            const QByteArray name = file.fileName().toUtf8();
            if (!file.open(QIODevice::ReadOnly))
                continue;
            // In the ballast lies nothing, and it is the largest file by far.
            QByteArray bytes = file.readAll();
            if (isOneByteAgainAndAgain(bytes))
                bytes.clear();
            for (const auto &[form, sought] : std::as_const(forms)) {
                if (const qsizetype at = bytes.indexOf(sought); at >= 0)
                    found.append({file.fileName(), at, form});
                if (name.contains(sought))
                    found.append({file.fileName(), -1, form + QStringLiteral(" in the name")});
            }
        }
    }
    return found;
}

QString toLines(const QList<PlainText> &found)
{
    QString lines;
    for (const PlainText &one : found)
        lines += QStringLiteral("%1 at %2 as %3\n").arg(one.file).arg(one.offset).arg(one.form);
    return lines;
}

} // namespace yichuang
