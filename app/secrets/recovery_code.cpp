// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/recovery_code.h"

#include "app/crypto/secret.h"

namespace yichuang
{
namespace
{

constexpr qsizetype codeLength = 32;
constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

} // namespace

QString newRecoveryCode()
{
    const Secret random = Secret::random(codeLength);
    QString code;
    for (qsizetype i = 0; i < codeLength; ++i) {
        if (i > 0 && i % 4 == 0)
            code.append(u'-');
        code.append(QLatin1Char(alphabet[static_cast<unsigned char>(random.view()[i]) & 31]));
    }
    return code;
}

QString plainRecoveryCode(const QString &typed)
{
    const QString allowed = QString::fromLatin1(alphabet);
    QString code;
    for (const QChar typedCharacter : typed.normalized(QString::NormalizationForm_KC).toUpper()) {
        QChar c = typedCharacter;
        if (c.isSpace() || c == u'-')
            continue;
        if (c == u'0')
            c = u'O';
        else if (c == u'1')
            c = u'I';
        else if (c == u'8')
            c = u'B';
        if (!allowed.contains(c))
            return {};
        code.append(c);
    }
    return code.size() == codeLength ? code : QString();
}

} // namespace yichuang
