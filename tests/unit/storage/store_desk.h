// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/ledger.h"
#include "app/storage/local_store.h"
#include "tests/fakes/manual_clock.h"

#include <QDir>
#include <QDirIterator>
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

inline QJsonObject applicant(const QString &name = holderName)
{
    Applicant someone;
    someone.name = name;
    someone.idNumber = holderNumber;
    someone.phone = holderPhone;
    someone.address = holderAddress;
    return {{QStringLiteral("applicant"), toJson(someone)}};
}

inline OperationDraft opened(const QString &matter = QStringLiteral("1100000000000000000000000000001"))
{
    return {OperationKind::Opened,
            {{QStringLiteral("matter"), matter},
             {QStringLiteral("situation"), QJsonObject()},
             {QStringLiteral("source"), QStringLiteral("window")}}};
}

inline OperationDraft field(const QString &key, const QString &value)
{
    return {OperationKind::FieldsSet, {{QStringLiteral("fields"), QJsonObject{{key, value}}}}};
}

inline OperationDraft material(const PageRef &page)
{
    const QJsonObject json{{QStringLiteral("blob"), page.blob},
                           {QStringLiteral("mime"), page.mime},
                           {QStringLiteral("name"), page.name},
                           {QStringLiteral("size"), page.size}};
    return {OperationKind::MaterialAdded,
            {{QStringLiteral("material"), QStringLiteral("plan")},
             {QStringLiteral("source"), QStringLiteral("scanned")},
             {QStringLiteral("pages"), QJsonArray{json}}}};
}

inline CommitRequest request(const QString &caseId, QList<OperationDraft> drafts,
                             const QString &clerk = QStringLiteral("li"))
{
    CommitRequest wish;
    wish.caseId = caseId;
    wish.clerk = clerk;
    wish.catalogueHash = QString(64, u'a');
    wish.drafts = std::move(drafts);
    return wish;
}

inline CommitRequest newCase(const QString &clerk = QStringLiteral("li"), const QString &name = holderName)
{
    return request({}, {opened(), {OperationKind::ApplicantSet, applicant(name)}}, clerk);
}

/// A store in a folder that goes with it.
struct Site {
    explicit Site(Suite suite = Suite::International)
    {
        keys.suite = suite;
        keys.master = Secret::random();
        keys.signing = SigningKey::generate(suite).value();
        identity = {QStringLiteral("device-1"), QStringLiteral("130102"), 3, 1};
        place.folder = folder.filePath(QStringLiteral("store"));
        place.ballastBytes = 64 * 1024;
    }
    [[nodiscard]] StoreSurroundings surroundings()
    {
        return {&clock, systemRandom(), [] { return qint64(7); }};
    }
    [[nodiscard]] std::unique_ptr<Ledger> closedLedger()
    {
        return std::make_unique<Ledger>(place, keys, identity, surroundings());
    }
    [[nodiscard]] std::unique_ptr<Ledger> ledger()
    {
        auto made = closedLedger();
        const auto done = made->open();
        if (!done)
            qFatal("open: %s", qPrintable(describe(done.error())));
        return made;
    }
    /// What a power cut would leave: the files as they lie, while the store is open.
    [[nodiscard]] std::unique_ptr<Site> image() const
    {
        auto copy = std::make_unique<Site>(keys.suite);
        copy->keys = keys;
        copy->identity = identity;
        QDir source(place.folder);
        QDirIterator files(place.folder, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString file = files.next();
            const QString to = copy->place.folder + u'/' + source.relativeFilePath(file);
            QDir().mkpath(QFileInfo(to).absolutePath());
            QFile::copy(file, to);
        }
        return copy;
    }
    /// Every byte on the disk.
    [[nodiscard]] QByteArray allBytes() const
    {
        QByteArray all;
        QDirIterator files(place.folder, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            all += file.fileName().toUtf8() + '\n';
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }

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
    Change take(const Operation &operation)
    {
        Change change{++m_sequence, ++m_versions[operation.caseId], operation};
        m_changes.append(change);
        return change;
    }
    /// An operation made elsewhere.
    Change foreign(const QString &caseId, OperationKind kind, const QJsonObject &payload = {},
                   Actor actor = Actor::Centre, const QString &clerk = QStringLiteral("zhao"))
    {
        Operation operation;
        operation.id = newId(m_clock, systemRandom());
        operation.device = actor == Actor::Centre ? QStringLiteral("centre") : QStringLiteral("device-2");
        operation.deviceSequence = ++m_foreign;
        operation.caseId = caseId;
        operation.baseVersion = m_versions.value(caseId);
        operation.clerk = clerk;
        operation.actor = actor;
        operation.wallTime = m_clock.now();
        operation.kind = kind;
        operation.payload = payload;
        return take(operation);
    }
    static OperationVerdict applied(const Change &change)
    {
        return {change.operation.id, VerdictKind::Applied, change.sequence, change.caseVersion, {}, {}};
    }
    static OperationVerdict refused(const Operation &operation, Fault fault)
    {
        return {operation.id, VerdictKind::Refused, 0, 0, fault, QStringLiteral("said the centre")};
    }
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
