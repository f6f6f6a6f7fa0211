// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/screen_wish.h"

#include <QGuiApplication>
#include <QScreen>

namespace yichuang
{

QJsonObject toJson(const ScreenWish &wish)
{
    return {{QStringLiteral("name"), wish.screen.name},
            {QStringLiteral("serial"), wish.screen.serial},
            {QStringLiteral("onClerks"), wish.onClerks}};
}

ScreenWish screenWishFromJson(const QJsonObject &json)
{
    return {{json.value(QStringLiteral("name")).toString(), json.value(QStringLiteral("serial")).toString()},
            json.value(QStringLiteral("onClerks")).toBool()};
}

qsizetype screenFor(const QList<ScreenMark> &screens, const ScreenMark &wished)
{
    if (const qsizetype exactly = screens.indexOf(wished); exactly >= 0 && !wished.name.isEmpty())
        return exactly;
    for (qsizetype i = 0; i < screens.size(); ++i) {
        const ScreenMark &screen = screens.at(i);
        const bool bySerial = !wished.serial.isEmpty() && screen.serial == wished.serial;
        const bool byPlug = wished.serial.isEmpty() && !wished.name.isEmpty() && screen.name == wished.name;
        if (bySerial || byPlug)
            return i;
    }
    return -1;
}

QList<ScreenMark> screensNow()
{
    QList<ScreenMark> marks;
    for (const QScreen *screen : QGuiApplication::screens())
        marks.append({screen->name(), screen->serialNumber()});
    return marks;
}

} // namespace yichuang
