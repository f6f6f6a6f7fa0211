// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang-server/commands.h"

#include "app/base/ids.h"
#include "app/server/store/devices.h"
#include "app/server/store/seal_proof.h"
#include "app/server/store/tickets.h"

#include <QCommandLineParser>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace yichuang::server
{
namespace
{

/// 12 characters of Crockford's alphabet in groups of four: 60 bits.
QString freshCode(const RandomSource &random)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const QByteArray bytes = random(12);
    QString code;
    for (int i = 0; i < 12; ++i) {
        if (i > 0 && i % 4 == 0)
            code += QLatin1Char('-');
        code += QLatin1Char(alphabet[static_cast<unsigned char>(bytes[i]) % 32]);
    }
    return code;
}

} // namespace

QCommandLineOption withValue(const char *name, const char *what, const char *fallback)
{
    return {QString::fromLatin1(name), QString::fromLatin1(what), QString::fromLatin1(name),
            QString::fromLatin1(fallback)};
}

QCommandLineOption flag(const char *name, const char *what)
{
    return {QString::fromLatin1(name), QString::fromLatin1(what)};
}

QString given(const QCommandLineParser &parser, const char *name)
{
    return parser.value(QString::fromLatin1(name));
}

void print(const QJsonObject &json)
{
    const QByteArray line = QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
    std::fflush(stdout);
}

Result<Opened> openFolder(const QString &folder)
{
    auto configuration = loadConfiguration(folder);
    if (!configuration)
        return failure(configuration.error());
    auto sql = Sql::open(configuration->database);
    if (!sql)
        return failure(sql.error());
    if (auto migrated = migrate(**sql); !migrated)
        return failure(migrated.error());
    if (auto proved = proveSealKey(**sql, configuration->hall); !proved)
        return failure(proved.error());
    return Opened{*std::move(configuration), *std::move(sql)};
}

ExitCode complain(const Reason &reason)
{
    const QByteArray line = "yichuang-server: " + describe(reason).toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
    return exitCodeOf(reason.fault);
}

ExitCode complainUsage(const QString &why)
{
    const QByteArray text =
        "yichuang-server: " + why.toUtf8()
        + "\nusage: yichuang-server init --dir DIR --hall CODE --hall-name NAME --catalogue FILE --calendar FILE"
          " [--host NAME]... [--suite international|national]"
          " [--database postgresql://USER@HOST/NAME]\n"
          "       yichuang-server serve --dir DIR | --config FILE [--listen ADDRESS:PORT] [--port-file FILE] "
          "[--approve-demo [--real-pace]]"
          " [--log-json]"
          " [--with-parent] [--parent-pid PID]\n"
          "       yichuang-server enrol-code --dir DIR --window N [--window-name NAME] [--json]\n"
          "       yichuang-server user add --dir DIR --name LOGIN --full-name NAME --role ROLE [--password-stdin]"
          " [--lasting]\n"
          "       yichuang-server user password --dir DIR --name LOGIN [--password-stdin]\n"
          "       yichuang-server user totp --dir DIR --name LOGIN [--no-qr | --remove]\n"
          "       yichuang-server user list --dir DIR\n"
          "       yichuang-server device list --dir DIR\n"
          "       yichuang-server device revoke --dir DIR --device ID\n"
          "       yichuang-server approve --dir DIR --case ID|NUMBER --act ACT [--department NAME] [--granted]"
          " [--reason TEXT] [--procedure NAME] [--days N] [--approval TEXT] [--licence NAME] [--place NAME]\n"
          "       yichuang-server tickets add --dir DIR --business CLASS [--count N] [--priority PRIORITY]\n"
          "       yichuang-server backup --dir DIR --to DIR\n"
          "       yichuang-server restore --dir DIR [--from DIR]\n"
          "       yichuang-server blobs collect --dir DIR [--dry-run]\n"
          "       yichuang-server audit-heads --dir DIR --device ID\n"
          "       yichuang-server catalogue publish --dir DIR --catalogue FILE\n";
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stderr);
    return ExitCode::Usage;
}

std::optional<ExitCode> parsed(QCommandLineParser &parser, const QStringList &arguments)
{
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments))
        return complainUsage(parser.errorText());
    if (parser.isSet(help)) {
        std::fputs(qPrintable(parser.helpText()), stdout);
        return ExitCode::Ok;
    }
    if (!parser.positionalArguments().isEmpty())
        return complainUsage(QStringLiteral("unexpected: ") + parser.positionalArguments().first());
    return {};
}

ExitCode runInit(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({withValue("dir", "data folder to make"), withValue("hall", "6 digits of the hall's region"),
                       withValue("hall-name", "name of the hall"),
                       withValue("host", "address or name by which windows reach this server; can be repeated"),
                       withValue("suite", "international or national", "international"),
                       withValue("database", "connection URI of PostgreSQL; none: a file of SQLite"),
                       withValue("catalogue", "file of matters"), withValue("calendar", "file of working days")});
    if (const auto end = parsed(parser, arguments))
        return *end;
    for (const char *needed : {"dir", "hall", "hall-name", "catalogue", "calendar"}) {
        if (given(parser, needed).isEmpty())
            return complainUsage(QStringLiteral("init needs --") + QString::fromLatin1(needed));
    }
    const auto suite = suiteNamed(given(parser, "suite"));
    if (!suite)
        return complainUsage(QStringLiteral("unknown suite"));
    Foundation foundation;
    foundation.folder = given(parser, "dir");
    foundation.hall = given(parser, "hall");
    foundation.hallName = given(parser, "hall-name");
    foundation.suite = *suite;
    foundation.catalogueFile = given(parser, "catalogue");
    foundation.calendarFile = given(parser, "calendar");
    foundation.database = given(parser, "database");
    if (parser.isSet(QStringLiteral("host")))
        foundation.hosts = parser.values(QStringLiteral("host"));
    const SystemClock clock;
    if (const auto made = found(foundation, clock); !made)
        return complain(made.error());
    print({{QStringLiteral("dir"), foundation.folder}, {QStringLiteral("hall"), foundation.hall}});
    return ExitCode::Ok;
}

ExitCode runEnrolCode(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({withValue("dir", "data folder"), withValue("window", "number of the window, 1 to 999"),
                       withValue("window-name", "name of the window"), flag("json", "print JSON")});
    if (const auto end = parsed(parser, arguments))
        return *end;
    bool isNumber = false;
    const int window = given(parser, "window").toInt(&isNumber);
    if (given(parser, "dir").isEmpty() || !isNumber || window < 1 || window > 999)
        return complainUsage(QStringLiteral("enrol-code needs --dir and --window 1 to 999"));
    QString name = given(parser, "window-name");
    if (name.isEmpty())
        name = QStringLiteral("%1号窗口").arg(window);
    auto opened = openFolder(given(parser, "dir"));
    if (!opened)
        return complain(opened.error());
    const SystemClock clock;
    const QString code = freshCode(systemRandom());
    opened->sql->begin(opened->configuration.hall);
    addEnrolmentCode(*opened->sql, opened->configuration.hall, code, window, name, clock.now());
    if (const auto kept = opened->sql->commit(); !kept)
        return complain(kept.error());
    if (parser.isSet(QStringLiteral("json"))) {
        print({{QStringLiteral("code"), code},
               {QStringLiteral("window"), window},
               {QStringLiteral("windowName"), name},
               {QStringLiteral("until"), clock.now().addDays(1).toString(Qt::ISODateWithMs)}});
    } else {
        std::puts(qPrintable(code));
    }
    return ExitCode::Ok;
}

ExitCode runTicketsAdd(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({withValue("dir", "data folder"), withValue("business", "business class", "comprehensive"),
                       withValue("count", "how many, 1 to 1000", "1"),
                       withValue("priority", "normal, appointment or priority", "normal")});
    if (const auto end = parsed(parser, arguments))
        return *end;
    bool isNumber = false;
    const int count = given(parser, "count").toInt(&isNumber);
    const auto priority = ticketPriorityNamed(given(parser, "priority"));
    if (given(parser, "dir").isEmpty() || !isNumber || count < 1 || count > 1000 || !priority)
        return complainUsage(QStringLiteral("tickets add needs --dir, a --count of 1 to 1000 and a known --priority"));
    auto opened = openFolder(given(parser, "dir"));
    if (!opened)
        return complain(opened.error());
    const SystemClock clock;
    QJsonArray numbers;
    opened->sql->begin(opened->configuration.hall);
    for (int i = 0; i < count; ++i) {
        numbers.append(takeTicket(*opened->sql, opened->configuration.hall, given(parser, "business"), *priority, clock,
                                  systemRandom())
                           .number);
    }
    if (const auto kept = opened->sql->commit(); !kept)
        return complain(kept.error());
    print({{QStringLiteral("tickets"), numbers}});
    return ExitCode::Ok;
}

} // namespace yichuang::server
