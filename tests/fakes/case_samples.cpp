// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/case_samples.h"

#include <QFile>

namespace yichuang::samples
{

const QDateTime &morning()
{
    static const QDateTime time(QDate(2026, 2, 13), QTime(2, 42, 7), Qt::UTC); // 10:42:07 in the hall
    return time;
}

QString idOf(int n)
{
    return QStringLiteral("019c5000-0000-7000-8000-%1").arg(n, 12, 16, QLatin1Char('0'));
}

QString caseId()
{
    return idOf(0xca5e);
}

Applicant wang()
{
    Applicant person;
    person.name = QStringLiteral("王晓明");
    person.idNumber = QStringLiteral("11010519491231002X");
    person.sex = QStringLiteral("男");
    person.birth = QDate(1949, 12, 31);
    person.address = QStringLiteral("石家庄市长安区广安大街18号");
    person.phone = QStringLiteral("13800000000");
    return person;
}

Operation operation(int n, OperationKind kind, const QJsonObject &payload, Actor actor)
{
    Operation made;
    made.id = idOf(n);
    made.device = actor == Actor::Clerk ? QStringLiteral("130102-03") : QStringLiteral("centre");
    made.deviceSequence = n;
    made.caseId = caseId();
    made.clerk = actor == Actor::Clerk ? QStringLiteral("lixiaowen") : QString();
    made.actor = actor;
    made.wallTime = morning().addSecs(n);
    made.kind = kind;
    made.payload = payload;
    return made;
}

Operation opened(int n, const QString &matter)
{
    return operation(n, OperationKind::Opened,
                     {{QStringLiteral("matter"), matter}, {QStringLiteral("source"), QStringLiteral("window")}});
}

Operation received(int n)
{
    return operation(n, OperationKind::Received,
                     {{QStringLiteral("receipt"), QStringLiteral("130102-03-1-260213-0001-X")},
                      {QStringLiteral("receivedAt"), QStringLiteral("2026-02-13T02:42:07.000Z")}});
}

QByteArray resource(const QString &path)
{
    QFile file(QStringLiteral(YICHUANG_SOURCE_DIR "/resources/") + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray catalogueBytes()
{
    return wholeCatalogue(QStringLiteral("catalogue/shijiazhuang.json"),
                          [](const QString &path) -> Result<QByteArray> { return resource(path); })
        .value();
}

Catalogue catalogue()
{
    return catalogueFromJson(catalogueBytes()).value();
}

Matter matter(const QString &name)
{
    for (const Matter &one : catalogue().matters) {
        if (one.name == name)
            return one;
    }
    return {};
}

} // namespace yichuang::samples
