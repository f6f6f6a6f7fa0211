// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/search_figures.h"

#include "app/domain/identifiers/identifier.h"
#include "app/domain/matter.h"
#include "app/domain/search/matter_search.h"
#include "tests/bench/figures.h"
#include "tests/bench/many_matters.h"

#include <QFile>

#include <algorithm>
#include <ctime>

namespace yichuang::bench
{
namespace
{

constexpr int matterCount = 10'000;
constexpr double limitMs = 5;
constexpr int shown = 12;

QByteArray contentOf(const char *path)
{
    QFile file(QStringLiteral(YICHUANG_SOURCE_DIR "/") + QLatin1String(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Processor milliseconds of this thread.
double spentMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

template <typename Work>
double costMs(const Work &work)
{
    const double before = spentMs();
    work();
    return spentMs() - before;
}

/// Every text that stands in the search field while the queries of the list are typed.
QStringList keystrokes()
{
    QStringList typed;
    const QStringList lines =
        QString::fromUtf8(contentOf("tests/unit/domain/search/queries.tsv")).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QString query = line.section(u'\t', 0, 0);
        for (qsizetype length = 1; length <= query.size() && !line.startsWith(u'#'); ++length)
            typed << query.left(length);
    }
    return typed;
}

QList<MatterEntry> entries()
{
    QList<MatterEntry> all;
    const Catalogue catalogue = catalogueFromJson(manyMatters(matterCount)).value_or(Catalogue());
    for (const Matter &matter : catalogue.matters)
        all.append({matter.code, matter.name, matter.department, matter.keywords, 0});
    return all;
}

double share(QList<double> values, int percent)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    return values.at(std::min(values.size() - 1, values.size() * percent / 100));
}

/// What a keystroke costs: the least of the runs, which is what it costs when nobody else has the core's caches.
struct Keystroke {
    double searchMs = 1e9;
    double scanMs = 1e9;
    bool slipped = false;
};

Keystroke measured(const MatterSearch &search, const QString &typed, int runs, qint64 &kept)
{
    Keystroke one;
    for (int run = 0; run < runs; ++run) {
        QList<MatterHit> hits;
        one.searchMs = std::min(one.searchMs, costMs([&] { hits = search.find(typed, shown); }));
        one.slipped = hits.isEmpty() || hits.first().kind >= MatchKind::Mixed;
        one.scanMs = std::min(one.scanMs, costMs([&] {
                                  for (const MatterEntry &entry : search.entries())
                                      kept += entry.name.contains(typed) ? 1 : 0;
                              }));
    }
    return one;
}

} // namespace

QJsonObject searchFigure(int runs)
{
    const auto readings = PinyinReadings::fromTsv(contentOf("resources/pinyin/readings.tsv"));
    const QList<MatterEntry> matters = entries();
    double indexMs = 0;
    std::optional<MatterSearch> search;
    indexMs = costMs([&] { search.emplace(matters, readings.value_or(PinyinReadings())); });
    QList<double> all;
    QList<double> scans;
    QList<double> slipped;
    qint64 kept = 0;
    const QStringList typed = keystrokes();
    for (const QString &text : typed) {
        const Keystroke one = measured(*search, text, std::max(3, runs), kept);
        all.append(one.searchMs);
        scans.append(one.scanMs);
        if (one.slipped)
            slipped.append(one.searchMs);
    }
    return {{QStringLiteral("figure"), QStringLiteral("search")},
            {QStringLiteral("matters"), static_cast<int>(matters.size())},
            {QStringLiteral("keystrokes"), static_cast<int>(typed.size())},
            {QStringLiteral("indexMs"), indexMs},
            {QStringLiteral("keystrokeMsP50"), share(all, 50)},
            {QStringLiteral("keystrokeMsP99"), share(all, 99)},
            {QStringLiteral("keystrokeMsMost"), share(all, 100)},
            {QStringLiteral("notFoundAsTyped"), static_cast<int>(slipped.size())},
            {QStringLiteral("notFoundAsTypedMsP50"), share(slipped, 50)},
            {QStringLiteral("limitMs"), limitMs},
            {QStringLiteral("substringScanMsP50"), share(scans, 50)},
            {QStringLiteral("substringScanMsP99"), share(scans, 99)},
            {QStringLiteral("ratioToSubstringScan"), median(all) / std::max(1e-9, median(scans))},
            {QStringLiteral("kept"), static_cast<double>(kept % 1000)}};
}

QJsonObject identifyFigure(int runs)
{
    const Regions regions =
        Regions::fromTsv(contentOf("resources/regions/region-codes-1980-2020.tsv")).value_or(Regions());
    const QDate today(2026, 11, 23);
    QStringList texts;
    for (const char *text : {"11010519491231002X", "440524188001010014", "KAZ110090123105", "91350100M000100Y43",
                             "196720244", "H12345678", "12345678", "E12345678", "130102", "130102001003",
                             "12441500196720244T3442199806003", "12441500196720244T3442199806003202611230001",
                             "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
                             "130102-03-1-261123-0001-3", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"}) {
        texts << QString::fromLatin1(text);
        texts << QString::fromLatin1(text).replace(5, 1, u'O');
    }
    constexpr int rounds = 2000;
    double ours = 1e9;
    double copies = 1e9;
    qint64 kept = 0;
    for (int run = 0; run < std::max(3, runs); ++run) {
        ours = std::min(ours, costMs([&] {
                            for (int i = 0; i < rounds; ++i) {
                                for (const QString &text : std::as_const(texts))
                                    kept += identify(text, today, regions).valid ? 1 : 0;
                            }
                        }));
        copies = std::min(copies, costMs([&] {
                              for (int i = 0; i < rounds; ++i) {
                                  for (const QString &text : std::as_const(texts))
                                      kept += text.toUpper().size();
                              }
                          }));
    }
    const double count = static_cast<double>(rounds) * static_cast<double>(texts.size());
    return {{QStringLiteral("figure"), QStringLiteral("identify")},
            {QStringLiteral("texts"), count},
            {QStringLiteral("perSecond"), count / std::max(1e-9, ours / 1000)},
            {QStringLiteral("microsecondsEach"), ours * 1000 / count},
            {QStringLiteral("ratioToUpperCaseCopy"), ours / std::max(1e-9, copies)},
            {QStringLiteral("kept"), static_cast<double>(kept % 1000)}};
}

} // namespace yichuang::bench
