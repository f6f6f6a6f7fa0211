// SPDX-License-Identifier: Apache-2.0
#include "app/sync/bundle_carrier.h"

#include "app/base/json.h"
#include "app/base/when_done.h"
#include "app/crypto/digest.h"
#include "app/crypto/signing.h"
#include "app/sync/bundle.h"

#include <QFile>
#include <QJsonArray>
#include <QSaveFile>
#include <QSet>

namespace yichuang
{

namespace
{

const QString where = QStringLiteral("sync.carrier");
constexpr int mostLoosePages = 100'000;
constexpr qsizetype operationsAPart = 100;

using DeviceKeys = QHash<QString, VerifyKey>;

/// The hall's windows by device, from the centre's published keys.
Result<DeviceKeys> keysFrom(const QByteArray &document, const QString &hall)
{
    const auto json = parseJsonObject(document, {16 * 1024 * 1024, 8});
    if (!json || json->value(QStringLiteral("hall")).toString() != hall)
        return failure(Fault::BundleForeign, where, QStringLiteral("keys"));
    DeviceKeys keys;
    for (const QJsonValue &row : json->value(QStringLiteral("keys")).toArray()) {
        const auto key = VerifyKey::fromDer(QByteArray::fromBase64(row[QStringLiteral("key")].toString().toLatin1()));
        if (key)
            keys.insert(row[QStringLiteral("device")].toString(), *key);
    }
    return keys;
}

/// A window of this hall made it, and nobody has changed it.
Result<Done> isOfHall(const Operation &operation, const DeviceKeys &keys)
{
    const auto key = keys.constFind(operation.device);
    if (key == keys.constEnd() || operation.actor == Actor::Centre)
        return failure(Fault::BundleForeign, where, operation.device);
    const auto signature = QByteArray::fromBase64Encoding(
        operation.signature, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!signature || !key->verify(canonicalBytes(operation), signature.decoded))
        return failure(Fault::BundleUnreadable, where, QStringLiteral("signature"));
    return Done{};
}

} // namespace

struct BundleCarrier::Packing {
    QPromise<Result<Parcel>> promise;
    QString passphrase;
    std::unique_ptr<QSaveFile> file;
    std::optional<BundleWriter> writer;
    QStringList cases;   ///< still to be asked for
    QStringList pages;   ///< blobs still to be written
    QSet<QString> named; ///< blobs that are or were among them
    QHash<QString, QString> mimes;
    bool all = false;
    int steps = 0;
    int done = 0;
    Parcel parcel;

    void end(const Result<Parcel> &result)
    {
        writer.reset();
        file.reset();
        promise.addResult(result);
        promise.finish();
    }
    void addPage(const QString &blob, const QString &mime)
    {
        if (named.contains(blob))
            return;
        named.insert(blob);
        pages.append(blob);
        mimes.insert(blob, mime);
    }
};

struct BundleCarrier::Unpacking {
    QPromise<Result<Parcel>> promise;
    QString passphrase;
    QFile file;
    std::optional<BundleReader> reader;
    DeviceKeys keys;
    QList<Operation> operations;
    QStringList blobs;
    int done = 0;
    Parcel parcel;

    void end(const Result<Parcel> &result)
    {
        reader.reset();
        promise.addResult(result);
        promise.finish();
    }
    [[nodiscard]] Result<Done> openAt(const QString &hall);
    [[nodiscard]] Result<Done> readThrough();
    [[nodiscard]] Result<std::optional<BundlePage>> nextPage();
};

/// Opens it at its first part.
Result<Done> BundleCarrier::Unpacking::openAt(const QString &hall)
{
    if (!file.open(QIODevice::ReadOnly))
        return failure(Fault::FileUnreadable, where);
    auto begun = BundleReader::begin(file);
    if (!begun)
        return failure(begun.error());
    if (begun->head().hall != hall)
        return failure(Fault::BundleForeign, where, begun->head().hall);
    reader.emplace(*std::move(begun));
    parcel.device = reader->head().device;
    parcel.made = reader->head().made;
    return reader->unlock(passphrase);
}

/// Checks all of it and keeps the operations; the pages are read again when they are taken in.
Result<Done> BundleCarrier::Unpacking::readThrough()
{
    QSet<QString> cases;
    while (true) {
        auto part = reader->next();
        if (!part)
            return failure(part.error());
        if (!*part)
            break;
        if (const auto *page = std::get_if<BundlePage>(&**part)) {
            blobs.append(sha256Hex(page->bytes));
            parcel.pageBytes += page->bytes.size();
            continue;
        }
        for (const Operation &operation : std::get<QList<Operation>>(**part)) {
            if (auto ours = isOfHall(operation, keys); !ours)
                return ours;
            cases.insert(operation.caseId);
            operations.append(operation);
        }
    }
    parcel.cases = static_cast<int>(cases.size());
    parcel.operations = static_cast<int>(operations.size());
    parcel.pages = static_cast<int>(blobs.size());
    return Done{};
}

/// The next page, from where the file stands; nothing behind the last.
Result<std::optional<BundlePage>> BundleCarrier::Unpacking::nextPage()
{
    while (true) {
        auto part = reader->next();
        if (!part)
            return failure(part.error());
        if (!*part)
            return std::optional<BundlePage>();
        if (auto *page = std::get_if<BundlePage>(&**part))
            return std::optional<BundlePage>(std::move(*page));
    }
}

BundleCarrier::BundleCarrier(const CarriedStores &stores, BundleMaker maker, const Clock &clock, QObject *parent)
    : CaseCarrier(parent),
      m_stores(stores),
      m_maker(std::move(maker)),
      m_clock(clock)
{
    m_pool.setMaxThreadCount(1);
}

BundleCarrier::~BundleCarrier()
{
    m_pool.waitForDone();
}

template <typename T, typename Job, typename Next>
void BundleCarrier::work(Job job, Next next)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    whenDone(promise->future(), this, std::move(next));
    m_pool.start([promise, job = std::move(job)] {
        promise->addResult(job());
        promise->finish();
    });
}

QString BundleCarrier::newPassphrase() const
{
    static const QString alphabet = QStringLiteral("abcdefghijkmnpqrstuvwxyz23456789");
    const Secret random = Secret::random(16);
    QString phrase;
    for (qsizetype i = 0; i < random.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            phrase.append(u'-');
        phrase.append(alphabet.at(static_cast<unsigned char>(random.view()[i]) & 31));
    }
    return phrase;
}

// --- packing ---

QFuture<Result<Parcel>> BundleCarrier::pack(const QStringList &caseIds, const QString &path, const QString &passphrase)
{
    auto packing = std::make_shared<Packing>();
    packing->promise.start();
    packing->passphrase = passphrase;
    packing->cases = caseIds;
    packing->all = caseIds.isEmpty();
    packing->file = std::make_unique<QSaveFile>(path);
    packing->parcel.device = m_maker.device;
    packing->parcel.made = m_clock.now().toUTC();
    QFuture<Result<Parcel>> future = packing->promise.future();
    if (passphrase.size() < shortestPassphrase)
        packing->end(failure(Fault::BadArgument, where, QStringLiteral("passphrase")));
    else if (packing->all)
        askWhatWaits(packing);
    else
        openFile(packing);
    return future;
}

void BundleCarrier::askWhatWaits(const Packed &packing)
{
    whenDone(m_stores.cases.outbox(), this, [this, packing](const Result<QList<CaseSummary>> &waiting) {
        if (!waiting)
            return packing->end(failure(waiting.error()));
        for (const CaseSummary &summary : *waiting)
            packing->cases.append(summary.id);
        askLoosePages(packing);
    });
}

/// Pages whose operations the centre has, and which it does not have yet.
void BundleCarrier::askLoosePages(const Packed &packing)
{
    whenDone(m_stores.outbox.blobsToSend(mostLoosePages), this,
             [this, packing](const Result<QList<BlobToSend>> &blobs) {
                 if (!blobs)
                     return packing->end(failure(blobs.error()));
                 for (const BlobToSend &blob : *blobs)
                     packing->addPage(blob.blob, blob.mime);
                 if (packing->cases.isEmpty() && packing->pages.isEmpty())
                     return packing->end(failure(Fault::BadArgument, where, QStringLiteral("nothing waits")));
                 openFile(packing);
             });
}

void BundleCarrier::openFile(const Packed &packing)
{
    packing->steps = static_cast<int>(packing->cases.size() + packing->pages.size());
    const BundleHead head{m_maker.hall, m_maker.device, packing->parcel.made, {}};
    work<Done>(
        [packing, head, maker = m_maker]() -> Result<Done> {
            if (!packing->file->open(QIODevice::WriteOnly))
                return failure(Fault::BundleNotWritten, where);
            auto writer = BundleWriter::begin(*packing->file, head, maker.suite, packing->passphrase, maker.cost);
            if (!writer)
                return failure(writer.error());
            packing->writer.emplace(*std::move(writer));
            return Done{};
        },
        [this, packing](const Result<Done> &opened) {
            if (!opened)
                return packing->end(failure(opened.error()));
            packNextCase(packing);
        });
}

void BundleCarrier::packNextCase(const Packed &packing)
{
    Q_EMIT progressed(packing->done, packing->steps);
    if (packing->cases.isEmpty())
        return packNextPage(packing);
    const auto added = [this, packing](const Result<Done> &done) {
        if (!done)
            return packing->end(failure(done.error()));
        ++packing->done;
        packNextCase(packing);
    };
    whenDone(m_stores.carrying.toCarry(packing->cases.takeFirst()), this,
             [this, packing, added](const Result<CarriedCase> &carried) {
                 if (!carried)
                     return packing->end(failure(carried.error()));
                 for (const PageRef &page : carried->pages) {
                     packing->steps += packing->named.contains(page.blob) ? 0 : 1;
                     packing->addPage(page.blob, page.mime);
                 }
                 packing->parcel.cases += carried->operations.isEmpty() ? 0 : 1;
                 packing->parcel.operations += static_cast<int>(carried->operations.size());
                 work<Done>(
                     [packing, operations = carried->operations]() -> Result<Done> {
                         for (qsizetype at = 0; at < operations.size(); at += operationsAPart) {
                             if (auto done = packing->writer->add(operations.mid(at, operationsAPart)); !done)
                                 return done;
                         }
                         return Done{};
                     },
                     added);
             });
}

void BundleCarrier::packNextPage(const Packed &packing)
{
    Q_EMIT progressed(packing->done, packing->steps);
    if (packing->pages.isEmpty())
        return closeFile(packing);
    const QString blob = packing->pages.takeFirst();
    const auto added = [this, packing](const Result<Done> &done) {
        if (!done)
            return packing->end(failure(done.error()));
        ++packing->done;
        packNextPage(packing);
    };
    whenDone(m_stores.outbox.blobBytes(blob), this, [this, packing, blob, added](const Result<QByteArray> &bytes) {
        if (!bytes)
            return packing->end(failure(bytes.error()));
        ++packing->parcel.pages;
        packing->parcel.pageBytes += bytes->size();
        const BundlePage page{packing->mimes.value(blob), *bytes};
        work<Done>([packing, page] { return packing->writer->add(page); }, added);
    });
}

void BundleCarrier::closeFile(const Packed &packing)
{
    if (packing->parcel.operations == 0 && packing->parcel.pages == 0)
        return packing->end(failure(Fault::BadArgument, where, QStringLiteral("nothing waits")));
    work<Done>(
        [packing]() -> Result<Done> {
            if (auto finished = packing->writer->finish(); !finished)
                return finished;
            if (!packing->file->commit())
                return failure(Fault::BundleNotWritten, where);
            return Done{};
        },
        [packing](const Result<Done> &closed) {
            packing->end(closed ? Result<Parcel>(packing->parcel) : Result<Parcel>(failure(closed.error())));
        });
}

// --- bringing in ---

QFuture<Result<Parcel>> BundleCarrier::unpack(const QString &path, const QString &passphrase)
{
    auto unpacking = std::make_shared<Unpacking>();
    unpacking->promise.start();
    unpacking->passphrase = passphrase;
    unpacking->file.setFileName(path);
    using Document = QPair<QByteArray, QString>;
    whenDone(m_stores.outbox.document(QStringLiteral("keys")), this,
             [this, unpacking](const Result<Document> &document) {
                 if (!document && document.error().fault != Fault::NotFound)
                     return unpacking->end(failure(document.error()));
                 auto keys = keysFrom(document ? document->first : QByteArray(), m_maker.hall);
                 if (keys)
                     unpacking->keys = *std::move(keys);
                 inspect(unpacking);
             });
    return unpacking->promise.future();
}

void BundleCarrier::inspect(const Unpacked &unpacking)
{
    work<Done>(
        [unpacking, hall = m_maker.hall]() -> Result<Done> {
            if (auto opened = unpacking->openAt(hall); !opened)
                return opened;
            return unpacking->readThrough();
        },
        [this, unpacking](const Result<Done> &sound) {
            if (!sound)
                return unpacking->end(failure(sound.error()));
            rewind(unpacking);
        });
}

/// To its first part once more: what was checked is taken in.
void BundleCarrier::rewind(const Unpacked &unpacking)
{
    work<Done>(
        [unpacking, hall = m_maker.hall]() -> Result<Done> {
            unpacking->file.close();
            return unpacking->openAt(hall);
        },
        [this, unpacking](const Result<Done> &opened) {
            if (!opened)
                return unpacking->end(failure(opened.error()));
            takeNextPage(unpacking);
        });
}

void BundleCarrier::takeNextPage(const Unpacked &unpacking)
{
    Q_EMIT progressed(unpacking->done, unpacking->parcel.pages + 1);
    if (unpacking->done == unpacking->parcel.pages)
        return takeOperations(unpacking);
    using Page = std::optional<BundlePage>;
    work<Page>([unpacking] { return unpacking->nextPage(); },
               [this, unpacking](const Result<Page> &page) {
                   if (!page || !*page)
                       return unpacking->end(page ? Result<Parcel>(failure(Fault::BundleUnreadable, where))
                                                  : Result<Parcel>(failure(page.error())));
                   whenDone(m_stores.cases.putPage((*page)->bytes, (*page)->mime, {}), this,
                            [this, unpacking](const Result<PageRef> &put) {
                                if (!put)
                                    return unpacking->end(failure(put.error()));
                                ++unpacking->done;
                                takeNextPage(unpacking);
                            });
               });
}

void BundleCarrier::takeOperations(const Unpacked &unpacking)
{
    whenDone(m_stores.carrying.takeIn(unpacking->operations, unpacking->blobs), this,
             [unpacking](const Result<TakenIn> &taken) {
                 if (!taken)
                     return unpacking->end(failure(taken.error()));
                 unpacking->parcel.taken = *taken;
                 unpacking->end(unpacking->parcel);
             });
}

} // namespace yichuang
