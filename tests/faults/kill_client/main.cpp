// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/kill_client/survival.h"
#include "tests/ui/tour/shortfall.h"

#include <QCommandLineParser>
#include <QDir>
#include <QGuiApplication>
#include <QRandomGenerator>

#include <array>
#include <cstdio>

using namespace yichuang::tour;

namespace
{

/// The session of the other desk, which looks at what the centre has, lasts ten minutes.
constexpr int killsAHall = 24;

struct Orders {
    Cast cast;
    bool between = true;
    QList<int> delays; ///< ms after F9, on line and off line by turns
    int kills = 0;     ///< where given: so many, by chance
    quint32 seed = 1;
};

std::optional<Orders> ordersFrom(const QStringList &arguments)
{
    QCommandLineParser parser;
    const auto withValue = [](const char *name, const char *fallback = "") {
        const QString text = QString::fromLatin1(name);
        return QCommandLineOption{text, text, text, QString::fromLatin1(fallback)};
    };
    parser.addOptions({withValue("client"), withValue("server"), withValue("admin"), withValue("out"),
                       withValue("after-f9", "2,40"), withValue("kills", "0"), withValue("seed", "1"),
                       QCommandLineOption(QStringLiteral("only-f9"))});
    if (!parser.parse(arguments))
        return {};
    const auto path = [&parser](const char *name) {
        return QDir::current().absoluteFilePath(parser.value(QLatin1String(name)));
    };
    for (const char *needed : {"client", "server", "admin", "out"}) {
        if (parser.value(QLatin1String(needed)).isEmpty())
            return {};
    }
    Orders orders;
    orders.cast.client = path("client");
    orders.cast.server = path("server");
    orders.cast.admin = path("admin");
    orders.cast.out = path("out");
    orders.kills = parser.value(QLatin1String("kills")).toInt();
    orders.seed = parser.value(QLatin1String("seed")).toUInt();
    orders.between = !parser.isSet(QStringLiteral("only-f9"));
    for (const QString &delay : parser.value(QStringLiteral("after-f9")).split(QLatin1Char(','), Qt::SkipEmptyParts))
        orders.delays.append(delay.toInt());
    return orders;
}

/// Some short jobs in a hall of its own; half of the last kills off line, at moments from 0 to 400 ms after F9.
void playShortJobs(Stage &stage, Survival &survival, QRandomGenerator &dice, int kills)
{
    stage.window().open();
    job::signIn(stage);
    while (survival.kills() < kills) {
        stage.hall().addTickets(1);
        const int longest = std::array{8, 60, 400}.at(dice.bounded(3U));
        survival.killThroughShortJob(dice.bounded(longest), dice.bounded(2) == 0);
    }
}

void playInOrder(Stage &stage, Survival &survival, const Orders &orders)
{
    if (orders.between) {
        survival.killBetweenSteps();
    } else {
        stage.window().open();
        job::signIn(stage);
    }
    bool offline = false;
    for (const int delay : orders.delays) {
        survival.killInDecision(delay, offline);
        offline = !offline;
    }
}

/// One hall and its window; how many kills it survived, or nothing where it did not.
std::optional<int> survive(const Orders &orders, QRandomGenerator &dice, int kills)
{
    Stage stage(orders.cast);
    Survival survival(stage);
    try {
        if (kills > 0)
            playShortJobs(stage, survival, dice, kills);
        else
            playInOrder(stage, survival, orders);
    } catch (const Shortfall &shortfall) {
        std::printf("FAILED after %d kills: %s\n", survival.kills(), qPrintable(shortfall.words()));
        try {
            stage.window().picture(orders.cast.out + QStringLiteral("/failed.png"));
            stage.window().describe(orders.cast.out + QStringLiteral("/failed.txt"));
        } catch (const Shortfall &) {
            std::puts("no picture of it");
        }
        return {};
    }
    return survival.kills();
}

int survive(const Orders &orders)
{
    QDir().mkpath(orders.cast.out);
    QRandomGenerator dice(orders.seed);
    int kills = 0;
    do {
        const auto survived = survive(orders, dice, std::min(orders.kills - kills, killsAHall));
        if (!survived)
            return 1;
        kills += *survived;
    } while (kills < orders.kills);
    std::printf("%d kills survived\n", kills);
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    const auto orders = ordersFrom(QGuiApplication::arguments());
    if (!orders) {
        std::fputs("usage: yichuang-kill-client --client PATH --server PATH --admin PATH --out DIR [--after-f9 MS,MS…]"
                   " [--only-f9] [--kills N [--seed N]]\n",
                   stderr);
        return 2;
    }
    try {
        return survive(*orders);
    } catch (const Shortfall &shortfall) {
        std::fprintf(stderr, "yichuang-kill-client: %s\n", qPrintable(shortfall.words()));
        return 1;
    }
}
