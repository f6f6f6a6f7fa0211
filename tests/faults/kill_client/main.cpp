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
constexpr int killsOfWholeJob = 12;

struct Orders {
    Cast cast;
    int kills = 0;
    int renewals = 0; ///< kills in renewals of the key, behind the others
    quint32 firstSeed = 1;
};

std::optional<Orders> ordersFrom(const QStringList &arguments)
{
    QCommandLineParser parser;
    const auto withValue = [](const char *name, const char *fallback = "") {
        const QString text = QString::fromLatin1(name);
        return QCommandLineOption{text, text, text, QString::fromLatin1(fallback)};
    };
    parser.addOptions({withValue("client"), withValue("server"), withValue("admin"), withValue("out"),
                       withValue("kills", "50"), withValue("renewals", "0"), withValue("first-seed", "1")});
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
    orders.renewals = parser.value(QLatin1String("renewals")).toInt();
    orders.firstSeed = parser.value(QLatin1String("first-seed")).toUInt();
    return orders;
}

/// One hall, its window and the chance of its seed.
class Scene
{
public:
    Scene(const Orders &orders, quint32 seed) : m_seed(seed), m_stage(orders.cast), m_out(orders.cast.out) {}

    /// Half of the halls begin with the whole job, a kill after each step; then short ones, killed after each step and
    /// at moments from 0 to 400 ms after F9, half of them off line. How many were survived; nothing where one was not.
    std::optional<int> playJobs(int kills)
    {
        return play([&] {
            if (m_seed % 2 == 1 && kills >= killsOfWholeJob)
                m_survival.killBetweenSteps();
            while (m_survival.kills() < kills) {
                m_stage.hall().addTickets(1);
                const int longest = std::array{8, 60, 400}.at(m_dice.bounded(3U));
                const bool offline = m_dice.bounded(2) == 0;
                m_survival.killThroughShortJob(m_dice.bounded(longest), offline);
            }
        });
    }
    /// One case that waits while the window's key is renewed again and again.
    std::optional<int> playRenewals(int kills)
    {
        const auto survived = play([&] { m_survival.killInRenewals(kills); });
        if (survived)
            std::printf("seed %u: %d new keys, %d kills before the sealing was done\n", m_seed, m_survival.renewals(),
                        m_survival.killsWithinRenewals());
        return survived;
    }

private:
    template <typename Play>
    std::optional<int> play(Play part)
    {
        try {
            m_stage.window().open();
            job::signIn(m_stage);
            part();
        } catch (const Shortfall &shortfall) {
            std::printf("FAILED, seed %u, after %d kills: %s\n", m_seed, m_survival.kills(),
                        qPrintable(shortfall.words()));
            describe();
            return {};
        }
        std::printf("seed %u: %d kills survived\n", m_seed, m_survival.kills());
        std::fflush(stdout);
        return m_survival.kills();
    }
    void describe()
    {
        try {
            m_stage.window().picture(m_out + QStringLiteral("/failed.png"));
            m_stage.window().describe(m_out + QStringLiteral("/failed.txt"));
        } catch (const Shortfall &) {
            std::puts("no picture of it");
        }
    }

    quint32 m_seed;
    QRandomGenerator m_dice{m_seed};
    Stage m_stage;
    Survival m_survival{m_stage, m_dice};
    QString m_out;
};

int survive(const Orders &orders)
{
    QDir().mkpath(orders.cast.out);
    quint32 seed = orders.firstSeed;
    int kills = 0;
    for (; kills < orders.kills; ++seed) {
        const auto survived = Scene(orders, seed).playJobs(std::min(orders.kills - kills, killsAHall));
        if (!survived)
            return 1;
        kills += *survived;
    }
    for (int left = orders.renewals; left > 0; ++seed) {
        const auto survived = Scene(orders, seed).playRenewals(std::min(left, killsAHall));
        if (!survived)
            return 1;
        left -= *survived;
        kills += *survived;
    }
    std::printf("%d kills survived, seeds %u to %u\n", kills, orders.firstSeed, seed - 1);
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    const auto orders = ordersFrom(QGuiApplication::arguments());
    if (!orders) {
        std::fputs("usage: yichuang-kill-client --client PATH --server PATH --admin PATH --out DIR [--kills N]"
                   " [--renewals N] [--first-seed S]\n",
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
