// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/outbox_words.h"

namespace yichuang
{

bool isConflict(Fault refusal)
{
    switch (refusal) {
    case Fault::VersionConflict:
    case Fault::TransitionRefused:
    case Fault::ReceiptAlreadyGiven:
        return true;
    default:
        return false;
    }
}

OutboxLine outboxLine(const CaseSummary &summary, const SendingStanding &sending, LinkState link)
{
    OutboxLine line{summary, WaitWord::Waiting, std::nullopt, {}};
    if (summary.attention) {
        line.word = isConflict(summary.attention->fault) ? WaitWord::NeedsAttention : WaitWord::SetAside;
        line.why = summary.attention;
        return line;
    }
    if (sending.underWay.contains(summary.id)) {
        line.word = WaitWord::Sending;
        return line;
    }
    const auto resting = sending.resting.constFind(summary.id);
    const bool rests = resting != sending.resting.constEnd();
    if (!rests && !sending.all) {
        if (link == LinkState::Offline)
            line.why = Reason{Fault::CentreUnreachable, QStringLiteral("outbox"), {}};
        return line;
    }
    const NextTry &next = rests ? *resting : *sending.all;
    line.word = next.at.isValid() ? WaitWord::Retrying : WaitWord::Waiting;
    line.why = next.why;
    line.nextTry = next.at;
    return line;
}

} // namespace yichuang
