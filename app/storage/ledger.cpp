// SPDX-License-Identifier: Apache-2.0
#include "app/storage/ledger.h"

#include "app/base/log.h"
#include "app/crypto/key_wrap.h"
#include "app/storage/durable_file.h"
#include "app/storage/schema.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

namespace yichuang
{

namespace
{

const QString visitPrefix = QStringLiteral("visit/");
const QString documentPrefix = QStringLiteral("document/");

QByteArray toBytes(const KeptVisit &visit)
{
    QJsonObject json{{QStringLiteral("applicant"), toJson(visit.applicant)},
                     {QStringLiteral("cases"), QJsonArray::fromStringList(visit.cases)}};
    if (visit.ticket)
        json.insert(QStringLiteral("ticket"), toJson(*visit.ticket));
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Result<KeptVisit> visitFrom(const QByteArray &bytes)
{
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    KeptVisit visit;
    visit.applicant = applicantFromJson(json.value(QStringLiteral("applicant")).toObject());
    for (const QJsonValue &id : json.value(QStringLiteral("cases")).toArray())
        visit.cases.append(id.toString());
    if (json.contains(QStringLiteral("ticket"))) {
        auto ticket = ticketFromJson(json.value(QStringLiteral("ticket")).toObject());
        if (!ticket)
            return failure(ticket.error());
        visit.ticket = *ticket;
    }
    return visit;
}

/// How the receipt numbers of this window begin, whichever its generation (see ReceiptNumber).
QString ownReceipts(const StoreIdentity &identity)
{
    return QStringLiteral("%1-%2-").arg(identity.hall).arg(identity.window, 2, 10, QLatin1Char('0'));
}

QString databaseFile(const StorePlace &place)
{
    return place.folder + QStringLiteral("/store.db");
}

bool mayWrite(const StorePlace &place)
{
    const QFileInfo file(databaseFile(place));
    return QFileInfo(place.folder).isWritable() && (!file.exists() || file.isWritable());
}

} // namespace

Ledger::Ledger(StorePlace place, StoreKeys keys, StoreIdentity identity, StoreSurroundings surroundings)
    : m_place(std::move(place)),
      m_keys(std::move(keys)),
      m_identity(std::move(identity)),
      m_surroundings(std::move(surroundings)),
      m_seals(m_keys),
      m_operations(m_database, m_seals, m_keys.signing, m_identity.device),
      m_cases(m_database, m_seals),
      m_audit(m_database, m_seals, m_keys.signing),
      m_prints(m_database),
      m_pages(m_place.folder + QStringLiteral("/pages"), m_database, m_seals),
      m_kept(m_database, m_seals),
      m_receipts(m_database, m_kept, m_identity),
      m_ballast(m_place.folder + QStringLiteral("/ballast"), m_place.ballastBytes),
      m_head(m_place.folder + QStringLiteral("/head"), m_identity.device),
      m_index(ownReceipts(m_identity), m_surroundings.initials)
{
}

Ledger::~Ledger() = default;

Result<Done> Ledger::openAsItIs()
{
    m_open = false;
    m_viewOnly.reset();
    auto opened = openToWrite();
    if (!opened && opened.error().fault == Fault::StoreReadOnly && QFileInfo::exists(databaseFile(m_place))) {
        // Where the disk lets us write, it is the file's own header that does not.
        if (mayWrite(m_place))
            opened = failure(Fault::StoreDamaged, opened.error().where, QStringLiteral("header"));
        else
            opened = openToView(opened.error());
    }
    if (opened && m_place.checkOnOpen)
        opened = m_database.check();
    if (opened)
        opened = holdKey();
    if (!opened && opened.error().fault == Fault::KeyMismatch && isOurs())
        opened = failure(Fault::StoreDamaged, opened.error().where, QStringLiteral("fingerprint"));
    if (opened && !m_viewOnly)
        opened = isAtItsHead();
    if (opened && !m_viewOnly)
        opened = m_audit.noteSigningKey();
    m_pressing.clear();
    m_pressingRead = false;
    m_index.clear();
    m_indexed = {};
    m_open = opened.has_value();
    return opened;
}

Result<Done> Ledger::openToWrite()
{
    if (auto made = makeFolder(m_place.folder); !made)
        return made;
    const QString file = databaseFile(m_place);
    if (!mayWrite(m_place))
        return failure(Fault::StoreReadOnly, QStringLiteral("store.open"));
    if (auto opened = m_database.open(file); !opened)
        return opened;
    if (auto whole = m_database.checkLog(); !whole)
        return whole;
    // SQLite gave the log of a new store the permissions that its file was made with.
    for (const QString &name : {file, file + QStringLiteral("-wal")})
        QFile::setPermissions(name, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (auto migrated = migrate(m_database); !migrated) {
        if (migrated.error().fault == Fault::DiskFull)
            m_ballast.release();
        return migrated;
    }
    if (auto held = m_ballast.ensure(); !held)
        qCWarning(logStore).noquote() << "no room for the ballast:" << describe(held.error());
    return Done{};
}

Result<Done> Ledger::openToView(const Reason &why)
{
    QString file = databaseFile(m_place);
    const QString log = file + QStringLiteral("-wal");
    if (QFileInfo(log).size() > 0) {
        // What is in the log is committed too, but only a writer can bring it in: done on a copy, which is as sealed.
        m_viewCopy = std::make_unique<QTemporaryDir>();
        const QString copy = m_viewCopy->filePath(QStringLiteral("store.db"));
        if (!m_viewCopy->isValid() || !QFile::copy(file, copy) || !QFile::copy(log, copy + QStringLiteral("-wal")))
            return failure(Fault::StoreUnavailable, QStringLiteral("store.view"));
        for (const QString &name : {copy, copy + QStringLiteral("-wal")})
            QFile::setPermissions(name, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        if (auto opened = m_database.open(copy); !opened)
            return opened;
    } else if (auto opened = m_database.openToView(file); !opened) {
        return opened;
    }
    m_viewOnly = why;
    return sameSchema(m_database);
}

Result<Done> Ledger::holdKey()
{
    const QString print = keyFingerprint(m_keys.master);
    auto known = m_kept.mark(KeptThings::fingerprintMark());
    if (!known)
        return failure(known.error());
    if (known->isEmpty() && !m_viewOnly)
        return m_kept.setMark(KeptThings::fingerprintMark(), print);
    if (*known == print)
        return Done{};
    for (const Secret &older : std::as_const(m_keys.older)) {
        if (keyFingerprint(older) == *known)
            return m_viewOnly ? Result<Done>(Done{}) : noteKey();
    }
    return failure(Fault::KeyMismatch, QStringLiteral("store.open"), *known);
}

/// Everything that was acknowledged is there, as far as the head tells.
Result<Done> Ledger::isAtItsHead()
{
    m_operations.forget();
    const auto last = m_operations.lastSequence();
    if (!last)
        return failure(last.error());
    if (const qint64 head = m_head.read(); head > *last)
        return failure(Fault::StoreDamaged, QStringLiteral("store.head"),
                       QStringLiteral("%1 operations are missing").arg(head - *last));
    return Done{};
}

Result<Done> Ledger::readable() const
{
    if (!m_open)
        return failure(Fault::StoreUnavailable, QStringLiteral("store"), QStringLiteral("not open"));
    return Done{};
}

Result<Done> Ledger::writable() const
{
    if (auto can = readable(); !can)
        return can;
    if (m_viewOnly)
        return failure(*m_viewOnly);
    return Done{};
}

Result<Done> Ledger::roomForNew()
{
    if (auto can = writable(); !can)
        return can;
    return m_ballast.ensure();
}

Result<HeldCase> Ledger::held(const QString &caseId)
{
    auto operations = m_operations.ofCase(caseId);
    if (!operations)
        return failure(operations.error());
    return assemble(caseId, *std::move(operations));
}

/// One that is here.
Result<HeldCase> Ledger::known(const QString &caseId, const QString &where)
{
    if (auto can = readable(); !can)
        return failure(can.error());
    auto found = held(caseId);
    if (found && found->file.history.isEmpty())
        return failure(Fault::NotFound, where, caseId);
    return found;
}

Result<CaseFile> Ledger::load(const QString &caseId)
{
    return known(caseId, QStringLiteral("store.load")).map([](const HeldCase &found) { return found.file; });
}

Ledger::News Ledger::takeNews()
{
    News news;
    news.cases = m_changed.values();
    m_changed.clear();
    if (m_standingMayDiffer && m_pressingRead) {
        m_standingMayDiffer = false;
        auto now = standing();
        if (now && (!m_lastStanding || *m_lastStanding != *now)) {
            m_lastStanding = *now;
            news.standing = *now;
        }
    }
    return news;
}

Result<PageRef> Ledger::putPage(const QByteArray &bytes, const QString &mime, const QString &name)
{
    if (auto room = roomForNew(); !room)
        return failure(room.error());
    auto put = m_pages.put(bytes, mime, name, now());
    if (!put && put.error().fault == Fault::DiskFull) {
        m_ballast.release();
        m_database.checkpoint();
    }
    return put;
}

Result<QByteArray> Ledger::page(const QString &blob)
{
    if (auto can = readable(); !can)
        return failure(can.error());
    return m_pages.bytes(blob);
}

Result<QList<PrintJob>> Ledger::printJobs()
{
    if (auto can = readable(); !can)
        return failure(can.error());
    return m_prints.open();
}

Result<Done> Ledger::markPrinted(qint64 job, const std::optional<Reason> &failed)
{
    return write([&] { return m_prints.mark(job, failed, now()); });
}

Result<Done> Ledger::keepVisit(const QString &clerk, const std::optional<KeptVisit> &visit)
{
    return write([&] {
        return visit ? m_kept.keep(visitPrefix + clerk, {toBytes(*visit), {}}) : m_kept.drop(visitPrefix + clerk);
    });
}

Result<std::optional<KeptVisit>> Ledger::keptVisit(const QString &clerk)
{
    if (auto can = readable(); !can)
        return failure(can.error());
    auto found = m_kept.find(visitPrefix + clerk);
    if (!found)
        return failure(found.error());
    if (!*found)
        return std::optional<KeptVisit>();
    auto visit = visitFrom((*found)->bytes);
    if (!visit)
        return failure(visit.error());
    return std::optional<KeptVisit>(*std::move(visit));
}

Result<Done> Ledger::keepDocument(const QString &name, const QByteArray &bytes, const QString &etag)
{
    return write([&] { return m_kept.keep(documentPrefix + name, {bytes, etag}); });
}

Result<QPair<QByteArray, QString>> Ledger::document(const QString &name)
{
    if (auto can = readable(); !can)
        return failure(can.error());
    auto found = m_kept.find(documentPrefix + name);
    if (!found)
        return failure(found.error());
    if (!*found)
        return failure(Fault::NotFound, QStringLiteral("store.document"), name);
    return QPair<QByteArray, QString>((*found)->bytes, (*found)->etag);
}

Result<Done> Ledger::verify()
{
    if (auto can = readable(); !can)
        return can;
    if (auto sound = m_database.check(); !sound)
        return sound;
    if (auto kept = m_kept.verify(); !kept)
        return kept;
    if (auto counted = m_receipts.verify(); !counted)
        return counted;
    if (auto chained = m_operations.verify(); !chained)
        return chained;
    if (auto audited = m_audit.verify(); !audited)
        return audited;
    auto entries = m_cases.all();
    if (!entries)
        return failure(entries.error());
    for (const CaseEntry &entry : *entries) {
        auto found = held(entry.summary.id);
        if (!found)
            return failure(found.error());
        const CaseEntry folded = entryOf(*found, m_seals);
        if (folded.summary.state != entry.summary.state || folded.summary.waiting != entry.summary.waiting
            || folded.summary.receiptNumber != entry.summary.receiptNumber
            || folded.holderHash.isEmpty() != entry.holderHash.isEmpty()
            || (!entry.holderHash.isEmpty()
                && !m_seals.lookUpHashes(found->file.current.applicant.idNumber).contains(entry.holderHash)))
            return failure(Fault::StoreDamaged, QStringLiteral("store.verify"), entry.summary.id);
    }
    return Done{};
}

} // namespace yichuang
