// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/figures.h"
#include "tests/ui/tour/counter.h"
#include "tests/ui/tour/shortfall.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace yichuang::bench
{
namespace
{

using namespace tour;

constexpr int firstWindowMs = 30'000;
constexpr int stillMs = 1'000;

struct Memory {
    double rssMiB = 0;
    double pssMiB = 0;
};

struct Contestant {
    QString name;
    QString program;
    QStringList arguments;
    QProcessEnvironment environment;
    QList<double> startMs;
    QList<double> rssMiB;
    QList<double> pssMiB;
    QList<double> withChildrenMiB;
};

Memory memoryOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/smaps_rollup").arg(pid));
    Memory memory;
    if (!file.open(QIODevice::ReadOnly))
        return memory;
    const QString text = QString::fromLatin1(file.readAll());
    const auto value = [&text](const char *name) {
        const QRegularExpression line(QStringLiteral("(?m)^%1:\\s+(\\d+) kB").arg(QLatin1String(name)));
        return line.match(text).captured(1).toDouble() / 1024.0;
    };
    memory.rssMiB = value("Rss");
    memory.pssMiB = value("Pss");
    return memory;
}

double pssOfChildren(qint64 pid)
{
    double sum = 0;
    QFile file(QStringLiteral("/proc/%1/task/%1/children").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return sum;
    for (const QByteArray &child : file.readAll().split(' ')) {
        if (child.trimmed().toLongLong() > 0)
            sum += memoryOf(child.trimmed().toLongLong()).pssMiB;
    }
    return sum;
}

void awaitStill(qint64 pid)
{
    double last = 0;
    qint64 since = steadyNs();
    waitUntil(QStringLiteral("memory stands still"), [&] {
        const double now = memoryOf(pid).rssMiB;
        if (now != last) {
            last = now;
            since = steadyNs();
        }
        return steadyNs() - since > stillMs * 1'000'000LL;
    });
}

void runOnce(Contestant &contestant, XDisplay &display, const QString &errors)
{
    const qint64 begun = steadyNs();
    Running program(contestant.program, contestant.arguments, contestant.environment, errors);
    while (display.windowsOf(program.pid()).isEmpty())
        demand(steadyNs() - begun < firstWindowMs * 1'000'000LL, contestant.name + QStringLiteral(" opens no window"));
    contestant.startMs.append(static_cast<double>(steadyNs() - begun) / 1e6);
    awaitStill(program.pid());
    const Memory memory = memoryOf(program.pid());
    contestant.rssMiB.append(memory.rssMiB);
    contestant.pssMiB.append(memory.pssMiB);
    contestant.withChildrenMiB.append(memory.pssMiB + pssOfChildren(program.pid()));
    program.kill();
}

QProcessEnvironment plain()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    environment.remove(QStringLiteral("QT_LINUX_ACCESSIBILITY_ALWAYS_ON"));
    return environment;
}

} // namespace

QList<QJsonObject> startAndMemory(Stage &stage, const QString &bareWindow, int runs)
{
    QProcessEnvironment ownHome = plain();
    ownHome.insert(QStringLiteral("HOME"), stage.path(QStringLiteral("home")));
    QDir().mkpath(stage.path(QStringLiteral("home")));
    Contestant client{QStringLiteral("yichuang"),
                      stage.cast().client,
                      {QStringLiteral("--config"), stage.path(QStringLiteral("window.json"))},
                      plain(),
                      {},
                      {},
                      {},
                      {}};
    Contestant peer{QStringLiteral("keepassxc"), QStringLiteral("keepassxc"), {}, ownHome, {}, {}, {}, {}};
    Contestant bare{QStringLiteral("bare Qt window"), bareWindow, {}, plain(), {}, {}, {}, {}};
    XDisplay &display = stage.window().display();
    for (int turn = 0; turn <= runs; ++turn) {
        for (Contestant *contestant : {&client, &peer, &bare})
            runOnce(*contestant, display, stage.path(QStringLiteral("bench.err")));
        if (turn == 0) { // the first turn fills the caches
            for (Contestant *contestant : {&client, &peer, &bare}) {
                for (QList<double> *values :
                     {&contestant->startMs, &contestant->rssMiB, &contestant->pssMiB, &contestant->withChildrenMiB})
                    values->clear();
            }
        }
    }
    const double start = median(client.startMs);
    const double rss = median(client.rssMiB);
    return {{{QStringLiteral("figure"), QStringLiteral("startToWindow")},
             {QStringLiteral("ms"), start},
             {QStringLiteral("keepassxcMs"), median(peer.startMs)},
             {QStringLiteral("bareQtMs"), median(bare.startMs)},
             {QStringLiteral("ratio"), start / median(peer.startMs)},
             {QStringLiteral("goal"), 0.8},
             {QStringLiteral("runs"), runs}},
            {{QStringLiteral("figure"), QStringLiteral("residentMemory")},
             {QStringLiteral("rssMiB"), rss},
             {QStringLiteral("pssMiB"), median(client.pssMiB)},
             {QStringLiteral("pssWithChildrenMiB"), median(client.withChildrenMiB)},
             {QStringLiteral("keepassxcRssMiB"), median(peer.rssMiB)},
             {QStringLiteral("keepassxcPssMiB"), median(peer.pssMiB)},
             {QStringLiteral("bareQtRssMiB"), median(bare.rssMiB)},
             {QStringLiteral("ratio"), rss / median(peer.rssMiB)},
             {QStringLiteral("goal"), 0.8},
             {QStringLiteral("runs"), runs}}};
}

} // namespace yichuang::bench
