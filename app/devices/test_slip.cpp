// SPDX-License-Identifier: Apache-2.0
#include "app/devices/test_slip.h"

namespace yichuang
{

Slip testSlip(const QStringList &notes)
{
    using Kind = SlipLine::Kind;
    Slip slip{{{Kind::Text, QStringLiteral("测试小票"), 2, true, true},
               {Kind::Rule, {}, 1, false, false},
               {Kind::Text, QStringLiteral("中文：石家庄市政务服务大厅"), 1, false, false},
               {Kind::Text, QStringLiteral("ASCII: 0123456789 ABC abc"), 1, false, false},
               {Kind::Text, QStringLiteral("金额：¥12.00"), 1, true, false},
               {Kind::Text, QStringLiteral("生僻字：𬱖"), 1, false, false}},
              true};
    for (const QString &note : notes)
        slip.lines.append({Kind::Text, note, 1, false, false});
    slip.lines.append({Kind::Rule, {}, 1, false, false});
    slip.lines.append({Kind::Code, QStringLiteral("YICHUANG TEST SLIP"), 1, false, true});
    return slip;
}

} // namespace yichuang
