// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/code_figures.h"
#include "tests/bench/device_figures.h"
#include "tests/bench/domain_figures.h"
#include "tests/bench/figures.h"
#include "tests/bench/store_figures.h"
#include "tests/ui/tour/shortfall.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <cmath>
#include <cstdio>

namespace yichuang::bench
{

double median(QList<double> values)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    const qsizetype half = values.size() / 2;
    return values.size() % 2 == 1 ? values.at(half) : (values.at(half - 1) + values.at(half)) / 2;
}

double nearlyWorst(QList<double> values)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    return values.at((values.size() * 95 + 99) / 100 - 1);
}

void tell(QJsonObject figure, bool json)
{
    for (auto it = figure.begin(); it != figure.end(); ++it) {
        if (it.value().isDouble())
            it.value() = std::round(it.value().toDouble() * 1000) / 1000;
    }
    QByteArray line = QJsonDocument(figure).toJson(QJsonDocument::Compact);
    if (!json) {
        line = figure.value(QStringLiteral("figure")).toString().toUtf8() + ':';
        for (auto it = figure.begin(); it != figure.end(); ++it) {
            if (it.key() != QStringLiteral("figure"))
                line += ' ' + it.key().toUtf8() + ' ' + QByteArray::number(it.value().toDouble(), 'g', 4);
        }
    }
    std::puts(line.constData());
    std::fflush(stdout);
}

namespace
{

struct Wish {
    QStringList parts; ///< none: all
    Amounts amounts;
    int runs = 1;
    bool json = false;

    [[nodiscard]] bool has(const char *part) const { return parts.isEmpty() || parts.contains(QLatin1String(part)); }
};

/// What needs no window.
void measureStore(const Wish &wish)
{
    const QTemporaryDir folder(QDir::tempPath() + QStringLiteral("/yichuang-bench-XXXXXX"));
    tour::demand(folder.isValid(), QStringLiteral("no temporary folder"));
    QList<QJsonObject> figures;
    if (wish.has("size"))
        figures += heldCases(folder.path(), wish.amounts, 5 * wish.runs);
    if (wish.has("drain"))
        figures += offlineDays(folder.path(), wish.amounts);
    for (const QJsonObject &figure : figures)
        tell(figure, wish.json);
}

int measure(const tour::Cast &cast, const QString &bareWindow, const Wish &wish)
{
    const bool json = wish.json;
    const int runs = wish.runs;
    const auto isWanted = [&wish](const char *part) { return wish.has(part); };
    measureStore(wish);
    if (!isWanted("start") && !isWanted("store") && !isWanted("window"))
        return 0;
    tour::Stage stage(cast);
    if (isWanted("start")) {
        for (const QJsonObject &figure : startAndMemory(stage, bareWindow, runs))
            tell(figure, json);
    }
    qsizetype bytes = 1000;
    if (isWanted("store")) {
        const QJsonObject durable = durableDecision(stage.path(QString()), 20 * runs);
        bytes = durable.value(QStringLiteral("bytes")).toInt();
        tell(durable, json);
    }
    if (isWanted("window")) {
        for (const QJsonObject &figure : decisionInWindow(stage, bytes, 10 * runs))
            tell(figure, json);
    }
    return 0;
}

} // namespace
} // namespace yichuang::bench

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const auto withValue = [](const char *name, const QString &fallback) {
        const QString text = QString::fromLatin1(name);
        return QCommandLineOption{text, text, text, fallback};
    };
    const QString here = QCoreApplication::applicationDirPath();
    parser.addPositionalArgument(QStringLiteral("domain|codes|devices"),
                                 QStringLiteral("Without the centre: the rules, codes, devices."));
    parser.addOptions({withValue("client", here + QStringLiteral("/yichuang")),
                       withValue("server", here + QStringLiteral("/yichuang-server")),
                       withValue("admin", here + QStringLiteral("/yichuang-admin")),
                       withValue("bare-window", here + QStringLiteral("/yichuang-bare-window")),
                       withValue("parts", QString()), withValue("runs", QStringLiteral("5")),
                       QCommandLineOption(QStringLiteral("full")), QCommandLineOption(QStringLiteral("json"))});
    const auto value = [&parser](const char *name) { return parser.value(QLatin1String(name)); };
    bool isNumber = false;
    const QStringList alone{QStringLiteral("domain"), QStringLiteral("codes"), QStringLiteral("devices")};
    const bool parsed =
        parser.parse(QCoreApplication::arguments()) && parser.positionalArguments().size() <= 1
        && (parser.positionalArguments().isEmpty() || alone.contains(parser.positionalArguments().constFirst()));
    const int runs = parsed ? value("runs").toInt(&isNumber) : 0;
    if (!isNumber || runs < 1) {
        std::fputs("usage: yichuang-bench [domain|codes|devices] [--json] [--runs N] [--client PATH] [--server PATH] "
                   "[--admin PATH]"
                   " [--bare-window PATH] [--parts start,store,window,size,drain] [--full]\n",
                   stderr);
        return 2;
    }
    if (!parser.positionalArguments().isEmpty()) {
        const QString part = parser.positionalArguments().constFirst();
        const QList<QJsonObject> figures = part == QLatin1String("codes") ? yichuang::bench::codeFigures()
                                           : part == QLatin1String("devices")
                                               ? yichuang::bench::deviceFigures(application, runs)
                                               : yichuang::bench::domainFigures(runs);
        for (const QJsonObject &figure : figures)
            yichuang::bench::tell(figure, parser.isSet(QStringLiteral("json")));
        return 0;
    }
    yichuang::tour::Cast cast;
    cast.client = QDir::current().absoluteFilePath(value("client"));
    cast.server = QDir::current().absoluteFilePath(value("server"));
    cast.admin = QDir::current().absoluteFilePath(value("admin"));
    cast.out = QDir::tempPath();
    try {
        return yichuang::bench::measure(
            cast, value("bare-window"),
            {value("parts").split(u',', Qt::SkipEmptyParts),
             parser.isSet(QStringLiteral("full")) ? yichuang::bench::Amounts::full() : yichuang::bench::Amounts(), runs,
             parser.isSet(QStringLiteral("json"))});
    } catch (const yichuang::tour::Shortfall &shortfall) {
        std::fprintf(stderr, "yichuang-bench: %s\n", qPrintable(shortfall.words()));
        return 1;
    }
}
