// SPDX-License-Identifier: Apache-2.0
// Many windows and a centre in one seeded world: yichuang-chaos --seeds N --windows W [--first-seed S] [--storm]
// [--break NAME] [--trace] [--json]. Ends with 0 where every promise was kept.
#include "app/base/log.h"
#include "tests/chaos/world.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHashSeed>
#include <QJsonArray>
#include <QJsonDocument>

using namespace yichuang;
using namespace yichuang::chaos;

namespace
{

struct Wish {
    quint64 first = 1;
    quint64 seeds = 1;
    bool storm = false;
    bool json = false;
    int contest = 0;
    int flaps = 0;
    int clones = 0;
    RunOptions options;
};

struct Sum {
    qint64 virtualMs = 0;
    qint64 calls = 0;
    qint64 operations = 0;
    qint64 slowestDrainMs = 0;
    int crashes = 0;
    int restores = 0;
    int clockJumps = 0;
    int flips = 0;
    int mendings = 0;
    int lost = 0;
    QJsonArray failed;
};

QString replay(const Wish &wish, quint64 seed)
{
    QString line =
        QStringLiteral("yichuang-chaos --first-seed %1 --seeds 1 --windows %2").arg(seed).arg(wish.options.windows);
    if (wish.storm)
        line += QStringLiteral(" --storm");
    if (wish.contest > 0)
        line += QStringLiteral(" --contest %1").arg(wish.contest);
    if (wish.flaps > 0)
        line += QStringLiteral(" --flaps %1").arg(wish.flaps);
    if (wish.clones > 0)
        line += QStringLiteral(" --clones %1").arg(wish.clones);
    for (const BreakName &one : breakNames) {
        if (one.which == wish.options.broken)
            line += QStringLiteral(" --break ") + QLatin1String(one.name);
    }
    return line;
}

void add(Sum &sum, const Wish &wish, const RunReport &report)
{
    sum.virtualMs += report.virtualMs;
    sum.calls += report.calls;
    sum.operations += report.operations;
    sum.slowestDrainMs = std::max(sum.slowestDrainMs, report.drainedMs);
    sum.crashes += report.crashes;
    sum.restores += report.restores;
    sum.clockJumps += report.clockJumps;
    sum.flips += report.flips;
    sum.mendings += report.mendings;
    sum.lost += report.lost;
    if (report.problems.isEmpty())
        return;
    sum.failed.append(QJsonObject{{QStringLiteral("seed"), QString::number(report.seed)},
                                  {QStringLiteral("trace"), report.trace},
                                  {QStringLiteral("broken"), QJsonArray::fromStringList(report.problems)},
                                  {QStringLiteral("replay"), replay(wish, report.seed)}});
    std::fprintf(stderr, "seed %llu (trace %s)\n", static_cast<unsigned long long>(report.seed),
                 qPrintable(report.trace));
    for (const QString &problem : report.problems)
        std::fprintf(stderr, "  %s\n", qPrintable(problem));
    std::fprintf(stderr, "  again: %s\n", qPrintable(replay(wish, report.seed)));
}

std::optional<Wish> wishFrom(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.addHelpOption();
    const auto value = [&parser](const char *name, const char *what, const char *usual) {
        parser.addOption({QString::fromLatin1(name), QString::fromLatin1(what), QString::fromLatin1(name),
                          QString::fromLatin1(usual)});
    };
    value("seeds", "how many worlds", "1");
    value("first-seed", "the first one's seed", "1");
    value("windows", "in each world, 1 to 50", "3");
    value("contest", "so many times all windows write one field of one case at once, instead of mischief", "0");
    value("flaps", "so many times a link is cut for a moment, instead of mischief", "0");
    value("clones", "so many times a window's disk is copied and both work on, instead of mischief", "0");
    value("break", "a fault to put in", "");
    parser.addOption({QStringLiteral("storm"), QStringLiteral("a day of 429 and 5xx instead of mischief")});
    parser.addOption({QStringLiteral("trace"), QStringLiteral("says everything that happens")});
    parser.addOption({QStringLiteral("json"), QStringLiteral("figures as JSON")});
    parser.process(application);
    Wish wish;
    wish.seeds = parser.value(QStringLiteral("seeds")).toULongLong();
    wish.first = parser.value(QStringLiteral("first-seed")).toULongLong();
    wish.options.windows = parser.value(QStringLiteral("windows")).toInt();
    wish.options.spoken = parser.isSet(QStringLiteral("trace"));
    wish.storm = parser.isSet(QStringLiteral("storm"));
    wish.contest = parser.value(QStringLiteral("contest")).toInt();
    wish.clones = parser.value(QStringLiteral("clones")).toInt();
    wish.flaps = parser.value(QStringLiteral("flaps")).toInt();
    wish.json = parser.isSet(QStringLiteral("json"));
    const QString name = parser.value(QStringLiteral("break"));
    const auto broken = name.isEmpty() ? Break::None : breakNamed(name);
    if (!broken || wish.seeds == 0 || wish.options.windows < 1 || wish.options.windows > 50
        || (wish.clones > 0 && wish.options.windows < 2))
        return std::nullopt;
    wish.options.broken = *broken;
    return wish;
}

void tell(const Wish &wish, const Sum &sum, qint64 realMs, const QString &lastTrace)
{
    const double hours = static_cast<double>(sum.virtualMs) / 3'600'000.0;
    const double seconds = static_cast<double>(std::max<qint64>(1, realMs)) / 1000.0;
    const QJsonObject json{{QStringLiteral("seeds"), static_cast<qint64>(wish.seeds)},
                           {QStringLiteral("firstSeed"), static_cast<qint64>(wish.first)},
                           {QStringLiteral("windows"), wish.options.windows},
                           {QStringLiteral("virtualHours"), hours},
                           {QStringLiteral("realSeconds"), seconds},
                           {QStringLiteral("timesFasterThanLife"), hours * 3600 / seconds},
                           {QStringLiteral("calls"), sum.calls},
                           {QStringLiteral("savesAcknowledged"), sum.operations},
                           {QStringLiteral("crashes"), sum.crashes},
                           {QStringLiteral("restores"), sum.restores},
                           {QStringLiteral("clockJumps"), sum.clockJumps},
                           {QStringLiteral("flips"), sum.flips},
                           {QStringLiteral("mendings"), sum.mendings},
                           {QStringLiteral("operationsLostWithTheirPage"), sum.lost},
                           {QStringLiteral("slowestDrainMs"), sum.slowestDrainMs},
                           {QStringLiteral("lastTrace"), lastTrace},
                           {QStringLiteral("failed"), sum.failed}};
    if (wish.json) {
        std::puts(QJsonDocument(json).toJson(QJsonDocument::Indented).constData());
        return;
    }
    std::printf("%llu seeds from %llu, %d windows: %lld failed; %.1f hours in %.1f s (%.0f times faster than life), "
                "%lld calls, %lld saves, %d crashes, %d restores, %d clock jumps, %d flips (%d mendings, %d operations "
                "lost with "
                "their page), slowest drain %lld ms; last trace %s\n",
                static_cast<unsigned long long>(wish.seeds), static_cast<unsigned long long>(wish.first),
                wish.options.windows, static_cast<long long>(sum.failed.size()), hours, seconds, hours * 3600 / seconds,
                static_cast<long long>(sum.calls), static_cast<long long>(sum.operations), sum.crashes, sum.restores,
                sum.clockJumps, sum.flips, sum.mendings, sum.lost, static_cast<long long>(sum.slowestDrainMs),
                qPrintable(lastTrace));
}

} // namespace

int main(int argc, char *argv[])
{
    QHashSeed::setDeterministicGlobalSeed();
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication application(argc, argv);
    const auto wish = wishFrom(application);
    if (!wish) {
        std::fputs("yichuang-chaos: see --help\n", stderr);
        return 2;
    }
    QLoggingCategory::setFilterRules(QStringLiteral("yichuang.*=false"));
    const auto ground = layGround(wish->options.windows);
    if (!ground) {
        std::fprintf(stderr, "yichuang-chaos: %s\n", qPrintable(describe(ground.error())));
        return 2;
    }
    Sum sum;
    QString lastTrace;
    QElapsedTimer clock;
    clock.start();
    for (quint64 seed = wish->first; seed < wish->first + wish->seeds; ++seed) {
        RunOptions options = wish->options;
        options.seed = seed;
        World world(**ground, options);
        const RunReport report = wish->storm         ? world.runStorm()
                                 : wish->contest > 0 ? world.runContest(wish->contest)
                                 : wish->flaps > 0   ? world.runFlaps(wish->flaps)
                                 : wish->clones > 0  ? world.runClones(wish->clones)
                                                     : world.run();
        lastTrace = report.trace;
        add(sum, *wish, report);
    }
    tell(*wish, sum, clock.elapsed(), lastTrace);
    return sum.failed.isEmpty() ? 0 : 1;
}
