// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/routes/router.h"

namespace yichuang::server
{

// Enrolment and sign-in.
Response enrol(ServerState &state, const Call &call, Sql &sql);
Response renewCertificate(ServerState &state, const Call &call, Sql &sql);
void signIn(ServerState &state, const Call &call, Sql &sql, const Answer &answer);
Response refreshSignIn(ServerState &state, const Call &call, Sql &sql);

// Operations, the feed, cases.
void takeOperations(ServerState &state, const Call &call, Sql &sql, const Answer &answer);
void feedChanges(ServerState &state, const Call &call, Sql &sql, const Answer &answer);
Response searchCases(ServerState &state, const Call &call, Sql &sql);
Response showCase(ServerState &state, const Call &call, Sql &sql);
Response actOnCase(ServerState &state, const Call &call, Sql &sql);

// Pages.
void blobStanding(ServerState &state, const Call &call, Sql &sql, const Answer &answer);
Response takeChunk(ServerState &state, const Call &call, Sql &sql);
void completeBlob(ServerState &state, const Call &call, Sql &sql, const Answer &answer);
Response sendBlob(ServerState &state, const Call &call, Sql &sql);

// What the centre publishes.
Response sendCatalogue(ServerState &state, const Call &call, Sql &sql);
Response sendCalendar(ServerState &state, const Call &call, Sql &sql);
Response sendPolicy(ServerState &state, const Call &call, Sql &sql);
Response sendKeys(ServerState &state, const Call &call, Sql &sql);

// The audit of the windows.
Response countersignAudit(ServerState &state, const Call &call, Sql &sql);
Response showAuditHeads(ServerState &state, const Call &call, Sql &sql);

// The queue.
Response giveTicket(ServerState &state, const Call &call, Sql &sql);
Response callNext(ServerState &state, const Call &call, Sql &sql);
Response stepOneTicket(ServerState &state, const Call &call, Sql &sql);
Response showQueue(ServerState &state, const Call &call, Sql &sql);

// Everybody.
Response showStatus(ServerState &state, const Call &call, Sql &sql);
Response showHealth(ServerState &state, const Call &call, Sql &sql);
Response showMetrics(ServerState &state, const Call &call);

} // namespace yichuang::server
