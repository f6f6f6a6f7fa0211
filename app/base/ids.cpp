// SPDX-License-Identifier: Apache-2.0
#include "app/base/ids.h"

#include <QRandomGenerator>
#include <QRegularExpression>

namespace yichuang
{

RandomSource systemRandom()
{
    return [](qsizetype size) {
        // In whole words and at once: each request of the system costs.
        QList<quint32> words((size + 3) / 4);
        QRandomGenerator::system()->fillRange(words.data(), words.size());
        return QByteArray(reinterpret_cast<const char *>(words.constData()), size);
    };
}

QString newId(const Clock &clock, const RandomSource &random)
{
    QByteArray bytes(16, '\0');
    const auto ms = static_cast<quint64>(clock.now().toMSecsSinceEpoch());
    for (int i = 0; i < 6; ++i)
        bytes[i] = static_cast<char>((ms >> (8 * (5 - i))) & 0xff);
    bytes.replace(6, 10, random(10));
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x70);
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
    const QByteArray hex = bytes.toHex();
    return QString::fromLatin1(hex.left(8) + '-' + hex.mid(8, 4) + '-' + hex.mid(12, 4) + '-' + hex.mid(16, 4) + '-'
                               + hex.mid(20));
}

bool isId(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\z"));
    return form.match(text).hasMatch();
}

} // namespace yichuang
