// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/citizen_flow.h"

#include "app/workflows/visit_drafts.h"

namespace yichuang
{

CitizenFlow::CitizenFlow(VisitFlow &visit, CaseStore &store, const SignInFlow &signIn, const Clock &clock,
                         QObject *parent)
    : QObject(parent),
      m_visit(visit),
      m_store(store),
      m_signIn(signIn),
      m_clock(clock)
{
    m_looks.setInterval(1000);
    connect(&m_looks, &QTimer::timeout, this, &CitizenFlow::look);
    connect(&m_visit, &VisitFlow::changed, this, &CitizenFlow::follow);
    connect(&m_signIn, &SignInFlow::changed, this, &CitizenFlow::follow);
}

void CitizenFlow::begin(const QString &clerk)
{
    m_shift.change();
    m_clerk = clerk;
    follow();
}

void CitizenFlow::end()
{
    m_shift.change();
    m_clerk.clear();
    handle(citizen::Covered{});
}

void CitizenFlow::setPresent(bool present)
{
    if (std::exchange(m_present, present) != present)
        Q_EMIT presentChanged(present);
}

void CitizenFlow::follow()
{
    if (m_clerk.isEmpty() || !std::holds_alternative<SignedIn>(m_signIn.state()))
        handle(citizen::Covered{});
    else if (const auto *serving = std::get_if<Serving>(&m_visit.state()))
        handle(citizen::Served{citizenSheet(*serving, m_visit.rules(), m_visit.missing(), m_visit.deadlines())});
    else
        handle(citizen::Left{});
}

void CitizenFlow::handle(const CitizenEvent &event)
{
    CitizenStep next = step(m_state, event, m_clock.now());
    const bool changes = next.state != m_state;
    m_state = std::move(next.state);
    const bool thanked = std::holds_alternative<CitizenThanked>(m_state);
    if (thanked != m_looks.isActive())
        thanked ? m_looks.start() : m_looks.stop();
    for (const CitizenEffect &wanted : std::as_const(next.effects))
        run(wanted);
    if (changes)
        Q_EMIT changed();
}

void CitizenFlow::run(const CitizenEffect &wanted)
{
    if (const auto *keepIt = std::get_if<citizen_effect::Keep>(&wanted))
        keep(*keepIt);
    else if (const auto *drop = std::get_if<citizen_effect::Drop>(&wanted))
        commit(drop->caseId, {});
    else if (const auto *tell = std::get_if<citizen_effect::Tell>(&wanted))
        Q_EMIT told(tell->reason);
}

void CitizenFlow::keep(const citizen_effect::Keep &wanted)
{
    const QString caseId = wanted.caseId;
    const auto failed = [this, caseId](const Reason &reason) { handle(citizen::NotKept{caseId, reason}); };
    const QByteArray strokes = toBytes(wanted.signature);
    m_shift.await(this, m_store.putPage(wanted.picture, QStringLiteral("image/png"), {}),
                  [this, caseId, strokes, failed](const Result<PageRef> &picture) {
                      if (!picture) {
                          failed(picture.error());
                          return;
                      }
                      m_shift.await(this, m_store.putPage(strokes, signatureMime(), {}),
                                    [this, caseId, failed, picture = *picture](const Result<PageRef> &vectors) {
                                        if (vectors)
                                            commit(caseId, {picture, *vectors});
                                        else
                                            failed(vectors.error());
                                    });
                  });
}

/// One transaction: the signature before goes, the new one comes.
void CitizenFlow::commit(const QString &caseId, const QList<PageRef> &pages)
{
    const auto *serving = std::get_if<Serving>(&m_visit.state());
    const auto file = serving == nullptr ? QList<CaseFile>::const_iterator()
                                         : std::find_if(serving->cases.cbegin(), serving->cases.cend(),
                                                        [&](const CaseFile &one) { return one.current.id == caseId; });
    if (serving == nullptr || file == serving->cases.cend())
        return;
    CommitRequest request;
    request.caseId = caseId;
    request.clerk = m_clerk;
    request.catalogueHash = file->current.catalogueHash;
    if (file->current.material(signatureMaterial()) != nullptr)
        request.drafts.append(removalDraft(signatureMaterial()));
    if (!pages.isEmpty())
        request.drafts.append(materialDraft(signatureMaterial(), MaterialSource::Scanned, pages));
    if (request.drafts.isEmpty())
        return;
    m_shift.await(this, m_store.commit(request),
                  [this, caseId, drawn = !pages.isEmpty()](const Result<CaseFile> &saved) {
                      if (!saved)
                          handle(citizen::NotKept{caseId, saved.error()});
                      else if (drawn)
                          handle(citizen::Kept{caseId});
                  });
}

} // namespace yichuang
