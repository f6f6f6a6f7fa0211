// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/store_script.h"

#include "app/crypto/digest.h"

#include <sqlite3.h>

namespace yichuang
{

namespace
{

const QStringList clerks{QStringLiteral("li"), QStringLiteral("wang")};
const QString documentName = QStringLiteral("policy");
constexpr int everything = 100'000;

/// What the rules of cases refuse is no fault of the store.
Result<Done> unlessRefused(const Reason &reason)
{
    for (const Fault fault : {Fault::TransitionRefused, Fault::ReceiptAlreadyGiven, Fault::MaterialMissing,
                              Fault::ReasonRequired, Fault::ActorRefused, Fault::FieldMissing, Fault::BadArgument}) {
        if (reason.fault == fault)
            return Done{};
    }
    return failure(reason);
}

template <typename T>
Result<Done> outcomeOf(const Result<T> &result)
{
    return result ? Result<Done>(Done{}) : unlessRefused(result.error());
}

QString lineOf(const CaseFile &file)
{
    QStringList line{file.current.id, file.current.receiptNumber, QString::number(static_cast<int>(file.word)),
                     QString::number(file.waiting), describe(file.attention)};
    for (const Operation &operation : file.history) {
        const QByteArray json = QJsonDocument(toJson(operation)).toJson(QJsonDocument::Compact);
        line.append(operationName(operation.kind) + u'=' + sha256Hex(json));
    }
    return line.join(u' ');
}

QString lineOf(const PrintJob &job)
{
    return QStringLiteral("print %1 %2 %3 copy %4 %5").arg(job.id).arg(job.caseId, paperName(job.paper)).arg(job.copy)
           + job.fault;
}

} // namespace

Change ScriptedCentre::take(const Operation &operation)
{
    for (const Change &change : std::as_const(changes)) {
        if (change.operation.id == operation.id)
            return change;
    }
    changes.append({changes.size() + 1, ++versions[operation.caseId], operation});
    return changes.last();
}

std::unique_ptr<Ledger> ScriptedPlace::ledger(const chaos::Dice &dice) const
{
    StoreSurroundings surroundings;
    surroundings.clock = &clock;
    surroundings.random = chaos::sourceOf(dice);
    surroundings.serverOffsetMs = [] { return qint64(7); };
    return std::make_unique<Ledger>(place, keys, identity, surroundings);
}

StoreScript::StoreScript(Ledger &ledger, ScriptedCentre &centre, chaos::Dice dice, int mostText)
    : m_ledger(ledger),
      m_centre(centre),
      m_dice(dice),
      m_mostText(mostText)
{
}

Result<Done> StoreScript::step()
{
    using Act = Result<Done> (StoreScript::*)();
    static constexpr Act acts[] = {
        &StoreScript::openCase,       &StoreScript::openCase,       &StoreScript::moveCase,     &StoreScript::moveCase,
        &StoreScript::moveCase,       &StoreScript::moveCase,       &StoreScript::moveCase,     &StoreScript::addPage,
        &StoreScript::endPrint,       &StoreScript::keepVisit,      &StoreScript::keepDocument, &StoreScript::markSent,
        &StoreScript::recordVerdicts, &StoreScript::recordVerdicts, &StoreScript::followFeed,   &StoreScript::settle};
    return (this->*m_dice.oneOf(acts))();
}

QString StoreScript::clerk()
{
    return m_dice.oneOf(clerks);
}

QString StoreScript::text()
{
    return QString(static_cast<int>(m_dice.between(1, m_dice.chance(0.2) ? m_mostText : 40)), QChar(u'文'));
}

Result<QString> StoreScript::someCase()
{
    QStringList ids;
    for (const QString &clerk : clerks) {
        const auto listed = m_ledger.list(clerk, {}, everything);
        if (!listed)
            return failure(listed.error());
        for (const CaseSummary &summary : *listed)
            ids.append(summary.id);
    }
    if (ids.isEmpty())
        return QString();
    ids.sort();
    return m_dice.oneOf(ids);
}

Result<Done> StoreScript::openCase()
{
    return outcomeOf(m_ledger.commit(desk::newCase(clerk())));
}

Result<Done> StoreScript::moveCase()
{
    const auto id = someCase();
    if (!id || id->isEmpty())
        return id ? openCase() : Result<Done>(failure(id.error()));
    const auto file = m_ledger.load(*id);
    if (!file)
        return failure(file.error());
    CommitRequest wish = desk::request(*id, {}, clerk());
    if (file->current.state == CaseState::Received && m_dice.chance(0.6)) {
        wish.drafts = {{OperationKind::Accepted, {}}};
        wish.papers = {PaperKind::AcceptanceNotice};
    } else if (file->current.state == CaseState::Draft && m_dice.chance(0.6)) {
        wish.drafts = {desk::field(QStringLiteral("scope"), text()), {OperationKind::Received, {}}};
        wish.papers = {PaperKind::ReceiptSlip, PaperKind::MaterialsReceipt};
    } else if (file->current.state == CaseState::Draft) {
        wish.drafts = {desk::field(QStringLiteral("scope"), text())};
    } else if (m_dice.chance(0.5)) {
        wish.papers = {PaperKind::ReceiptSlip};
    } else {
        wish.drafts = {{OperationKind::Noted, {{QStringLiteral("text"), text()}}}};
    }
    return outcomeOf(m_ledger.commit(wish));
}

Result<Done> StoreScript::addPage()
{
    return outcomeOf(m_ledger.putPage("page " + m_dice.bytes(400), QStringLiteral("image/png"), {}));
}

Result<Done> StoreScript::endPrint()
{
    const auto jobs = m_ledger.printJobs();
    if (!jobs || jobs->isEmpty())
        return jobs ? openCase() : Result<Done>(failure(jobs.error()));
    const bool failed = m_dice.chance(0.3);
    return m_ledger.markPrinted(m_dice.oneOf(*jobs).id,
                                failed ? std::optional(Reason{Fault::PrinterPaperOut, {}, {}}) : std::nullopt);
}

Result<Done> StoreScript::keepVisit()
{
    if (m_dice.chance(0.3))
        return m_ledger.keepVisit(clerk(), std::nullopt);
    KeptVisit visit;
    visit.applicant.name = text();
    visit.cases = {QString::number(m_dice.next())};
    return m_ledger.keepVisit(clerk(), visit);
}

Result<Done> StoreScript::keepDocument()
{
    return m_ledger.keepDocument(documentName, m_dice.bytes(m_dice.between(10, m_mostText)),
                                 QString::number(m_dice.between(1, 99)));
}

Result<Done> StoreScript::markSent()
{
    const auto pending = m_ledger.pending(static_cast<int>(m_dice.between(1, 20)));
    if (!pending)
        return failure(pending.error());
    QStringList ids;
    for (const Operation &operation : *pending)
        ids.append(operation.id);
    return m_ledger.markSent(ids);
}

Result<Done> StoreScript::recordVerdicts()
{
    const auto pending = m_ledger.pending(static_cast<int>(m_dice.between(1, 20)));
    if (!pending)
        return failure(pending.error());
    ScriptedCentre centre = m_centre;
    QList<OperationVerdict> verdicts;
    for (const Operation &operation : *pending) {
        OperationVerdict verdict{operation.id, VerdictKind::Refused, 0, 0, Fault::OperationInvalid, text(), 1};
        if (m_dice.chance(0.9)) {
            const Change change = centre.take(operation);
            verdict = {operation.id, VerdictKind::Applied, change.sequence, change.caseVersion, {}, {}, 1};
        }
        verdicts.append(verdict);
    }
    auto recorded = m_ledger.recordVerdicts(verdicts);
    if (recorded)
        m_centre = centre;
    return recorded;
}

/// Brings what the feed has, with a remark of somebody else at its end.
Result<Done> StoreScript::followFeed()
{
    ScriptedCentre centre = m_centre;
    if (!centre.changes.isEmpty() && m_dice.chance(0.5)) {
        Operation remark;
        remark.id = QStringLiteral("018f0000-0000-7000-8000-%1").arg(m_dice.between(1, 1LL << 40), 12, 16, QChar(u'0'));
        remark.device = QStringLiteral("device-2");
        remark.deviceSequence = centre.changes.size() + 1;
        remark.caseId = m_dice.oneOf(centre.changes).operation.caseId;
        remark.baseVersion = centre.versions.value(remark.caseId);
        remark.clerk = QStringLiteral("zhao");
        remark.actor = Actor::Clerk;
        remark.wallTime = QDateTime(QDate(2026, 11, 23), QTime(2, 0), Qt::UTC);
        remark.kind = OperationKind::Noted;
        remark.payload = {{QStringLiteral("text"), text()}};
        (void)centre.take(remark);
    }
    const auto cursor = m_ledger.cursor();
    if (!cursor)
        return failure(cursor.error());
    const auto from = cursor->section(u':', 1).toLongLong();
    auto applied = m_ledger.applyChanges(centre.changes.mid(from), centre.cursor());
    if (applied)
        m_centre = centre;
    return applied;
}

Result<Done> StoreScript::settle()
{
    const auto waiting = m_ledger.outbox();
    if (!waiting)
        return failure(waiting.error());
    for (const CaseSummary &summary : *waiting) {
        if (summary.word == SyncWord::NeedsAttention)
            return outcomeOf(m_ledger.settle(summary.id, clerk(),
                                             m_dice.chance(0.5) ? Settlement::KeepCentre : Settlement::ReapplyOurs));
    }
    return followFeed();
}

QString folderInMemory()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/yichuang-faults-XXXXXX");
}

Result<QStringList> pictureOf(Ledger &ledger)
{
    QStringList lines;
    const auto cursor = ledger.cursor();
    const auto jobs = ledger.printJobs();
    const auto pending = ledger.pending(everything);
    const auto blobs = ledger.blobsToSend(everything);
    const auto document = ledger.document(documentName);
    if (!cursor || !jobs || !pending || !blobs || (!document && document.error().fault != Fault::NotFound))
        return failure(Fault::StoreDamaged, QStringLiteral("picture"));
    lines.append(QStringLiteral("cursor ") + *cursor);
    for (const PrintJob &job : *jobs)
        lines.append(lineOf(job));
    for (const Operation &operation : *pending)
        lines.append(QStringLiteral("waits ") + operation.id);
    for (const BlobToSend &blob : *blobs)
        lines.append(QStringLiteral("blob ") + blob.blob);
    if (document)
        lines.append(QStringLiteral("document ") + sha256Hex(document->first) + document->second);
    QSet<QString> ids;
    for (const QString &clerk : clerks) {
        const auto visit = ledger.keptVisit(clerk);
        const auto listed = ledger.list(clerk, {}, everything);
        if (!visit || !listed)
            return failure(visit ? listed.error() : visit.error());
        if (*visit)
            lines.append(
                QStringLiteral("visit %1 %2 %3").arg(clerk, (*visit)->applicant.name, (*visit)->cases.join(u' ')));
        for (const CaseSummary &summary : *listed)
            ids.insert(summary.id);
    }
    QStringList sorted = ids.values();
    sorted.sort();
    for (const QString &id : std::as_const(sorted)) {
        const auto file = ledger.load(id);
        const auto aside = ledger.setAside(id);
        if (!file || !aside)
            return failure(file ? aside.error() : file.error());
        lines.append(lineOf(*file) + QStringLiteral(" aside %1").arg(aside->size()));
    }
    return lines;
}

QString integrityOf(const QString &file)
{
    sqlite3 *database = nullptr;
    QString said = QStringLiteral("not opened");
    if (sqlite3_open_v2(file.toUtf8().constData(), &database, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK) {
        sqlite3_exec(database, "PRAGMA locking_mode=EXCLUSIVE", nullptr, nullptr, nullptr);
        const auto first = [](void *to, int, char **values, char **) {
            *static_cast<QString *>(to) = QString::fromUtf8(values[0]);
            return 1;
        };
        sqlite3_exec(database, "PRAGMA integrity_check(1)", first, &said, nullptr);
    }
    sqlite3_close(database);
    return said;
}

} // namespace yichuang
