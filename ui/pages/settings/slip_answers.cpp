// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/settings/slip_answers.h"

namespace yichuang
{
namespace
{

struct NamedProfile {
    SlipAnswers answers;
    const char *name;
};
const NamedProfile shipped[] = {
    {{true, true, true, true}, "generic-80mm"},
    {{true, true, false, true}, "raster-80mm"},
    {{false, true, true, false}, "generic-58mm"},
    {{false, false, false, false}, "drawn-58mm"},
};

QJsonObject objectOf(const SlipAnswers &answers, const QString &name)
{
    return {{QStringLiteral("name"), name},
            {QStringLiteral("widthDots"), answers.wide ? 576 : 384},
            {QStringLiteral("columns"), answers.wide ? 48 : 32},
            {QStringLiteral("encoding"), answers.chinese ? QStringLiteral("gbk") : QStringLiteral("drawn")},
            {QStringLiteral("nativeQr"), answers.square},
            {QStringLiteral("qrModule"), answers.wide ? 6 : 5},
            {QStringLiteral("cutter"), answers.cut},
            {QStringLiteral("status"), true}};
}

} // namespace

QJsonObject trialProfile()
{
    return objectOf({}, QStringLiteral("trial"));
}

QJsonValue profileOf(const SlipAnswers &answers)
{
    for (const NamedProfile &row : shipped) {
        if (row.answers == answers)
            return QString::fromLatin1(row.name);
    }
    return objectOf(answers, QStringLiteral("own"));
}

} // namespace yichuang
