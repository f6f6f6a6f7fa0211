// SPDX-License-Identifier: Apache-2.0
#include "tests/chaos/clerk.h"

#include "app/base/when_done.h"
#include "tests/chaos/people.h"

namespace yichuang::chaos
{

namespace
{

OperationDraft noteDraft(Dice &dice)
{
    return {OperationKind::Noted, {{QStringLiteral("text"), QStringLiteral("note %1").arg(dice.between(1, 9999))}}};
}

OperationDraft withReason(OperationKind kind)
{
    return {kind, {{QStringLiteral("reason"), QStringLiteral("asked for")}}};
}

} // namespace

ChaosClerk::ChaosClerk(const Surroundings &world, WorldWindow &window, QStringList &allCases, Dice dice)
    : m_world(world),
      m_window(window),
      m_allCases(allCases),
      m_dice(dice)
{
}

/// The answer belongs to the program that was asked; with it, it is gone.
template <typename T, typename Act>
void ChaosClerk::then(const QFuture<Result<T>> &future, Act act)
{
    whenDone(future, m_window.store(), [act = std::move(act)](const Result<T> &result) { act(result); });
}

void ChaosClerk::work()
{
    m_works = true;
    next();
}

void ChaosClerk::next()
{
    m_world.agenda.in(m_dice.between(500, 9000), [this] {
        if (!m_works)
            return;
        if (m_window.isUp())
            act();
        next();
    });
}

void ChaosClerk::act()
{
    const double dice = m_dice.fraction();
    if (m_ownCases.isEmpty() || dice < 0.25)
        open();
    else if (dice < 0.80)
        goOn(m_dice.oneOf(m_ownCases), true);
    else if (dice < 0.92)
        goOn(m_dice.oneOf(m_allCases), false);
    else
        settleOne(m_dice.chance(0.5) ? Settlement::KeepCentre : Settlement::ReapplyOurs);
}

VisitContext ChaosClerk::context()
{
    return {m_world.ground.rules, m_window.place().clerk, m_window.clock().now(), false, 0};
}

CommitRequest ChaosClerk::requestFor(const QString &caseId, const QList<OperationDraft> &drafts) const
{
    CommitRequest request;
    request.caseId = caseId;
    request.clerk = m_window.place().clerk;
    request.catalogueHash = QString::fromLatin1(m_world.ground.rules.catalogue->hash);
    request.drafts = drafts;
    return request;
}

void ChaosClerk::save(const CommitRequest &request)
{
    then(m_window.store()->commit(request), [this, request](const Result<CaseFile> &file) {
        m_world.trace.note(m_world.agenda.now(), QStringLiteral("w%1 saved %2 %3")
                                                     .arg(m_window.place().number)
                                                     .arg(file ? file->current.id : faultName(file.error().fault))
                                                     .arg(request.drafts.size()));
        if (!file)
            return;
        m_window.noteSaved(*file, request);
        if (!m_ownCases.contains(file->current.id) && request.caseId.isEmpty()) {
            m_ownCases.append(file->current.id);
            m_allCases.append(file->current.id);
        }
    });
}

CommitRequest ChaosClerk::opening()
{
    Serving now;
    now.applicant = somebody(m_dice);
    const auto &matters = m_world.ground.rules.catalogue->matters;
    const Matter &matter = matters.at(m_dice.between(0, std::min<qint64>(matters.size(), 6) - 1));
    return requestFor({}, openingDrafts(now, matter));
}

void ChaosClerk::open()
{
    save(opening());
}

CommitRequest ChaosClerk::newReceipt()
{
    CommitRequest request = opening();
    request.drafts.append({OperationKind::Received, {}});
    return request;
}

void ChaosClerk::setField(const QString &caseId, const QString &key, const QString &value)
{
    save(requestFor(caseId, {fieldsDraft({{key, value}})}));
}

void ChaosClerk::goOn(const QString &caseId, bool own)
{
    then(m_window.store()->post([caseId](Ledger &ledger) { return ledger.load(caseId); }),
         [this, own](const Result<CaseFile> &file) {
             if (file && file->word != SyncWord::NeedsAttention)
                 change(*file, own);
         });
}

void ChaosClerk::change(const CaseFile &file, bool own)
{
    switch (file.current.state) {
    case CaseState::Draft:
    case CaseState::Received:
    case CaseState::Checking:
    case CaseState::CorrectionRequested:
        return prepare(file, own);
    case CaseState::Ready:
        return save(requestFor(file.current.id,
                               {{OperationKind::Delivered, {{QStringLiteral("to"), file.current.applicant.name}}}}));
    case CaseState::Routed:
    case CaseState::UnderReview:
        if (m_dice.chance(0.1))
            return save(requestFor(file.current.id, {withReason(OperationKind::Withdrawn)}));
        break;
    default:
        break;
    }
    save(requestFor(file.current.id, {noteDraft(m_dice)}));
}

void ChaosClerk::prepare(const CaseFile &file, bool own)
{
    const double dice = m_dice.fraction();
    const QString &id = file.current.id;
    if (dice < 0.25)
        return addPage(file);
    if (dice < 0.45) {
        const QString key = m_dice.chance(0.7) ? QStringLiteral("remark") : QStringLiteral("purpose");
        return save(requestFor(id, {fieldsDraft({{key, QString::number(m_dice.between(1, 99))}})}));
    }
    if (dice < 0.55)
        return save(requestFor(id, {applicantDraft(somebody(m_dice))}));
    if (dice < 0.6)
        return save(requestFor(id, {noteDraft(m_dice)}));
    if (dice < 0.65 && file.current.state != CaseState::Draft)
        return save(requestFor(id, {withReason(OperationKind::Withdrawn)}));
    if (own || file.current.state != CaseState::Draft)
        decide(file);
}

void ChaosClerk::addPage(const CaseFile &file)
{
    const Matter *matter = m_world.ground.rules.matterOf(file.current);
    if (matter == nullptr || matter->materials.isEmpty())
        return;
    const QString material = m_dice.oneOf(matter->materials).id;
    const QByteArray bytes = m_dice.bytes(m_dice.chance(0.02) ? 700'000 : m_dice.between(200, 4000));
    then(m_window.store()->post([bytes](Ledger &ledger) {
        return ledger.putPage(bytes, QStringLiteral("image/jpeg"), QStringLiteral("page"));
    }),
         [this, material, id = file.current.id](const Result<PageRef> &page) {
             if (page)
                 save(requestFor(id, {materialDraft(material, MaterialSource::Scanned, {*page})}));
         });
}

/// Whichever decision the case is ripe for, by the workflow's own rules.
void ChaosClerk::decide(const CaseFile &file)
{
    Serving now;
    now.applicant = file.current.applicant;
    now.cases = {file};
    now.current = 0;
    const VisitContext here = context();
    auto decision = acceptDrafts(here, now);
    if (!decision)
        decision = toleranceDrafts(here, now);
    if (!decision && m_dice.chance(0.3))
        decision = correctionDrafts(here, now, {});
    if (!decision && m_dice.chance(0.1))
        decision = refusalDrafts(now, QStringLiteral("not of this hall"));
    QList<OperationDraft> drafts = decision ? decision->drafts : QList<OperationDraft>();
    if (drafts.isEmpty() && file.current.state == CaseState::Draft)
        drafts = {{OperationKind::Received, {}}};
    else if (drafts.isEmpty() && file.current.state != CaseState::CorrectionRequested)
        drafts = {{OperationKind::Accepted, {}}};
    if (drafts.isEmpty())
        return;
    CommitRequest request = requestFor(file.current.id, drafts);
    if (decision)
        request.papers = decision->papers;
    save(request);
}

void ChaosClerk::settleOne(Settlement settlement)
{
    then(m_window.store()->post([](Ledger &ledger) { return ledger.outbox(); }),
         [this, settlement](const Result<QList<CaseSummary>> &cases) {
             for (const CaseSummary &one : cases.value_or(QList<CaseSummary>())) {
                 if (!one.attention)
                     continue;
                 m_world.trace.note(m_world.agenda.now(), QStringLiteral("w%1 settles %2 %3")
                                                              .arg(m_window.place().number)
                                                              .arg(one.id, faultName(one.attention->fault)));
                 (void)m_window.store()->post([id = one.id, settlement, clerk = m_window.place().clerk](
                                                  Ledger &ledger) { return ledger.settle(id, clerk, settlement); });
                 return;
             }
         });
}

void ChaosClerk::settleAll()
{
    if (!m_window.isUp())
        return;
    then(m_window.store()->post([](Ledger &ledger) { return ledger.outbox(); }),
         [this](const Result<QList<CaseSummary>> &cases) {
             for (const CaseSummary &one : cases.value_or(QList<CaseSummary>())) {
                 if (one.attention)
                     (void)m_window.store()->post([id = one.id, clerk = m_window.place().clerk](Ledger &ledger) {
                         return ledger.settle(id, clerk, Settlement::KeepCentre);
                     });
             }
         });
}

} // namespace yichuang::chaos
