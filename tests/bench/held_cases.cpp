// SPDX-License-Identifier: Apache-2.0
#include "app/domain/applicant.h"
#include "app/domain/search/pinyin_readings.h"
#include "app/storage/local_store.h"
#include "app/workflows/cases_flow.h"
#include "tests/bench/figures.h"
#include "tests/bench/store_figures.h"
#include "tests/fakes/case_samples.h"
#include "tests/ui/tour/counter.h"

#include <random>

namespace yichuang::bench
{
namespace
{

constexpr int fewCases = 1'000;
constexpr int casesAtOnce = 500;
constexpr int shownCases = CasesFlow::shownAtOnce;
constexpr double frameMs = 16;

const QString clerk = QStringLiteral("lixiaowen");
const QString surnames =
    QStringLiteral("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕");
const QString given =
    QStringLiteral("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国红志文海燕春雪梅晓东鹏飞");

/// What a clerk may look for.
struct Sought {
    QString receipt;
    QString caseNumber;
    QString name;
    QString initials;
    QString idNumber;
};

double msSince(qint64 beginNs)
{
    return static_cast<double>(tour::steadyNs() - beginNs) / 1e6;
}

/// Cases of another window, as the feed brings them.
class OtherWindow
{
public:
    OtherWindow() : m_matters(samples::catalogue().matters) {}

    QList<Change> next(int cases)
    {
        QList<Change> changes;
        while (cases-- > 0)
            addCase(changes);
        return changes;
    }
    [[nodiscard]] QString cursor() const { return QStringLiteral("1:%1").arg(m_sequence); }
    [[nodiscard]] const QList<Sought> &made() const { return m_made; }

private:
    void addCase(QList<Change> &changes)
    {
        ++m_cases;
        const auto pick = [this](const QString &from) {
            return QString(from.at(static_cast<qsizetype>(m_dice() % static_cast<quint64>(from.size()))));
        };
        const QDateTime at = QDateTime(QDate(2026, 1, 5), QTime(1, 0), Qt::UTC).addSecs(m_cases * 60);
        Sought made;
        made.name = pick(surnames) + pick(given) + pick(given);
        made.idNumber = QStringLiteral("1301021985%1").arg(m_cases, 8, 10, QLatin1Char('0'));
        made.receipt = QStringLiteral("130102-07-001-%1-%2-%3")
                           .arg(at.toString(QStringLiteral("yyMMdd")))
                           .arg(m_cases % 10'000, 4, 10, QLatin1Char('0'))
                           .arg(m_cases % 10);
        made.caseNumber = QStringLiteral("130102%1%2").arg(at.date().year()).arg(m_cases, 7, 10, QLatin1Char('0'));
        m_made.append(made);
        Applicant applicant = samples::wang();
        applicant.name = made.name;
        applicant.idNumber = made.idNumber;
        const QString id = newId(m_clock, m_random);
        const QString matter = m_matters.at(m_cases % m_matters.size()).code;
        qint64 version = 0;
        const auto add = [&](OperationKind kind, const QJsonObject &payload, Actor actor = Actor::Clerk) {
            Operation operation = samples::operation(++m_operations, kind, payload, actor);
            operation.id = newId(m_clock, m_random);
            operation.caseId = id;
            operation.device = QStringLiteral("window-7");
            operation.wallTime = at;
            changes.append({++m_sequence, ++version, operation});
        };
        add(OperationKind::Opened, samples::opened(1, matter).payload);
        add(OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(applicant)}});
        add(OperationKind::Received, {{QStringLiteral("receipt"), made.receipt},
                                      {QStringLiteral("receivedAt"), at.toString(Qt::ISODateWithMs)}});
        add(OperationKind::Numbered, {{QStringLiteral("caseNumber"), made.caseNumber}}, Actor::Centre);
    }

    const SystemClock m_clock;
    const RandomSource m_random = systemRandom();
    QList<Matter> m_matters;
    std::mt19937_64 m_dice{7}; // the same cases in every run
    int m_cases = 0;
    int m_operations = 0;
    qint64 m_sequence = 0;
    QList<Sought> m_made;
};

/// A store in a folder that can be opened again and again.
class Site
{
public:
    Site(QString folder, InitialsOf initials) : m_folder(std::move(folder)), m_initials(std::move(initials))
    {
        m_keys.master = Secret::random();
        const auto signing = SigningKey::generate(Suite::International);
        tour::demand(signing.has_value(), QStringLiteral("no signing key"));
        m_keys.signing = *signing;
    }
    [[nodiscard]] std::unique_ptr<LocalStore> store() const
    {
        return std::make_unique<LocalStore>(
            StorePlace{m_folder, 0}, m_keys,
            StoreIdentity{QStringLiteral("bench-device"), QStringLiteral("130102"), 3, 1},
            StoreSurroundings{&m_clock, systemRandom(), {}, m_initials});
    }
    /// Gives what was made.
    QList<Sought> fill(int cases) const
    {
        OtherWindow other;
        const auto filled = store();
        waited(filled->open());
        for (int left = cases; left > 0; left -= casesAtOnce) {
            const QList<Change> changes = other.next(std::min(left, casesAtOnce));
            waited(filled->applyChanges(changes, other.cursor()));
        }
        return other.made();
    }
    /// Milliseconds until the first page is there, and the store that showed it.
    [[nodiscard]] std::pair<double, std::unique_ptr<LocalStore>> open() const
    {
        const qint64 begun = tour::steadyNs();
        auto opened = store();
        waited(opened->open());
        const auto page = waited(opened->list(clerk, {}, shownCases));
        const double ms = msSince(begun);
        tour::demand(page.size() == shownCases, QStringLiteral("the first page is not whole"));
        return {ms, std::move(opened)};
    }

private:
    QString m_folder;
    InitialsOf m_initials;
    SystemClock m_clock;
    StoreKeys m_keys;
};

InitialsOf shippedInitials()
{
    const auto readings = PinyinReadings::fromTsv(samples::resource(QStringLiteral("pinyin/readings.tsv")));
    tour::demand(readings.has_value(), QStringLiteral("no table of readings"));
    return [table = *readings](char32_t character) {
        QByteArray initials;
        for (const QByteArray &reading : table.readings(character))
            initials.append(reading.at(0));
        return initials;
    };
}

/// One reading a character is typed.
QString initialsOf(const QString &name, const InitialsOf &initials)
{
    QString typed;
    for (const QChar character : name)
        typed.append(QLatin1Char(initials(character.unicode()).at(0)));
    return typed;
}

QJsonObject lookUps(LocalStore &store, const QList<Sought> &made, const InitialsOf &initials, int runs)
{
    std::mt19937_64 dice(11); // the same look-ups in every run
    QJsonObject figure{{QStringLiteral("figure"), QStringLiteral("lookUpAmongMany")},
                       {QStringLiteral("cases"), made.size()},
                       {QStringLiteral("goal"), frameMs},
                       {QStringLiteral("runs"), runs}};
    QList<double> all;
    const auto measure = [&](const char *name, const auto &typedFor, bool mustFind) {
        QList<double> took;
        for (int run = 0; run < runs; ++run) {
            const Sought &one = made.at(static_cast<qsizetype>(dice() % static_cast<quint64>(made.size())));
            const QString typed = typedFor(one);
            const qint64 begun = tour::steadyNs();
            const auto found = waited(store.list(clerk, typed, shownCases));
            took.append(msSince(begun));
            tour::demand(found.isEmpty() != mustFind, QStringLiteral("looked up in vain: ") + QLatin1String(name));
        }
        all += took;
        figure.insert(QLatin1String(name) + QStringLiteral("Ms"), median(took));
    };
    measure("receiptNumber", [](const Sought &one) { return one.receipt; }, true);
    measure("endOfReceiptNumber", [](const Sought &one) { return one.receipt.right(6); }, true);
    measure("caseNumber", [](const Sought &one) { return one.caseNumber; }, true);
    measure("idNumber", [](const Sought &one) { return one.idNumber; }, true);
    measure("name", [](const Sought &one) { return one.name; }, true);
    measure("surname", [](const Sought &one) { return one.name.left(1); }, true);
    measure("initials", [&](const Sought &one) { return initialsOf(one.name, initials); }, true);
    measure("oneDigit", [](const Sought &) { return QStringLiteral("1"); }, true);
    measure("nothing", [](const Sought &) { return QStringLiteral("130102-99"); }, false);
    figure.insert(QStringLiteral("p95Ms"), nearlyWorst(all));
    return figure;
}

} // namespace

QList<QJsonObject> heldCases(const QString &folder, const Amounts &amounts, int runs)
{
    const InitialsOf initials = shippedInitials();
    const Site few(folder + QStringLiteral("/few-cases"), initials);
    const Site many(folder + QStringLiteral("/many-cases"), initials);
    (void)few.fill(fewCases);
    const qint64 begun = tour::steadyNs();
    const QList<Sought> made = many.fill(amounts.heldCases);
    const double fillMs = msSince(begun);
    QList<double> fewTook;
    QList<double> manyTook;
    for (int run = 0; run <= runs; ++run) {
        const double fewMs = few.open().first;
        const double manyMs = many.open().first;
        if (run > 0) { // the first turn warms the files
            fewTook.append(fewMs);
            manyTook.append(manyMs);
        }
    }
    const QJsonObject opening{{QStringLiteral("figure"), QStringLiteral("openWithCases")},
                              {QStringLiteral("cases"), amounts.heldCases},
                              {QStringLiteral("ms"), median(manyTook)},
                              {QStringLiteral("fewCases"), fewCases},
                              {QStringLiteral("fewMs"), median(fewTook)},
                              {QStringLiteral("ratio"), median(manyTook) / median(fewTook)},
                              {QStringLiteral("goal"), 1.5},
                              {QStringLiteral("fillMs"), fillMs},
                              {QStringLiteral("runs"), runs}};
    const auto store = many.open().second;
    const qint64 asked = tour::steadyNs();
    (void)waited(store->matterUses()); // all can be found from here on
    const double readMs = msSince(asked);
    QJsonObject found = lookUps(*store, made, initials, 4 * runs);
    found.insert(QStringLiteral("readAllMs"), readMs);
    return {opening, found};
}

} // namespace yichuang::bench
