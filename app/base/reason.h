// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace yichuang
{

/// What failed. Each has a stable code that people quote and the help explains; a code is never used again.
enum class Fault : std::uint8_t {
    // general
    Cancelled,   ///< G-001: stopped by the person who started it
    Timeout,     ///< G-002: a deadline passed
    BadArgument, ///< G-003: the caller asked for something that cannot be
    NotFound,    ///< G-004: no such thing
    TooLarge,    ///< G-005: over a limit of size or count
    Unsupported, ///< G-006: this version cannot do it
    // configuration
    ConfigMissing,    ///< C-101: no configuration file where one must be
    ConfigMalformed,  ///< C-102: a configuration file cannot be read
    ConfigLocked,     ///< C-103: the administrator holds this setting
    NotEnrolled,      ///< C-104: this window has not been enrolled at a centre
    EnrolmentRefused, ///< C-105: the centre refused the enrolment code
    DeviceRevoked,    ///< C-106: the centre has taken this window's certificate back
    // network and centre
    NoNetwork,            ///< N-101: the machine has no link
    CentreUnreachable,    ///< N-102: the link is there, the centre does not answer
    NotOurServer,         ///< N-103: something answered that is not the centre: a portal, a proxy
    CertificateUntrusted, ///< N-104: the server's certificate is not one of the hall's authority
    NetworkTimeout,       ///< N-105: the centre took longer than the deadline
    ReplyTooLarge,        ///< N-106: a reply over the size limit
    ReplyMalformed,       ///< N-107: the centre's reply cannot be read
    CentreBusy,           ///< N-108: the centre asked to wait
    CentreFault,          ///< N-109: the centre failed
    ProtocolUnknown,      ///< N-110: the centre speaks another protocol version
    RequestRefused,       ///< N-111: the centre refused the request as invalid
    // sign-in
    WrongPassword,          ///< A-101: unknown user or wrong password
    LockedOut,              ///< A-102: too many failed attempts, wait
    FirstSignInNeedsCentre, ///< A-103: the first sign-in on a window must be online
    OfflineGraceOver,       ///< A-104: the offline grant has run out
    SessionExpired,         ///< A-105: the session must be renewed
    NotAllowed,             ///< A-106: the role does not allow it
    KeyUnavailable,         ///< A-107: the sealing key cannot be had
    KeyMismatch,            ///< A-108: the key found is not the store's key
    KeyringSilent,          ///< A-109: the desktop's keyring is locked, absent or does not answer
    SecondFactorNeeded,     ///< A-110: the role signs in with a code beside the password
    SecondFactorWrong,      ///< A-111: the code does not fit, or was used before
    PasswordMustChange,     ///< A-112: the password was given by somebody else and must be replaced
    PasswordTooWeak,        ///< A-113: the new password does not keep the rules
    // store
    StoreUnavailable, ///< D-101: the store cannot be opened
    DiskFull,         ///< D-102: no space left
    StoreDamaged,     ///< D-103: the store's bytes are wrong
    StoreReadOnly,    ///< D-104: the store cannot be written
    StoreBusy,        ///< D-105: another program holds the store
    SealBroken,       ///< D-106: a sealed row does not open
    StoreNewer,       ///< D-107: the store was written by a newer version
    // card readers
    ReaderMissing,     ///< R-101: no reader at the port
    ReaderTornFrame,   ///< R-102: a frame ended early or its length is wrong
    ReaderChecksum,    ///< R-103: a frame's checksum is wrong
    ReaderNoCard,      ///< R-104: no card on the reader
    ReaderCardMoved,   ///< R-105: the card left while it was read
    ReaderRefused,     ///< R-106: the module answered with an error
    ReaderTextInvalid, ///< R-107: the card's text cannot be understood
    ReaderCheckDigit,  ///< R-108: the number on the card fails its check digit
    // scanners and pages
    ScannerMissing,   ///< S-101: no such scanner
    FeederEmpty,      ///< S-102: no paper in the feeder
    FeederJam,        ///< S-103: paper is jammed
    ScannerCoverOpen, ///< S-104: the scanner's cover is open
    ScannerBusy,      ///< S-105: another program uses the scanner
    ScannerIo,        ///< S-106: the scanner's link failed
    ScannerDenied,    ///< S-107: no right to use the scanner
    PageBlurred,      ///< S-108: a page was taken, and is not sharp
    PageGlare,        ///< S-109: a page was taken, and light is mirrored on it
    // driver helper
    HelperCrashed,  ///< H-101: the driver's process ended by itself
    HelperHung,     ///< H-102: the driver's process did not answer in time
    DriverMissing,  ///< H-103: no such driver
    DriverProtocol, ///< H-104: the driver's process sent what cannot be read
    // slip and page printers
    PrinterUnreachable, ///< P-101: the printer does not answer
    PrinterOffline,     ///< P-102: the printer says it is off line
    PrinterPaperOut,    ///< P-103: no paper
    PrinterCoverOpen,   ///< P-104: the printer's cover is open
    PrinterCutShort,    ///< P-105: the link broke while printing
    // imported files
    NotAPdf,        ///< M-101: the file is not a PDF
    PdfLocked,      ///< M-102: the PDF asks for a password
    TooManyPages,   ///< M-103: more pages than allowed
    NotAnImage,     ///< M-104: the file is not a picture
    ImageTooLarge,  ///< M-105: more pixels than allowed
    FileUnreadable, ///< M-106: the file cannot be read
    // codes
    CodeNotFound, ///< Q-101: no code in the picture
    // identifiers and forms
    IdentifierInvalid, ///< I-101: an identifier fails its rule
    FieldMissing,      ///< I-102: a required field is empty
    FieldInvalid,      ///< I-103: a field's value is not allowed
    // rules of the case
    TransitionRefused,   ///< K-101: the case's state does not allow it
    ActorRefused,        ///< K-102: this actor may not do it
    MaterialMissing,     ///< K-103: a required material is missing
    ReceiptAlreadyGiven, ///< K-104: the case has its receipt
    VersionConflict,     ///< K-105: the case changed at the centre meanwhile
    OperationInvalid,    ///< K-106: an operation cannot be understood
    MatterUnknown,       ///< K-107: no such matter in the catalogue
    CatalogueInvalid,    ///< K-108: the catalogue breaks its rules
    CalendarUnknown,     ///< K-109: the year is not in the calendar
    ReasonRequired,      ///< K-110: this act needs a reason
    MaterialNotShared,   ///< K-111: no shared data holds this material
    // papers
    PaperUnreadable, ///< V-101: the text is not a code of one of our papers
    PaperForged,     ///< V-102: the signature does not fit
    PaperKeyUnknown, ///< V-103: no key of that window is known
    // queue
    QueueEmpty,       ///< T-101: nobody waits
    TicketTaken,      ///< T-102: another window was first
    TicketActWaits,   ///< T-103: the queue has not taken an act on a ticket yet; it is told again
    TicketActRefused, ///< T-104: the queue refuses an act on a ticket; it is set aside
    // sealed bundles of cases
    BundleUnreadable, ///< B-101: the file is no bundle, is torn or was changed
    BundleForeign,    ///< B-102: the bundle is of another hall, or of a window whose key is not known here
    BundleLocked,     ///< B-103: the passphrase does not open the bundle
    BundleNotWritten, ///< B-104: the bundle could not be written where it was to go
};

/// Why something failed: what, where in the program, and a detail for the log. The sentence for people is made
/// in ui/ from the fault. `detail` carries no personal data.
struct Reason {
    Fault fault = Fault::BadArgument;
    QString where;  ///< room and act, as in "store.commit"
    QString detail; ///< facts for support: a path, a status, a byte offset
    bool operator==(const Reason &) const = default;
};

/// The stable code for people, as in "P-103".
[[nodiscard]] QString faultCode(Fault fault);
/// The stable name for programs, as in "printerPaperOut".
[[nodiscard]] QString faultName(Fault fault);
/// The fault of a name made by faultName(); nothing for an unknown name.
[[nodiscard]] std::optional<Fault> faultNamed(const QString &name);
/// Every fault, in the order of the table: for the help and for tests.
[[nodiscard]] const QList<Fault> &allFaults();
/// "P-103 printer.print: detail", for logs and programs.
[[nodiscard]] QString describe(const Reason &reason);

} // namespace yichuang
