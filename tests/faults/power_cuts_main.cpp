// SPDX-License-Identifier: Apache-2.0
// The store under power cuts: yichuang-power-cuts --seeds N [--first-seed S] [--lying]. Ends with 0 where every promise
// was kept.
#include "app/base/log.h"
#include "tests/faults/power_cuts.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>

using namespace yichuang;

namespace
{

struct Wish {
    quint64 first = 1;
    quint64 seeds = 1;
    bool lying = false;
};

std::optional<Wish> wishFrom(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption seeds(QStringLiteral("seeds"), QStringLiteral("how many"), QStringLiteral("seeds"),
                                   QStringLiteral("1"));
    const QCommandLineOption first(QStringLiteral("first-seed"), QStringLiteral("the first seed"),
                                   QStringLiteral("first-seed"), QStringLiteral("1"));
    const QCommandLineOption lying(QStringLiteral("lying"), QStringLiteral("on a disk that does not sync"));
    parser.addOptions({seeds, first, lying});
    parser.process(application);
    bool isCount = false;
    bool isSeed = false;
    const Wish wish{parser.value(first).toULongLong(&isSeed), parser.value(seeds).toULongLong(&isCount),
                    parser.isSet(lying)};
    return isCount && isSeed && wish.seeds > 0 ? std::optional(wish) : std::nullopt;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto wish = wishFrom(application);
    if (!wish) {
        std::fputs("--seeds and --first-seed are numbers\n", stderr);
        return 2;
    }
    QLoggingCategory::setFilterRules(QStringLiteral("*=false"));
    PowerCuts cuts;
    CutReport sum;
    quint64 failed = 0;
    QElapsedTimer timer;
    timer.start();
    for (quint64 seed = wish->first; seed < wish->first + wish->seeds; ++seed) {
        const CutReport report = cuts.run(seed, wish->lying);
        sum.cuts += report.cuts;
        sum.answered += report.answered;
        sum.unanswered += report.unanswered;
        sum.kept += report.kept;
        if (report.problems.isEmpty())
            continue;
        ++failed;
        std::fprintf(stderr, "seed %llu (trace %s)\n", static_cast<unsigned long long>(seed),
                     report.trace.left(16).constData());
        for (const QString &problem : report.problems)
            std::fprintf(stderr, "  %s\n", qPrintable(problem));
        std::fprintf(stderr, "  again: yichuang-power-cuts --first-seed %llu%s\n",
                     static_cast<unsigned long long>(seed), wish->lying ? " --lying" : "");
    }
    std::printf("%llu seeds, %llu failed; %d cuts, %d saves answered, %d under way (%d of them kept whole); %.1f s\n",
                static_cast<unsigned long long>(wish->seeds), static_cast<unsigned long long>(failed), sum.cuts,
                sum.answered, sum.unanswered, sum.kept, static_cast<double>(timer.elapsed()) / 1000.0);
    return failed == 0 ? 0 : 1;
}
