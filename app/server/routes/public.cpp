// SPDX-License-Identifier: Apache-2.0
#include "app/server/routes/handlers.h"
#include "app/server/status/status_page.h"

namespace yichuang::server
{
namespace
{

constexpr qsizetype longestReceipt = 40;

std::optional<StatusView> viewOf(ServerState &state, const QString &receipt, Sql &sql)
{
    const QString &hall = state.configuration.hall;
    const QString caseId = receipt.size() > longestReceipt ? QString() : caseOfReceipt(sql, hall, receipt);
    const auto record = loadCase(sql, hall, caseId);
    if (!record || record->history.isEmpty())
        return {};
    const Case &theCase = record->state;
    StatusView view;
    view.state = theCase.state;
    view.department = theCase.department;
    view.place = theCase.place;
    view.hallName = state.configuration.hallName;
    view.received = hallDay(theCase.receivedAt);
    view.corrected = theCase.state == CaseState::CorrectionRequested || theCase.state == CaseState::ToleranceAccepted;
    view.supplementDue = theCase.state == CaseState::CorrectionRequested ? theCase.correctionDue : theCase.toleranceDue;
    if (const Matter *matter = state.rules.matterOf(theCase)) {
        view.matter = matter->name;
        const QDate today = hallDay(state.clock.now());
        view.deadline = deadlinesOf(theCase, *matter, state.calendar, today, state.rules.clocks).promised;
    }
    return view;
}

} // namespace

Response showStatus(ServerState &state, const Call &call, Sql &sql)
{
    const Request &request = call.request;
    Response response;
    response.contentType = "text/html; charset=utf-8";
    response.add("Content-Security-Policy", statusPagePolicy());
    response.add("Referrer-Policy", "no-referrer");
    const PageLanguage language =
        pageLanguage(request.query.value(QStringLiteral("lang")), request.header("accept-language"));
    if (const int seconds = state.statusPages.take(request.peer.address); seconds > 0) {
        response.status = 429;
        response.add("Retry-After", QByteArray::number(seconds));
        response.body = waitPage(language);
        return response;
    }
    const auto view = viewOf(state, call.path.value(QStringLiteral("receipt")).trimmed().toUpper(), sql);
    response.status = view ? 200 : 404;
    response.body = statusPage(view, language);
    return response;
}

Response showHealth(ServerState &state, const Call &, Sql &sql)
{
    const auto row = sql.row("SELECT sequence FROM hall WHERE hall = ?", {state.configuration.hall});
    if (state.ending || !row)
        return problem(503, Fault::CentreBusy, state.ending ? QStringLiteral("ending") : QStringLiteral("database"));
    return jsonReply({{QStringLiteral("status"), QStringLiteral("ok")}});
}

Response showMetrics(ServerState &state, const Call &call)
{
    if (!state.configuration.metricsAddresses.contains(call.request.peer.address))
        return problem(404, Fault::NotFound);
    Response response;
    response.contentType = "text/plain; version=0.0.4; charset=utf-8";
    response.body = state.metrics.text({state.feed.waiting(), state.writesWaiting(), state.epoch});
    return response;
}

} // namespace yichuang::server
