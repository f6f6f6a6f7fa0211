// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace yichuang
{
namespace
{

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

Status textOfState(CaseState state)
{
    switch (state) {
    case CaseState::None:
    case CaseState::Draft:
        return {Symbol::Half, Words::tr("Draft"), Tone::Neutral};
    case CaseState::Received:
        return {Symbol::Half, Words::tr("Received"), Tone::Accent};
    case CaseState::Checking:
        return {Symbol::Half, Words::tr("Materials are checked"), Tone::Accent};
    case CaseState::CorrectionRequested:
        return {Symbol::Bang, Words::tr("To be completed"), Tone::Warning};
    case CaseState::Accepted:
        return {Symbol::Tick, Words::tr("Accepted"), Tone::Ok};
    case CaseState::ToleranceAccepted:
        return {Symbol::Tick, Words::tr("Accepted with tolerance"), Tone::Ok};
    case CaseState::NotAccepted:
        return {Symbol::Cross, Words::tr("Not accepted"), Tone::Danger};
    case CaseState::DeemedAccepted:
        return {Symbol::Tick, Words::tr("Deemed accepted"), Tone::Ok};
    case CaseState::Routed:
        return {Symbol::Arrow, Words::tr("Passed on"), Tone::Accent};
    case CaseState::UnderReview:
        return {Symbol::Half, Words::tr("Under review"), Tone::Accent};
    case CaseState::Suspended:
        return {Symbol::Ring, Words::tr("Suspended"), Tone::Neutral};
    default:
        return {};
    }
}

} // namespace

Status statusOf(CaseState state)
{
    switch (state) {
    case CaseState::Granted:
        return {Symbol::Tick, Words::tr("Granted"), Tone::Ok};
    case CaseState::Denied:
        return {Symbol::Cross, Words::tr("Denied"), Tone::Danger};
    case CaseState::LicenceMade:
        return {Symbol::Tick, Words::tr("Licence made"), Tone::Ok};
    case CaseState::Ready:
        return {Symbol::Bang, Words::tr("Ready to collect"), Tone::Ok};
    case CaseState::Delivered:
        return {Symbol::Tick, Words::tr("Handed over"), Tone::Neutral};
    case CaseState::Rated:
        return {Symbol::Tick, Words::tr("Rated"), Tone::Neutral};
    case CaseState::Withdrawn:
        return {Symbol::Cross, Words::tr("Withdrawn"), Tone::Neutral};
    case CaseState::Terminated:
        return {Symbol::Cross, Words::tr("Ended early"), Tone::Neutral};
    case CaseState::Voided:
        return {Symbol::Cross, Words::tr("Void"), Tone::Neutral};
    default:
        return textOfState(state);
    }
}

Status statusOf(SyncWord word)
{
    switch (word) {
    case SyncWord::SavedHere:
        return {Symbol::Ring, Words::tr("Saved here"), Tone::Neutral};
    case SyncWord::Sent:
        return {Symbol::Arrow, Words::tr("Sent"), Tone::Accent};
    case SyncWord::Acknowledged:
        return {Symbol::Tick, Words::tr("At the centre"), Tone::Ok};
    case SyncWord::NeedsAttention:
        return {Symbol::Bang, Words::tr("Needs attention"), Tone::Warning};
    }
    return {};
}

Status statusOf(const Deadline &deadline)
{
    const QString word = remainingInWords(deadline);
    switch (deadline.state) {
    case TimerState::Normal:
        return {Symbol::Tick, word, Tone::Ok};
    case TimerState::Warning:
        return {Symbol::Bang, word, Tone::Warning};
    case TimerState::Overdue:
        return {Symbol::Cross, word, Tone::Danger};
    case TimerState::Suspended:
        return {Symbol::Ring, Words::tr("Clock stands still"), Tone::Neutral};
    case TimerState::Stopped:
        break;
    }
    return {};
}

Status statusOf(const MaterialSpec &spec, const CaseMaterial *material)
{
    const int pages = material ? static_cast<int>(material->pages.size()) : 0;
    switch (material ? material->source : MaterialSource::None) {
    case MaterialSource::Scanned:
        return {Symbol::Tick, Words::tr("Scanned, %n page(s)", nullptr, pages), Tone::Ok};
    case MaterialSource::Imported:
        return {Symbol::Tick, Words::tr("Imported, %n file(s)", nullptr, pages), Tone::Ok};
    case MaterialSource::Shared:
        return {Symbol::Tick, Words::tr("From shared data"), Tone::Ok};
    case MaterialSource::CardRead:
        return {Symbol::Tick, Words::tr("Checked by card"), Tone::Ok};
    case MaterialSource::PaperKept:
        return {Symbol::Tick, Words::tr("Original seen"), Tone::Ok};
    case MaterialSource::None:
        break;
    }
    if (!spec.required)
        return {Symbol::Ring, Words::tr("Not needed"), Tone::Neutral};
    if (spec.tolerable)
        return {Symbol::Ring, Words::tr("Missing · may follow"), Tone::Neutral};
    return {Symbol::Cross, Words::tr("Missing"), Tone::Danger};
}

QString wordOf(DeviceState state)
{
    switch (state) {
    case DeviceState::Absent:
        return Words::tr("not connected");
    case DeviceState::Starting:
        return Words::tr("starting");
    case DeviceState::Ready:
        return Words::tr("ready");
    case DeviceState::Busy:
        return Words::tr("working");
    case DeviceState::Trouble:
        return Words::tr("in trouble");
    }
    return {};
}

Status dotOf(const QString &device, DeviceState state)
{
    switch (state) {
    case DeviceState::Ready:
        return {Symbol::Dot, device, Tone::Neutral};
    case DeviceState::Busy:
        return {Symbol::Half, device, Tone::Accent};
    case DeviceState::Trouble:
        return {Symbol::Bang, device, Tone::Warning};
    case DeviceState::Absent:
    case DeviceState::Starting:
        break;
    }
    return {Symbol::Ring, device, Tone::Neutral};
}

QString wordOf(PaperSize paper)
{
    return paper == PaperSize::IdCard ? Words::tr("Identity card") : QString::fromLatin1(sheetOf(paper).name);
}

QString wordOf(MaterialForm form)
{
    switch (form) {
    case MaterialForm::Original:
        return Words::tr("Original");
    case MaterialForm::Copy:
        return Words::tr("Copy");
    case MaterialForm::Electronic:
        return Words::tr("Electronic");
    case MaterialForm::OriginalChecked:
        return Words::tr("Original, seen");
    }
    return {};
}

QString wordOf(MatterMode mode)
{
    return mode == MatterMode::OnTheSpot ? Words::tr("On the spot") : Words::tr("Promised limit");
}

QString wordOf(OperationKind kind)
{
    static const QHash<OperationKind, const char *> table{
        {OperationKind::Opened, QT_TRANSLATE_NOOP("Words", "Opened")},
        {OperationKind::ApplicantSet, QT_TRANSLATE_NOOP("Words", "Applicant set")},
        {OperationKind::SituationSet, QT_TRANSLATE_NOOP("Words", "Situation chosen")},
        {OperationKind::FieldsSet, QT_TRANSLATE_NOOP("Words", "Form filled")},
        {OperationKind::MaterialAdded, QT_TRANSLATE_NOOP("Words", "Material added")},
        {OperationKind::MaterialRemoved, QT_TRANSLATE_NOOP("Words", "Material taken back")},
        {OperationKind::Received, QT_TRANSLATE_NOOP("Words", "Materials received")},
        {OperationKind::CheckStarted, QT_TRANSLATE_NOOP("Words", "Check of materials begun")},
        {OperationKind::CorrectionAsked, QT_TRANSLATE_NOOP("Words", "Asked to complete")},
        {OperationKind::Accepted, QT_TRANSLATE_NOOP("Words", "Accepted")},
        {OperationKind::ToleranceAccepted, QT_TRANSLATE_NOOP("Words", "Accepted with tolerance")},
        {OperationKind::NotAccepted, QT_TRANSLATE_NOOP("Words", "Not accepted")},
        {OperationKind::DeemedAccepted, QT_TRANSLATE_NOOP("Words", "Deemed accepted")},
        {OperationKind::Numbered, QT_TRANSLATE_NOOP("Words", "Case number given")},
        {OperationKind::Routed, QT_TRANSLATE_NOOP("Words", "Passed on")},
        {OperationKind::ReviewStarted, QT_TRANSLATE_NOOP("Words", "Review begun")},
        {OperationKind::Suspended, QT_TRANSLATE_NOOP("Words", "Suspended")},
        {OperationKind::Resumed, QT_TRANSLATE_NOOP("Words", "Resumed")},
        {OperationKind::Extended, QT_TRANSLATE_NOOP("Words", "Time extended")},
        {OperationKind::Decided, QT_TRANSLATE_NOOP("Words", "Decided")},
        {OperationKind::LicenceMade, QT_TRANSLATE_NOOP("Words", "Licence made")},
        {OperationKind::Ready, QT_TRANSLATE_NOOP("Words", "Ready to collect")},
        {OperationKind::Delivered, QT_TRANSLATE_NOOP("Words", "Handed over")},
        {OperationKind::Rated, QT_TRANSLATE_NOOP("Words", "Rated")},
        {OperationKind::Withdrawn, QT_TRANSLATE_NOOP("Words", "Withdrawn")},
        {OperationKind::Terminated, QT_TRANSLATE_NOOP("Words", "Ended early")},
        {OperationKind::Voided, QT_TRANSLATE_NOOP("Words", "Void")},
        {OperationKind::PaperPrinted, QT_TRANSLATE_NOOP("Words", "Paper printed")},
        {OperationKind::Noted, QT_TRANSLATE_NOOP("Words", "Note")},
    };
    return Words::tr(table.value(kind, ""));
}

QString wordOf(PaperKind paper)
{
    switch (paper) {
    case PaperKind::MaterialsReceipt:
        return Words::tr("Receipt of materials");
    case PaperKind::AcceptanceNotice:
        return Words::tr("Notice of acceptance");
    case PaperKind::NonAcceptance:
        return Words::tr("Notice of non-acceptance");
    case PaperKind::CorrectionNotice:
        return Words::tr("One-time notice");
    case PaperKind::ToleranceNotice:
        return Words::tr("Notice of tolerance");
    case PaperKind::ExtensionNotice:
        return Words::tr("Notice of extension");
    case PaperKind::SpecialNotice:
        return Words::tr("Notice of special procedure");
    case PaperKind::ReturnNotice:
        return Words::tr("Notice of return");
    case PaperKind::CollectionNote:
        return Words::tr("Receipt of collection");
    case PaperKind::ReceiptSlip:
        return Words::tr("Slip");
    case PaperKind::TicketSlip:
        return Words::tr("Queue ticket");
    }
    return {};
}

QString shortDay(const QDate &day)
{
    //: date format of QLocale::toString: day and month
    return QLocale().toString(day, Words::tr("d MMM"));
}

QString longDay(const QDate &day)
{
    //: date format of QLocale::toString: day, month and year
    return QLocale().toString(day, Words::tr("d MMM yyyy"));
}

QString momentIn(const QDateTime &utc, int offsetSeconds, const QDate &today)
{
    if (!utc.isValid())
        return {};
    const QDateTime there = utc.toOffsetFromUtc(offsetSeconds);
    const QString time = there.toString(QStringLiteral("HH:mm"));
    if (there.date() == today)
        return time;
    return (there.date().year() == today.year() ? shortDay(there.date()) : longDay(there.date())) + u' ' + time;
}

QString stopwatch(qint64 seconds)
{
    const qint64 whole = std::max<qint64>(0, seconds);
    const QString tail = QStringLiteral("%1:%2");
    if (whole < 3600)
        return tail.arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
    return QStringLiteral("%1:%2:%3")
        .arg(whole / 3600)
        .arg(whole / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(whole % 60, 2, 10, QLatin1Char('0'));
}

QString minutesInWords(qint64 seconds)
{
    return Words::tr("%n minute(s)", nullptr, static_cast<int>(std::max<qint64>(1, (seconds + 30) / 60)));
}

QString remainingInWords(const Deadline &deadline)
{
    if (deadline.remaining < 0)
        return Words::tr("%n working day(s) over", nullptr, -deadline.remaining);
    if (deadline.remaining == 0)
        return Words::tr("Due today");
    return Words::tr("%n working day(s) left", nullptr, deadline.remaining);
}

} // namespace yichuang
