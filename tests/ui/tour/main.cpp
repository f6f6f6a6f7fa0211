// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/idle_thread.h"
#include "tests/ui/tour/plan.h"
#include "tests/ui/tour/shortfall.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QGuiApplication>

#include <cstdio>

namespace
{

using namespace yichuang::tour;

QCommandLineOption withValue(const char *name, const char *what, const char *fallback = "")
{
    return {QString::fromLatin1(name), QString::fromLatin1(what), QString::fromLatin1(name),
            QString::fromLatin1(fallback)};
}

std::optional<QSize> sizeOf(const QString &text)
{
    const QStringList parts = text.split(QLatin1Char('x'));
    bool isWide = false;
    bool isHigh = false;
    const QSize size(parts.value(0).toInt(&isWide), parts.value(1).toInt(&isHigh));
    return isWide && isHigh && parts.size() == 2 && size.width() >= 640 ? std::optional(size) : std::nullopt;
}

std::optional<Cast> castFrom(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({withValue("client", "the window's program"), withValue("server", "the centre's program"),
                       withValue("admin", "yichuang-admin"), withValue("out", "folder for pictures and papers"),
                       withValue("size", "size of the window", "1366x768"),
                       withValue("theme", "light or dark", "light"), withValue("language", "zh_CN or en", "zh_CN")});
    const auto value = [&parser](const char *name) { return parser.value(QLatin1String(name)); };
    if (!parser.parse(arguments))
        return {};
    const auto size = sizeOf(value("size"));
    for (const char *needed : {"client", "server", "admin", "out"}) {
        if (value(needed).isEmpty())
            return {};
    }
    if (!size || !parser.positionalArguments().isEmpty())
        return {};
    return Cast{QDir::current().absoluteFilePath(value("client")),
                QDir::current().absoluteFilePath(value("server")),
                QDir::current().absoluteFilePath(value("admin")),
                QDir::current().absoluteFilePath(value("out")),
                *size,
                value("theme"),
                value("language")};
}

void printFigures(const Journey &journey, const IdleThread &idle)
{
    std::printf("keystrokes from ticket to printed receipt, prefilled matter: %d (goal 12), and %d to type a telephone "
                "number\n",
                journey.keys - journey.typedKeys, journey.typedKeys);
    std::printf("from F9 to the first byte at the slip printer: %.1f ms\n", journey.firstByteMicros / 1000.0);
    const Holds holds = journey.stage.holds();
    const auto tell = [](const char *what, const Hold &hold) {
        std::printf("%s hold of the main thread: %.1f ms (goal 16), of them %.1f ms on a processor and %.1f ms waiting "
                    "for one, in %s\n",
                    what, hold.ms, hold.cpuMs, hold.queuedMs, qPrintable(hold.receiver));
    };
    tell("longest", holds.longest);
    tell("busiest", holds.busiest);
    std::printf("longest wait of an idle thread for a processor meanwhile: %.1f ms\n", idle.longestDelayMs());
    QFile::remove(journey.stage.cast().out + QStringLiteral("/stalls.jsonl"));
    QFile::copy(journey.stage.path(QStringLiteral("stalls.jsonl")),
                journey.stage.cast().out + QStringLiteral("/stalls.jsonl"));
}

int playAll(const Cast &cast)
{
    Stage stage(cast);
    const IdleThread idle;
    Journey journey{stage, {}, {}, {}, {}, 0, 0, 0, false};
    int number = 0;
    bool good = true;
    for (const QList<Step> &part : {onlineSteps(), offlineSteps(), attentionSteps(), keystrokeSteps()})
        good = good && play(journey, part, number);
    printFigures(journey, idle);
    stage.window().close();
    return good && journey.acknowledged ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    const auto cast = castFrom(QGuiApplication::arguments());
    if (!cast) {
        std::fputs("usage: yichuang-tour --client PATH --server PATH --admin PATH --out DIR [--size 1366x768]"
                   " [--theme light|dark] [--language zh_CN|en]\n",
                   stderr);
        return 2;
    }
    try {
        if (!QDir().mkpath(cast->out))
            throw Shortfall(QStringLiteral("cannot make ") + cast->out);
        return playAll(*cast);
    } catch (const Shortfall &shortfall) {
        std::fprintf(stderr, "yichuang-tour: %s\n", qPrintable(shortfall.words()));
        return 1;
    }
}
