// SPDX-License-Identifier: Apache-2.0
#include "app/base/reason.h"

#include <array>

namespace yichuang
{
namespace
{

struct Row {
    Fault fault;
    const char *name;
    const char *code;
};

constexpr std::array rows = std::to_array<Row>({
    {Fault::Cancelled, "Cancelled", "G-001"},
    {Fault::Timeout, "Timeout", "G-002"},
    {Fault::BadArgument, "BadArgument", "G-003"},
    {Fault::NotFound, "NotFound", "G-004"},
    {Fault::TooLarge, "TooLarge", "G-005"},
    {Fault::Unsupported, "Unsupported", "G-006"},
    {Fault::ConfigMissing, "ConfigMissing", "C-101"},
    {Fault::ConfigMalformed, "ConfigMalformed", "C-102"},
    {Fault::ConfigLocked, "ConfigLocked", "C-103"},
    {Fault::NotEnrolled, "NotEnrolled", "C-104"},
    {Fault::EnrolmentRefused, "EnrolmentRefused", "C-105"},
    {Fault::DeviceRevoked, "DeviceRevoked", "C-106"},
    {Fault::NoNetwork, "NoNetwork", "N-101"},
    {Fault::CentreUnreachable, "CentreUnreachable", "N-102"},
    {Fault::NotOurServer, "NotOurServer", "N-103"},
    {Fault::CertificateUntrusted, "CertificateUntrusted", "N-104"},
    {Fault::NetworkTimeout, "NetworkTimeout", "N-105"},
    {Fault::ReplyTooLarge, "ReplyTooLarge", "N-106"},
    {Fault::ReplyMalformed, "ReplyMalformed", "N-107"},
    {Fault::CentreBusy, "CentreBusy", "N-108"},
    {Fault::CentreFault, "CentreFault", "N-109"},
    {Fault::ProtocolUnknown, "ProtocolUnknown", "N-110"},
    {Fault::RequestRefused, "RequestRefused", "N-111"},
    {Fault::WrongPassword, "WrongPassword", "A-101"},
    {Fault::LockedOut, "LockedOut", "A-102"},
    {Fault::FirstSignInNeedsCentre, "FirstSignInNeedsCentre", "A-103"},
    {Fault::OfflineGraceOver, "OfflineGraceOver", "A-104"},
    {Fault::SessionExpired, "SessionExpired", "A-105"},
    {Fault::NotAllowed, "NotAllowed", "A-106"},
    {Fault::KeyUnavailable, "KeyUnavailable", "A-107"},
    {Fault::KeyMismatch, "KeyMismatch", "A-108"},
    {Fault::KeyringSilent, "KeyringSilent", "A-109"},
    {Fault::SecondFactorNeeded, "SecondFactorNeeded", "A-110"},
    {Fault::SecondFactorWrong, "SecondFactorWrong", "A-111"},
    {Fault::PasswordMustChange, "PasswordMustChange", "A-112"},
    {Fault::PasswordTooWeak, "PasswordTooWeak", "A-113"},
    {Fault::StoreUnavailable, "StoreUnavailable", "D-101"},
    {Fault::DiskFull, "DiskFull", "D-102"},
    {Fault::StoreDamaged, "StoreDamaged", "D-103"},
    {Fault::StoreReadOnly, "StoreReadOnly", "D-104"},
    {Fault::StoreBusy, "StoreBusy", "D-105"},
    {Fault::SealBroken, "SealBroken", "D-106"},
    {Fault::StoreNewer, "StoreNewer", "D-107"},
    {Fault::ReaderMissing, "ReaderMissing", "R-101"},
    {Fault::ReaderTornFrame, "ReaderTornFrame", "R-102"},
    {Fault::ReaderChecksum, "ReaderChecksum", "R-103"},
    {Fault::ReaderNoCard, "ReaderNoCard", "R-104"},
    {Fault::ReaderCardMoved, "ReaderCardMoved", "R-105"},
    {Fault::ReaderRefused, "ReaderRefused", "R-106"},
    {Fault::ReaderTextInvalid, "ReaderTextInvalid", "R-107"},
    {Fault::ReaderCheckDigit, "ReaderCheckDigit", "R-108"},
    {Fault::ScannerMissing, "ScannerMissing", "S-101"},
    {Fault::FeederEmpty, "FeederEmpty", "S-102"},
    {Fault::FeederJam, "FeederJam", "S-103"},
    {Fault::ScannerCoverOpen, "ScannerCoverOpen", "S-104"},
    {Fault::ScannerBusy, "ScannerBusy", "S-105"},
    {Fault::ScannerIo, "ScannerIo", "S-106"},
    {Fault::ScannerDenied, "ScannerDenied", "S-107"},
    {Fault::PageBlurred, "PageBlurred", "S-108"},
    {Fault::PageGlare, "PageGlare", "S-109"},
    {Fault::HelperCrashed, "HelperCrashed", "H-101"},
    {Fault::HelperHung, "HelperHung", "H-102"},
    {Fault::DriverMissing, "DriverMissing", "H-103"},
    {Fault::DriverProtocol, "DriverProtocol", "H-104"},
    {Fault::PrinterUnreachable, "PrinterUnreachable", "P-101"},
    {Fault::PrinterOffline, "PrinterOffline", "P-102"},
    {Fault::PrinterPaperOut, "PrinterPaperOut", "P-103"},
    {Fault::PrinterCoverOpen, "PrinterCoverOpen", "P-104"},
    {Fault::PrinterCutShort, "PrinterCutShort", "P-105"},
    {Fault::NotAPdf, "NotAPdf", "M-101"},
    {Fault::PdfLocked, "PdfLocked", "M-102"},
    {Fault::TooManyPages, "TooManyPages", "M-103"},
    {Fault::NotAnImage, "NotAnImage", "M-104"},
    {Fault::ImageTooLarge, "ImageTooLarge", "M-105"},
    {Fault::FileUnreadable, "FileUnreadable", "M-106"},
    {Fault::CodeNotFound, "CodeNotFound", "Q-101"},
    {Fault::IdentifierInvalid, "IdentifierInvalid", "I-101"},
    {Fault::FieldMissing, "FieldMissing", "I-102"},
    {Fault::FieldInvalid, "FieldInvalid", "I-103"},
    {Fault::TransitionRefused, "TransitionRefused", "K-101"},
    {Fault::ActorRefused, "ActorRefused", "K-102"},
    {Fault::MaterialMissing, "MaterialMissing", "K-103"},
    {Fault::ReceiptAlreadyGiven, "ReceiptAlreadyGiven", "K-104"},
    {Fault::VersionConflict, "VersionConflict", "K-105"},
    {Fault::OperationInvalid, "OperationInvalid", "K-106"},
    {Fault::MatterUnknown, "MatterUnknown", "K-107"},
    {Fault::CatalogueInvalid, "CatalogueInvalid", "K-108"},
    {Fault::CalendarUnknown, "CalendarUnknown", "K-109"},
    {Fault::ReasonRequired, "ReasonRequired", "K-110"},
    {Fault::MaterialNotShared, "MaterialNotShared", "K-111"},
    {Fault::PaperUnreadable, "PaperUnreadable", "V-101"},
    {Fault::PaperForged, "PaperForged", "V-102"},
    {Fault::PaperKeyUnknown, "PaperKeyUnknown", "V-103"},
    {Fault::QueueEmpty, "QueueEmpty", "T-101"},
    {Fault::TicketTaken, "TicketTaken", "T-102"},
    {Fault::TicketActWaits, "TicketActWaits", "T-103"},
    {Fault::TicketActRefused, "TicketActRefused", "T-104"},
    {Fault::BundleUnreadable, "BundleUnreadable", "B-101"},
    {Fault::BundleForeign, "BundleForeign", "B-102"},
    {Fault::BundleLocked, "BundleLocked", "B-103"},
    {Fault::BundleNotWritten, "BundleNotWritten", "B-104"},
});

const Row &rowOf(Fault fault)
{
    return rows.at(static_cast<std::size_t>(fault));
}

QString lowerCamel(const char *name)
{
    QString text = QString::fromLatin1(name);
    text[0] = text[0].toLower();
    return text;
}

} // namespace

QString faultCode(Fault fault)
{
    return QString::fromLatin1(rowOf(fault).code);
}

QString faultName(Fault fault)
{
    return lowerCamel(rowOf(fault).name);
}

std::optional<Fault> faultNamed(const QString &name)
{
    for (const Row &row : rows) {
        if (lowerCamel(row.name) == name)
            return row.fault;
    }
    return std::nullopt;
}

const QList<Fault> &allFaults()
{
    static const QList<Fault> faults = [] {
        QList<Fault> list;
        for (const Row &row : rows)
            list.append(row.fault);
        return list;
    }();
    return faults;
}

QString describe(const Reason &reason)
{
    QString text = faultCode(reason.fault) + u' ' + reason.where;
    if (!reason.detail.isEmpty())
        text += QStringLiteral(": ") + reason.detail;
    return text;
}

} // namespace yichuang
