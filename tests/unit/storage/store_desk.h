// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/ledger.h"
#include "app/storage/local_store.h"
#include "tests/fakes/manual_clock.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

namespace yichuang::desk
{

// Invented people. The numbers are published test vectors.
inline const QString holderName = QStringLiteral("欧阳试样");
inline const QString holderNumber = QStringLiteral("11010519491231002X");
inline const QString holderPhone = QStringLiteral("13900001234");
inline const QString holderAddress = QStringLiteral("样例区测试路九十九号");

QJsonObject applicant(const QString &name = holderName);

OperationDraft opened(const QString &matter = QStringLiteral("1100000000000000000000000000001"));

OperationDraft field(const QString &key, const QString &value);

OperationDraft material(const PageRef &page);

CommitRequest request(const QString &caseId, QList<OperationDraft> drafts, const QString &clerk = QStringLiteral("li"));

CommitRequest newCase(const QString &clerk = QStringLiteral("li"), const QString &name = holderName);

/// A store in a folder that goes with it.
struct Site {
    explicit Site(Suite suite = Suite::International);
    ~Site();
    [[nodiscard]] StoreSurroundings surroundings();
    [[nodiscard]] std::unique_ptr<Ledger> closedLedger();
    [[nodiscard]] std::unique_ptr<Ledger> ledger();
    /// What a power cut would leave: the files as they lie, while the store is open.
    [[nodiscard]] std::unique_ptr<Site> image() const;
    /// Every byte on the disk.
    [[nodiscard]] QByteArray allBytes() const;

    QTemporaryDir folder;
    ManualClock clock{QDateTime(QDate(2026, 11, 23), QTime(1, 0), Qt::UTC)};
    StoreKeys keys;
    StoreIdentity identity;
    StorePlace place;
};

/// The centre's side: a feed with its numbers, and no rules.
class Feed
{
public:
    Feed();
    ~Feed();

    Change take(const Operation &operation);
    /// An operation made elsewhere.
    Change foreign(const QString &caseId, OperationKind kind, const QJsonObject &payload = {},
                   Actor actor = Actor::Centre, const QString &clerk = QStringLiteral("zhao"));
    static OperationVerdict applied(const Change &change);
    static OperationVerdict refused(const Operation &operation, Fault fault);
    [[nodiscard]] QString cursor() const { return QStringLiteral("1:%1").arg(m_sequence); }
    [[nodiscard]] QList<Change> all() const { return m_changes; }

private:
    ManualClock m_clock{QDateTime(QDate(2026, 11, 23), QTime(2, 0), Qt::UTC)};
    qint64 m_sequence = 0;
    qint64 m_foreign = 0;
    QHash<QString, qint64> m_versions;
    QList<Change> m_changes;
};

} // namespace yichuang::desk

/// Fails the test where the result is a reason; its value otherwise.
#define TAKE(name, ...)                                                                                                \
    auto name##Result = (__VA_ARGS__);                                                                                 \
    if (!name##Result)                                                                                                 \
        QFAIL(qPrintable(yichuang::describe(name##Result.error())));                                                   \
    [[maybe_unused]] auto name = *std::move(name##Result)

#define WORKS(...)                                                                                                     \
    do {                                                                                                               \
        const auto worksResult = (__VA_ARGS__);                                                                        \
        if (!worksResult)                                                                                              \
            QFAIL(qPrintable(yichuang::describe(worksResult.error())));                                                \
    } while (false)

#define FAILS_WITH(expected, ...)                                                                                      \
    do {                                                                                                               \
        const auto failsResult = (__VA_ARGS__);                                                                        \
        QVERIFY2(!failsResult, #__VA_ARGS__);                                                                          \
        QCOMPARE(yichuang::faultName(failsResult.error().fault), yichuang::faultName(expected));                       \
    } while (false)
