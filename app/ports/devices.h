// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "app/domain/applicant.h"
#include "app/domain/paper.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QSizeF>

#include <memory>

namespace yichuang
{

/// How a device stands, for the dot in the status strip.
enum class DeviceState { Absent, Starting, Ready, Busy, Trouble };

/// Reads identity cards. Drivers report facts and show nothing. Own thread of the caller; signals come there.
/// After a good read the same card must leave before it is reported again.
class IdReader : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// Begins to poll (no faster than every 300 ms); faults are reported and retried with a back-off until stop().
    /// Called again it looks at once; with the simulator the next invented person then lays a card.
    virtual void start() = 0;
    virtual void stop() = 0;
    [[nodiscard]] virtual DeviceState state() const = 0;

Q_SIGNALS:
    void cardRead(const yichuang::IdCard &card);
    void cardRemoved();
    void faulted(const yichuang::Reason &reason);
    void stateChanged(yichuang::DeviceState state);
};

struct ScannerChoice {
    QString name; ///< the driver's name of the device
    QString vendor;
    QString model;
    bool operator==(const ScannerChoice &) const = default;
};

/// What lies on the glass or in the feeder (ISO 216; an identity card is ID-1 of ISO/IEC 7810, 85.6 by 54 mm).
enum class PaperSize { A4, A5, A3, IdCard };
/// Width and height in millimetres, upright but for the card; the name in settings and messages.
struct Sheet {
    PaperSize size;
    const char *name;
    QSizeF millimetres;
};
inline constexpr Sheet sheets[] = {
    {PaperSize::A4, "A4", {210, 297}},
    {PaperSize::A5, "A5", {148, 210}},
    {PaperSize::A3, "A3", {297, 420}},
    {PaperSize::IdCard, "idCard", {85.6, 54}},
};
[[nodiscard]] inline const Sheet &sheetOf(PaperSize paper)
{
    return sheets[static_cast<int>(paper)];
}
[[nodiscard]] inline std::optional<PaperSize> paperSizeNamed(const QString &name)
{
    for (const Sheet &sheet : sheets) {
        if (name == QLatin1String(sheet.name))
            return sheet.size;
    }
    return std::nullopt;
}

/// What one scanner can do, as far as it says.
struct ScannerAbilities {
    bool feeder = false;
    bool glass = true;
    bool duplex = false; ///< the feeder takes both sides in one pass
    QList<PaperSize> papers{PaperSize::A4};
    int lowestDpi = 75;
    int highestDpi = 600;
    bool operator==(const ScannerAbilities &) const = default;
};

struct ScanRequest {
    QString scanner; ///< ScannerChoice::name; empty: the first
    int dpi = 200;   ///< 75 to 600
    bool colour = true;
    bool feeder = true; ///< the feeder until it is empty, else one page from the glass
    int maxPages = 100;
    PaperSize paper = PaperSize::A4; ///< the nearest that the scanner takes; a camera stand lays both sides of an
                                     ///< identity card on one A4 page at 1:1
    bool duplex = false;             ///< both sides, where the scanner can; else the front
};

/// What is doubtful about a page; it is kept as it came, and asked for again.
enum class PageFlag { Blurred, Glare };

/// One page as it came, already on its way to disk.
struct ScannedPage {
    QByteArray bytes;
    QString mime; ///< image/jpeg or image/png
    int width = 0;
    int height = 0;
    int dpi = 0;
    QString name; ///< file name for imports
    QList<PageFlag> flags = {};
};

/// Gives pages: a scanner, a camera stand, a folder. Pages stream out one by one; a stopped or failed batch has
/// already given every page it had.
class PageSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    [[nodiscard]] virtual QFuture<Result<QList<ScannerChoice>>> scanners() = 0;
    /// What a scanner can do; an empty name is the first. Unsupported where a source cannot say.
    [[nodiscard]] virtual QFuture<Result<ScannerAbilities>> abilities(const QString &)
    {
        return QtFuture::makeReadyFuture(
            Result<ScannerAbilities>(failure(Fault::Unsupported, QStringLiteral("scanner.abilities"))));
    }
    /// Starts a batch; at most one at a time (ScannerBusy through finished()).
    virtual void scan(const ScanRequest &request) = 0;
    virtual void cancel() = 0;
    [[nodiscard]] virtual DeviceState state() const = 0;

Q_SIGNALS:
    void pageScanned(const yichuang::ScannedPage &page);
    /// How much of the page under way has come, in per cent; only where the source knows.
    void progressed(int percent);
    /// The end of a batch: how many pages came, and why it ended where that was not an empty feeder after at least one
    /// page.
    void finished(int pages, const std::optional<yichuang::Reason> &reason);
    void stateChanged(yichuang::DeviceState state);
};

/// A code that was read: QR, Code 128…
struct ReadCode {
    QString format; ///< as "QRCode"
    QString text;
    bool operator==(const ReadCode &) const = default;
};

/// Gives codes: a serial scanner, a camera, a keyboard wedge.
class CodeSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void stop() = 0;
    [[nodiscard]] virtual DeviceState state() const = 0;

Q_SIGNALS:
    void codeRead(const yichuang::ReadCode &code);
    void faulted(const yichuang::Reason &reason);
    void stateChanged(yichuang::DeviceState state);
};

/// A slip that lies ready at the printer with its first byte held back. One thread at a time, any; destroyed without
/// print() it is dropped.
class LaidSlip
{
public:
    LaidSlip() = default;
    LaidSlip(const LaidSlip &) = delete;
    LaidSlip &operator=(const LaidSlip &) = delete;
    virtual ~LaidSlip() = default;
    /// Lets it go; once. As SlipPrinter::print().
    [[nodiscard]] virtual QFuture<Result<Done>> print() = 0;
};

/// Prints thermal slips. The future ends when the bytes have been taken by the device and, where it can say, its
/// status is good; PrinterUnreachable, PrinterPaperOut, PrinterCoverOpen, PrinterCutShort.
class SlipPrinter : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    [[nodiscard]] virtual QFuture<Result<Done>> print(const Slip &slip) = 0;
    /// A slip will follow within moments: what stands before its first byte may be done now (the line opened, the
    /// printer asked). Nothing comes out, no fault is told, and without a slip it is undone within two seconds.
    virtual void expect() {}
    /// print() in two steps, for a slip that may not come out yet. Never null; any thread.
    [[nodiscard]] virtual std::unique_ptr<LaidSlip> lay(const Slip &slip);
    [[nodiscard]] virtual DeviceState state() const = 0;

Q_SIGNALS:
    void stateChanged(yichuang::DeviceState state);
};

inline std::unique_ptr<LaidSlip> SlipPrinter::lay(const Slip &slip)
{
    /// Goes the way of print(), in the printer's thread.
    class Kept final : public LaidSlip
    {
    public:
        Kept(SlipPrinter *printer, Slip kept) : m_printer(printer), m_slip(std::move(kept)) {}
        QFuture<Result<Done>> print() override
        {
            const auto promise = std::make_shared<QPromise<Result<Done>>>();
            promise->start();
            QMetaObject::invokeMethod(m_printer, [promise, printer = m_printer, kept = m_slip] {
                printer->print(kept).then([promise](const Result<Done> &done) {
                    promise->addResult(done);
                    promise->finish();
                });
            });
            return promise->future();
        }

    private:
        SlipPrinter *m_printer;
        Slip m_slip;
    };
    return std::make_unique<Kept>(this, slip);
}

/// Writes papers as PDF and counts the pages of foreign files. Off the caller's thread.
class PaperPress
{
public:
    PaperPress() = default;
    PaperPress(const PaperPress &) = delete;
    PaperPress &operator=(const PaperPress &) = delete;
    virtual ~PaperPress() = default;
    /// The paper as PDF bytes (A4).
    [[nodiscard]] virtual QFuture<Result<QByteArray>> pdf(const PaperText &paper) = 0;
    /// Looks at a file to import: NotAPdf, PdfLocked, NotAnImage, ImageTooLarge, TooManyPages, FileUnreadable,
    /// TooLarge (over 50 MiB). Decoding of foreign bytes happens in the helper process.
    [[nodiscard]] virtual QFuture<Result<ScannedPage>> import(const QString &path) = 0;
};

} // namespace yichuang
