// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/server_rig.h"

#include "tests/fakes/protocol_book.h"

#include <QRegularExpression>
#include <QTest>

#include <map>

using namespace yichuang;
using namespace yichuang::contract;

/// Who may call what: every role against every call of the contract, asked of a real server. What may be called is
/// refused for another reason, because nothing is given with it.
class ServerRoles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyRoleAgainstEveryCall_data();
    void everyRoleAgainstEveryCall();
    void withoutASessionNobodyMay();
    void withoutACertificateNobodyMay();

private:
    [[nodiscard]] static QString pathOf(const QString &call);
    [[nodiscard]] static Heard ask(Caller &caller, const QString &call);
    ServerRig m_rig;
    std::map<QString, Window> m_windows; ///< by role
    Window m_alone;
};

const QStringList everyRole{QStringLiteral("clerk"), QStringLiteral("supervisor"), QStringLiteral("administrator"),
                            QStringLiteral("auditor"), QStringLiteral("approver")};

void ServerRoles::initTestCase()
{
    QVERIFY(m_rig.start({{QStringLiteral("signInsPerMinute"), 6000}, {QStringLiteral("enrolmentsPerMinute"), 6000}}));
    int number = 0;
    for (const QString &role : everyRole) {
        m_windows[role] = m_rig.window(++number, role);
        QCOMPARE(m_windows[role].session.value(QStringLiteral("role")).toString(), role);
    }
    m_alone = m_rig.window(++number);
    m_alone.caller->signIn({});
}

/// A path of the call with something in its braces that is well formed and not there.
QString ServerRoles::pathOf(const QString &call)
{
    QString path = call.section(QLatin1Char(' '), 1);
    path.replace(QStringLiteral("{blob}"), QString(64, QLatin1Char('0')));
    path.replace(QStringLiteral("{number}"), QStringLiteral("0"));
    static const QRegularExpression other(QStringLiteral("\\{\\w+\\}"));
    return path.replace(other, QStringLiteral("01990000-0000-7000-8000-000000000000"));
}

Heard ServerRoles::ask(Caller &caller, const QString &call)
{
    const QByteArray method = call.section(QLatin1Char(' '), 0, 0).toLatin1();
    return caller.call(method, pathOf(call), method == "POST" ? QByteArray("{}") : QByteArray());
}

void ServerRoles::everyRoleAgainstEveryCall_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("call");
    for (const QString &call : ProtocolBook::shared().calls()) {
        for (const QString &role : everyRole)
            QTest::newRow(qPrintable(role + QLatin1Char(' ') + call)) << role << call;
    }
}

void ServerRoles::everyRoleAgainstEveryCall()
{
    QFETCH(QString, role);
    QFETCH(QString, call);
    const ProtocolBook &book = ProtocolBook::shared();
    const Heard heard = ask(*m_windows[role].caller, call);
    QVERIFY(heard.status > 0);
    const bool may = book.roles(call).isEmpty() || book.roles(call).contains(role);
    const bool refused =
        call.startsWith(QLatin1String("HEAD")) ? heard.status == 403 : heard.fault() == QLatin1String("notAllowed");
    QVERIFY2(refused != may, qPrintable(QString::number(heard.status) + QLatin1Char(' ') + heard.fault()));
    QVERIFY2(!refused || heard.status == 403, "status");
}

void ServerRoles::withoutASessionNobodyMay()
{
    for (const QString &call : ProtocolBook::shared().calls()) {
        const Heard heard = ask(*m_alone.caller, call);
        QVERIFY2((heard.status == 401) == ProtocolBook::shared().asksForSession(call)
                     || (heard.status == 401 && call.contains(QLatin1String("/sessions"))),
                 qPrintable(call));
    }
}

void ServerRoles::withoutACertificateNobodyMay()
{
    const auto stranger = m_rig.stranger();
    for (const QString &call : ProtocolBook::shared().calls()) {
        const Heard heard = ask(*stranger, call);
        QVERIFY2((heard.status == 403) == ProtocolBook::shared().asksForDevice(call), qPrintable(call));
        if (heard.status == 403 && !call.startsWith(QLatin1String("HEAD")))
            QCOMPARE(heard.fault(), QStringLiteral("notEnrolled"));
    }
}

ON_BOTH_STORES(ServerRoles)
#include "server_roles.moc"
