// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_trials.h"

#include "app/base/when_done.h"
#include "app/devices/driver_places.h"
#include "app/devices/hosted_code_source.h"
#include "app/devices/hosted_id_reader.h"
#include "app/devices/hosted_page_source.h"
#include "app/devices/hosted_slip_printer.h"
#include "app/devices/test_slip.h"
#include "app/devices/wire_trace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QThreadPool>

namespace yichuang
{
namespace
{

using What = TrialEntry::What;

constexpr int longestTrialMs = 120'000;
constexpr int mostEntries = 1'000;

TrialEntry entryOf(What what, const QStringList &words = {}, qint64 number = 0)
{
    TrialEntry entry;
    entry.what = what;
    entry.words = words;
    entry.number = number;
    return entry;
}

/// "member: value" of what a driver knows; of several devices, one line each.
QStringList wordsOf(const QJsonObject &known)
{
    QStringList words;
    for (auto it = known.begin(); it != known.end(); ++it) {
        const QByteArray value = QJsonDocument(QJsonArray{it.value()}).toJson(QJsonDocument::Compact);
        words.append(
            it.key() + QStringLiteral(": ")
            + (it.value().isString() ? it.value().toString() : QString::fromUtf8(value.mid(1, value.size() - 2))));
    }
    return words;
}

} // namespace

HostedTrials::HostedTrials(DriverLaunch launch, QObject *parent) : DeviceTrials(parent), m_launch(std::move(launch))
{
    m_launch.trace = true;
    m_limit.setSingleShot(true);
    m_limit.setInterval(longestTrialMs);
    connect(&m_limit, &QTimer::timeout, this, &HostedTrials::end);
}

HostedTrials::~HostedTrials() = default;

void HostedTrials::setNeighbours(std::function<void(const QString &)> rest, std::function<void(const QString &)> wake)
{
    m_rest = std::move(rest);
    m_wake = std::move(wake);
}

QFuture<QList<FoundDriver>> HostedTrials::drivers()
{
    auto promise = std::make_shared<QPromise<QList<FoundDriver>>>();
    promise->start();
    const DriverShelf shelf = shelfOf(m_launch);
    QThreadPool::globalInstance()->start([promise, shelf] {
        promise->addResult(findDrivers(shelf));
        promise->finish();
    });
    return promise->future();
}

void HostedTrials::begin(const DeviceChoice &choice)
{
    end();
    m_kind = choice.kind;
    m_told = 0;
    m_since.start();
    m_rest(m_kind);
    m_limit.start();
    if (choice.kind == QLatin1String("idReader"))
        tryReader(choice);
    else if (choice.kind == QLatin1String("codeSource"))
        tryCodes(choice);
    else if (choice.kind == QLatin1String("pageSource"))
        tryPages(choice);
    else if (choice.kind == QLatin1String("slipPrinter"))
        tryPrinter(choice);
    else
        tellFault(Reason{Fault::Unsupported, QStringLiteral("devices.trial"), choice.kind});
}

void HostedTrials::end()
{
    if (m_kind.isEmpty())
        return;
    const QString kind = std::exchange(m_kind, QString());
    m_limit.stop();
    if (m_device) {
        // It may be in the middle of one of its signals.
        QObject *device = m_device.release();
        device->disconnect(this);
        m_process->disconnect(this);
        std::exchange(m_process, nullptr)->stop();
        device->deleteLater();
    }
    m_wake(kind);
    Q_EMIT ended();
}

DriverLaunch HostedTrials::launchOf(const DeviceChoice &choice) const
{
    DriverLaunch launch = m_launch;
    launch.driver = choice.driver;
    launch.settings = choice.settings;
    return launch;
}

template <typename Device>
void HostedTrials::follow(Device *device)
{
    m_device.reset(device);
    m_process = &device->process();
    connect(device, &Device::stateChanged, this, [this](DeviceState state) {
        TrialEntry entry = entryOf(What::State);
        entry.state = state;
        tell(entry);
        if (state == DeviceState::Ready && m_process)
            askWhatIsKnown(*m_process);
    });
    connect(m_process, &DriverProcess::event, this, [this](const QString &name, const WireMessage &message) {
        if (name == QLatin1String("trace"))
            takePiece(message);
    });
}

void HostedTrials::askWhatIsKnown(DriverProcess &process)
{
    whenDone(process.call(QStringLiteral("describe")), m_device.get(), [this](const Result<WireMessage> &reply) {
        if (reply && !m_kind.isEmpty())
            tell(entryOf(What::Known, wordsOf(reply->json)));
    });
}

void HostedTrials::tryReader(const DeviceChoice &choice)
{
    auto *reader = new HostedIdReader(launchOf(choice));
    follow(reader);
    connect(reader, &IdReader::cardRead, this, [this](const IdCard &card) {
        tell(entryOf(What::CardRead, {cardKindName(card.kind)}, card.photo.size()));
    });
    connect(reader, &IdReader::cardRemoved, this, [this] { tell(entryOf(What::CardLeft)); });
    connect(reader, &IdReader::faulted, this, &HostedTrials::tellFault);
    reader->start();
}

void HostedTrials::tryCodes(const DeviceChoice &choice)
{
    auto *source = new HostedCodeSource(launchOf(choice));
    follow(source);
    connect(source, &CodeSource::codeRead, this, [this](const ReadCode &code) {
        tell(entryOf(What::CodeRead, {code.format.left(40), textShape(code.text)}, code.text.size()));
    });
    connect(source, &CodeSource::faulted, this, &HostedTrials::tellFault);
    source->start();
}

void HostedTrials::tryPages(const DeviceChoice &choice)
{
    auto *source = new HostedPageSource(launchOf(choice));
    follow(source);
    connect(source, &PageSource::pageScanned, this, [this](const ScannedPage &page) {
        tell(entryOf(What::PageCame,
                     {page.mime, QStringLiteral("%1 × %2").arg(page.width).arg(page.height), QString::number(page.dpi)},
                     page.bytes.size()));
    });
    connect(source, &PageSource::finished, this, [this](int pages, const std::optional<Reason> &reason) {
        if (reason && pages == 0)
            tellFault(*reason);
        end();
    });
    whenDone(source->scanners(), source, [this, source](const Result<QList<ScannerChoice>> &choices) {
        if (!choices) {
            tellFault(choices.error());
            end();
            return;
        }
        for (const ScannerChoice &scanner : *choices)
            tell(entryOf(What::Scanner, {scanner.name, scanner.vendor, scanner.model}));
        ScanRequest request;
        request.dpi = 100;
        request.feeder = false;
        request.maxPages = 1;
        source->scan(request);
    });
}

void HostedTrials::tryPrinter(const DeviceChoice &choice)
{
    auto *printer = new HostedSlipPrinter(launchOf(choice));
    follow(printer);
    const QString to = choice.settings.value(QLatin1String("to")).toString();
    whenDone(printer->print(testSlip(to.isEmpty() ? QStringList() : QStringList{to})), printer,
             [this](const Result<Done> &done) {
                 if (done)
                     tell(entryOf(What::Printed));
                 else
                     tellFault(done.error());
                 end();
             });
}

void HostedTrials::takePiece(const WireMessage &message)
{
    const std::optional<WirePiece> piece = pieceFromWire(message.json);
    if (!piece)
        return;
    TrialEntry entry = entryOf(piece->fromDevice ? What::Came : What::Sent, {}, piece->left);
    entry.bytes = piece->bytes;
    entry.shapeOnly = piece->shapeOnly;
    tell(entry);
    if (piece->full)
        tell(entryOf(What::TraceFull));
}

void HostedTrials::tellFault(const Reason &reason)
{
    TrialEntry entry = entryOf(What::Fault);
    entry.reason = reason;
    tell(entry);
}

void HostedTrials::tell(TrialEntry entry)
{
    if (m_kind.isEmpty() || ++m_told > mostEntries)
        return;
    entry.ms = m_since.elapsed();
    Q_EMIT happened(entry);
}

} // namespace yichuang
