// SPDX-License-Identifier: Apache-2.0
#include "app/server/routes/handlers.h"

namespace yichuang::server
{
namespace
{

constexpr qint64 small = 64LL * 1024;
constexpr qint64 large = 16LL * 1024 * 1024;
constexpr qint64 chunk = BlobStore::chunkBytes;

Route reading(const char *method, const char *pattern, Access access, QList<Role> roles, Handler handler)
{
    return {method, pattern, access, std::move(roles), small, Lane::Read, handler};
}

Route writing(const char *method, const char *pattern, Access access, QList<Role> roles, Handler handler)
{
    return {method, pattern, access, std::move(roles), small, Lane::Write, handler};
}

/// With an effect that a repetition must not have again.
Route once(Route route)
{
    route.once = true;
    return route;
}

Route lasting(const char *method, const char *pattern, Access access, QList<Role> roles, LongHandler handler,
              qint64 bodyLimit = small)
{
    return {method, pattern, access, std::move(roles), bodyLimit, Lane::Read, nullptr, nullptr, handler};
}

/// Of page files, whose store may be slow or away.
Route ofPages(Route route)
{
    route.lane = Lane::Pages;
    return route;
}

Route limited(Route route, qint64 bodyLimit)
{
    route.bodyLimit = bodyLimit;
    return route;
}

QList<Route> everyRoute()
{
    using enum Role;
    const QList<Role> anybody{};
    const QList<Role> counter{Clerk, Supervisor};
    const QList<Role> readers{Clerk, Supervisor, Auditor, Approver};
    return {
        once(writing("POST", "/v1/enrolments", Access::Open, anybody, enrol)),
        once(writing("POST", "/v1/certificates", Access::Device, anybody, renewCertificate)),
        lasting("POST", "/v1/sessions", Access::Device, anybody, signIn),
        writing("POST", "/v1/sessions/refresh", Access::Device, anybody, refreshSignIn),
        lasting("POST", "/v1/operations", Access::Session, counter, takeOperations, large),
        lasting("GET", "/v1/changes", Access::Session, readers, feedChanges),
        ofPages(lasting("HEAD", "/v1/blobs/{blob}", Access::Session, readers, blobStanding)),
        ofPages(reading("GET", "/v1/blobs/{blob}", Access::Session, readers, sendBlob)),
        ofPages(
            limited(reading("PUT", "/v1/blobs/{blob}/chunks/{number}", Access::Session, counter, takeChunk), chunk)),
        ofPages(lasting("POST", "/v1/blobs/{blob}/complete", Access::Session, counter, completeBlob)),
        reading("GET", "/v1/catalogue", Access::Device, anybody, sendCatalogue),
        reading("GET", "/v1/calendar", Access::Device, anybody, sendCalendar),
        reading("GET", "/v1/policy", Access::Device, anybody, sendPolicy),
        reading("GET", "/v1/keys", Access::Device, anybody, sendKeys),
        writing("POST", "/v1/audit/heads", Access::Device, anybody, countersignAudit),
        reading("GET", "/v1/audit/{device}/heads", Access::Session, {Auditor}, showAuditHeads),
        once(writing("POST", "/v1/tickets", Access::Device, anybody, giveTicket)),
        once(writing("POST", "/v1/tickets/next", Access::Session, counter, callNext)),
        once(writing("POST", "/v1/tickets/{ticket}/events", Access::Session, counter, stepOneTicket)),
        reading("GET", "/v1/queue", Access::Device, anybody, showQueue),
        reading("GET", "/v1/cases", Access::Session, readers, searchCases),
        reading("GET", "/v1/cases/{case}", Access::Session, readers, showCase),
        once(limited(writing("POST", "/v1/cases/{case}/operations", Access::Session, {Approver}, actOnCase),
                     1024 * 1024)),
        reading("GET", "/s/{receipt}", Access::Open, anybody, showStatus),
        reading("GET", "/healthz", Access::Open, anybody, showHealth),
        {"GET", "/metrics", Access::Open, anybody, small, Lane::None, nullptr, showMetrics},
    };
}

} // namespace

const QList<Route> &routeTable()
{
    static const QList<Route> table = everyRoute();
    return table;
}

} // namespace yichuang::server
