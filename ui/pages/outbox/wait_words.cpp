// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/outbox/wait_words.h"

#include "ui/widgets/sentences.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace yichuang
{
namespace
{

struct WaitWords {
    Q_DECLARE_TR_FUNCTIONS(WaitWords)
};

} // namespace

Status statusOf(const OutboxLine &line, const HallTime &time)
{
    switch (line.word) {
    case WaitWord::Waiting:
        return {Symbol::Ring, WaitWords::tr("Waiting"), Tone::Neutral};
    case WaitWord::Sending:
        return {Symbol::Arrow, WaitWords::tr("Sending"), Tone::Accent};
    case WaitWord::Retrying:
        return {Symbol::Half,
                //: %1 is a time of day
                WaitWords::tr("Retrying at %1").arg(momentIn(line.nextTry, time.offsetSeconds, time.today)),
                Tone::Neutral};
    case WaitWord::SetAside:
        return {Symbol::Cross, WaitWords::tr("Set aside"), Tone::Danger};
    case WaitWord::NeedsAttention:
        return {Symbol::Bang, WaitWords::tr("Needs attention"), Tone::Warning};
    }
    return {};
}

QString whyInWords(const OutboxLine &line, const HallTime &time)
{
    QString words;
    if (line.why) {
        const Sentence sentence = sentenceFor(*line.why);
        words = sentence.what + u' ' + sentence.why;
    }
    switch (line.word) {
    case WaitWord::Sending:
        return WaitWords::tr("It is on its way to the centre.");
    case WaitWord::Retrying:
        return WaitWords::tr("%1 Next try at %2; “Send now” tries at once.")
            .arg(words, momentIn(line.nextTry, time.offsetSeconds, time.today));
    case WaitWord::Waiting:
        return line.why ? WaitWords::tr("%1 It goes by itself as soon as that is over.").arg(words)
                        : WaitWords::tr("Its turn comes by itself.");
    case WaitWord::SetAside:
        return WaitWords::tr("The centre refuses it as it is. It is kept here, holds up no other case, and can be "
                             "exported or tried again.");
    case WaitWord::NeedsAttention:
        return WaitWords::tr("Both versions are kept until you have chosen.");
    }
    return words;
}

QString sizeInWords(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1'000'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString contentInWords(int operations, int pages, qint64 pageBytes)
{
    QString text = WaitWords::tr("%n step(s)", nullptr, operations);
    if (pages > 0)
        text += QStringLiteral(" · ") + WaitWords::tr("%n page(s)", nullptr, pages)
                + QStringLiteral(" (%1)").arg(sizeInWords(pageBytes));
    return text;
}

QString wordOf(TicketEvent event)
{
    switch (event) {
    case TicketEvent::Call:
        return WaitWords::tr("called");
    case TicketEvent::Recall:
        return WaitWords::tr("called again");
    case TicketEvent::Serve:
        return WaitWords::tr("being served");
    case TicketEvent::Finish:
        return WaitWords::tr("visit finished");
    case TicketEvent::Pass:
        return WaitWords::tr("did not come");
    case TicketEvent::Abandon:
        return WaitWords::tr("given up");
    case TicketEvent::Transfer:
        return WaitWords::tr("transferred");
    case TicketEvent::Requeue:
        return WaitWords::tr("back in the queue");
    }
    return {};
}

} // namespace yichuang
