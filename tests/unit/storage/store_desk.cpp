// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/storage/store_desk.h"

#include <QDirIterator>

namespace yichuang::desk
{

QJsonObject applicant(const QString &name)
{
    Applicant someone;
    someone.name = name;
    someone.idNumber = holderNumber;
    someone.phone = holderPhone;
    someone.address = holderAddress;
    return {{QStringLiteral("applicant"), toJson(someone)}};
}

OperationDraft opened(const QString &matter)
{
    return {OperationKind::Opened,
            {{QStringLiteral("matter"), matter},
             {QStringLiteral("situation"), QJsonObject()},
             {QStringLiteral("source"), QStringLiteral("window")}}};
}

OperationDraft field(const QString &key, const QString &value)
{
    return {OperationKind::FieldsSet, {{QStringLiteral("fields"), QJsonObject{{key, value}}}}};
}

OperationDraft material(const PageRef &page)
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

CommitRequest request(const QString &caseId, QList<OperationDraft> drafts, const QString &clerk)
{
    CommitRequest wish;
    wish.caseId = caseId;
    wish.clerk = clerk;
    wish.catalogueHash = QString(64, u'a');
    wish.drafts = std::move(drafts);
    return wish;
}

CommitRequest newCase(const QString &clerk, const QString &name)
{
    return request({}, {opened(), {OperationKind::ApplicantSet, applicant(name)}}, clerk);
}

Site::Site(Suite suite)
{
    keys.suite = suite;
    keys.master = Secret::random();
    keys.signing = SigningKey::generate(suite).value();
    identity = {QStringLiteral("device-1"), QStringLiteral("130102"), 3, 1};
    place.folder = folder.filePath(QStringLiteral("store"));
    place.ballastBytes = 64 * 1024;
}

Site::~Site() = default;

StoreSurroundings Site::surroundings()
{
    return {&clock, systemRandom(), [] { return qint64(7); }};
}

std::unique_ptr<Ledger> Site::closedLedger()
{
    return std::make_unique<Ledger>(place, keys, identity, surroundings());
}

std::unique_ptr<Ledger> Site::ledger()
{
    auto made = closedLedger();
    const auto done = made->open();
    if (!done)
        qFatal("open: %s", qPrintable(describe(done.error())));
    return made;
}

std::unique_ptr<Site> Site::image() const
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

QByteArray Site::allBytes() const
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

Feed::Feed() = default;
Feed::~Feed() = default;

Change Feed::take(const Operation &operation)
{
    Change change{++m_sequence, ++m_versions[operation.caseId], operation};
    m_changes.append(change);
    return change;
}

Change Feed::foreign(const QString &caseId, OperationKind kind, const QJsonObject &payload, Actor actor,
                     const QString &clerk)
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

OperationVerdict Feed::applied(const Change &change)
{
    return {change.operation.id, VerdictKind::Applied, change.sequence, change.caseVersion, {}, {}};
}

OperationVerdict Feed::refused(const Operation &operation, Fault fault)
{
    return {operation.id, VerdictKind::Refused, 0, 0, fault, QStringLiteral("said the centre")};
}

} // namespace yichuang::desk
