// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/kdf.h"
#include "app/crypto/one_time_code.h"
#include "app/main/yichuang-server/commands.h"
#include "app/main/yichuang-server/terminal_qr.h"
#include "app/server/store/clerks.h"

#include <QCommandLineParser>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <cstdio>

namespace yichuang::server
{
namespace
{

constexpr qsizetype factorBytes = 20;

Result<QString> askedPassword(bool fromStdin)
{
    QFile in;
    if (!in.open(stdin, QIODevice::ReadOnly))
        return failure(Fault::FileUnreadable, QStringLiteral("server.user"), QStringLiteral("standard input"));
    if (!fromStdin)
        std::fputs("Password: ", stderr);
    QString password = QString::fromUtf8(in.readLine(4096));
    while (password.endsWith(QLatin1Char('\n')) || password.endsWith(QLatin1Char('\r')))
        password.chop(1);
    if (password.size() < 8)
        return failure(Fault::BadArgument, QStringLiteral("server.user"),
                       QStringLiteral("a password has at least 8 characters"));
    return password;
}

ExitCode nobody(const QString &login)
{
    return complain({Fault::NotFound, QStringLiteral("server.user"), login});
}

} // namespace

ExitCode runUserAdd(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions(
        {withValue("dir", "data folder"), withValue("name", "login name"), withValue("full-name", "name as shown"),
         withValue("role", "clerk, supervisor, administrator, auditor or approver"),
         flag("password-stdin", "take the password from standard input without asking"),
         flag("lasting", "the password is the person's own: it need not be changed at the first sign-in")});
    if (const auto end = parsed(parser, arguments))
        return *end;
    static const QRegularExpression loginForm(QStringLiteral("^[a-z0-9][a-z0-9._-]{0,31}$"));
    ClerkRecord clerk;
    clerk.login = given(parser, "name");
    clerk.fullName = given(parser, "full-name");
    const auto role = roleNamed(given(parser, "role"));
    if (given(parser, "dir").isEmpty() || !loginForm.match(clerk.login).hasMatch() || clerk.fullName.isEmpty() || !role)
        return complainUsage(QStringLiteral("user add needs --dir, --name (a-z, 0-9, ._-), --full-name and --role"));
    clerk.role = *role;
    const auto password = askedPassword(parser.isSet(QStringLiteral("password-stdin")));
    if (!password)
        return complain(password.error());
    const auto hash = passwordHash(*password);
    if (!hash)
        return complain(hash.error());
    clerk.passwordHash = *hash;
    clerk.mustChange = !parser.isSet(QStringLiteral("lasting"));
    auto opened = openFolder(given(parser, "dir"));
    if (!opened)
        return complain(opened.error());
    opened->sql->begin(opened->configuration.hall);
    const bool isNew = addClerk(*opened->sql, opened->configuration.hall, clerk);
    if (const auto kept = opened->sql->commit(); !kept)
        return complain(kept.error());
    if (!isNew) {
        complain({Fault::RequestRefused, QStringLiteral("server.user"), QStringLiteral("this login exists")});
        return ExitCode::Failed;
    }
    print({{QStringLiteral("name"), clerk.login}, {QStringLiteral("role"), roleName(clerk.role)}});
    return ExitCode::Ok;
}

/// A password for somebody who has lost his: to be changed at the next sign-in.
ExitCode runUserPassword(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({withValue("dir", "data folder"), withValue("name", "login name"),
                       flag("password-stdin", "take the password from standard input without asking")});
    if (const auto end = parsed(parser, arguments))
        return *end;
    const QString login = given(parser, "name");
    if (given(parser, "dir").isEmpty() || login.isEmpty())
        return complainUsage(QStringLiteral("user password needs --dir and --name"));
    const auto password = askedPassword(parser.isSet(QStringLiteral("password-stdin")));
    const auto hash = password ? passwordHash(*password) : Result<QString>(failure(password.error()));
    if (!hash)
        return complain(hash.error());
    auto opened = openFolder(given(parser, "dir"));
    if (!opened)
        return complain(opened.error());
    opened->sql->begin(opened->configuration.hall);
    const bool known = setPassword(*opened->sql, opened->configuration.hall, login, *hash, true);
    if (const auto kept = opened->sql->commit(); !kept)
        return complain(kept.error());
    if (!known)
        return nobody(login);
    print({{QStringLiteral("name"), login}, {QStringLiteral("mustChange"), true}});
    return ExitCode::Ok;
}

/// A new secret for somebody's authenticator, printed once, also as the QR code that it scans; or none any more.
ExitCode runUserTotp(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({withValue("dir", "data folder"), withValue("name", "login name"),
                       flag("remove", "take the second factor away"),
                       flag("no-qr", "print the address alone, without its QR code")});
    if (const auto end = parsed(parser, arguments))
        return *end;
    const QString login = given(parser, "name");
    if (given(parser, "dir").isEmpty() || login.isEmpty())
        return complainUsage(QStringLiteral("user totp needs --dir and --name"));
    auto opened = openFolder(given(parser, "dir"));
    if (!opened)
        return complain(opened.error());
    const Configuration &configuration = opened->configuration;
    const bool removed = parser.isSet(QStringLiteral("remove"));
    const Secret factor = removed ? Secret() : Secret::random(factorBytes);
    opened->sql->begin(configuration.hall);
    const bool known = setFactor(*opened->sql, configuration.hall, login, factor);
    if (const auto kept = opened->sql->commit(); !kept)
        return complain(kept.error());
    if (!known)
        return nobody(login);
    if (removed)
        return ExitCode::Ok;
    const QString uri = authenticatorUri(factor, configuration.hallName, login);
    std::puts(qPrintable(uri));
    if (parser.isSet(QStringLiteral("no-qr")))
        return ExitCode::Ok;
    const auto picture = terminalQr(uri);
    if (!picture)
        return complain(picture.error());
    std::fputs(picture->toUtf8().constData(), stdout);
    return ExitCode::Ok;
}

ExitCode runUserList(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({withValue("dir", "data folder")});
    if (const auto end = parsed(parser, arguments))
        return *end;
    if (given(parser, "dir").isEmpty())
        return complainUsage(QStringLiteral("user list needs --dir"));
    auto opened = openFolder(given(parser, "dir"));
    if (!opened)
        return complain(opened.error());
    QJsonArray users;
    for (const ClerkRecord &clerk : allClerks(*opened->sql, opened->configuration.hall)) {
        users.append(QJsonObject{{QStringLiteral("name"), clerk.login},
                                 {QStringLiteral("fullName"), clerk.fullName},
                                 {QStringLiteral("role"), roleName(clerk.role)},
                                 {QStringLiteral("secondFactor"), !clerk.factor.isEmpty()},
                                 {QStringLiteral("mustChange"), clerk.mustChange}});
    }
    if (const auto &trouble = opened->sql->trouble())
        return complain(*trouble);
    print({{QStringLiteral("users"), users}});
    return ExitCode::Ok;
}

} // namespace yichuang::server
