// SPDX-License-Identifier: Apache-2.0
#include "app/sync/bundle_carrier.h"

#include "app/crypto/digest.h"
#include "app/crypto/signing.h"
#include "app/sync/bundle.h"
#include "tests/fakes/fake_outbox.h"
#include "tests/fakes/manual_clock.h"
#include "tests/fakes/memory_store.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;

namespace
{

constexpr PasswordCost cheap{64, 1, 1};
const QString phrase = QStringLiteral("r7kd-2m5p-x9wq-4tbn");
const QString hall = QStringLiteral("130102");
const QString device = QStringLiteral("130102-03-1");

/// What a store gives to carry, and what it was given.
class FakeCarrying final : public CarryingStore
{
public:
    QList<CarriedCase> cases;
    QList<Operation> taken;
    QStringList blobs;
    int calls = 0;

    QFuture<Result<CarriedCase>> toCarry(const QString &caseId) override
    {
        for (const CarriedCase &one : cases) {
            if (one.caseId == caseId)
                return QtFuture::makeReadyFuture(Result<CarriedCase>(one));
        }
        return QtFuture::makeReadyFuture(Result<CarriedCase>(failure(Fault::NotFound, QStringLiteral("test"))));
    }
    QFuture<Result<TakenIn>> takeIn(const QList<Operation> &operations, const QStringList &named) override
    {
        ++calls;
        taken += operations;
        blobs += named;
        return QtFuture::makeReadyFuture(Result<TakenIn>(TakenIn{1, static_cast<int>(operations.size())}));
    }
};

/// A window with a carrier, and a case with a page that waits.
struct Place {
    MemoryStore cases;
    FakeOutbox outbox;
    FakeCarrying carrying;
    ManualClock clock{samples::morning()};
    BundleCarrier carrier{CarriedStores{cases, outbox, carrying},
                          BundleMaker{hall, device, Suite::International, cheap}, clock};

    template <typename T>
    static Result<T> await(const QFuture<Result<T>> &future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30'000))
            return failure(Fault::Timeout, QStringLiteral("test"));
        return future.result();
    }
};

} // namespace

class TestBundleCarrier : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    SigningKey m_key = SigningKey::generate(Suite::International).value();

    [[nodiscard]] Operation signedOperation(int n) const
    {
        Operation made =
            samples::operation(n, OperationKind::Noted, {{QStringLiteral("text"), QStringLiteral("note")}});
        made.device = device;
        made.signature = m_key.sign(canonicalBytes(made))
                             .value()
                             .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        return made;
    }
    void know(Place &place, const QString &ofHall = hall, const QString &ofDevice = device) const
    {
        const QJsonObject row{{QStringLiteral("device"), ofDevice},
                              {QStringLiteral("key"), QString::fromLatin1(m_key.publicKey().toDer().toBase64())}};
        const QJsonObject json{{QStringLiteral("hall"), ofHall}, {QStringLiteral("keys"), QJsonArray{row}}};
        place.outbox.documents.insert(QStringLiteral("keys"), {QJsonDocument(json).toJson(), {}});
    }
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    /// A bundle of one case of two operations with a page.
    [[nodiscard]] Result<Parcel> pack(const QString &to, const QList<Operation> &operations) const
    {
        Place place;
        const QByteArray page = "scan of a plan";
        const QString blob = sha256Hex(page);
        place.outbox.blobContents.insert(blob, page);
        place.carrying.cases = {
            {samples::caseId(), operations, {PageRef{blob, QStringLiteral("image/png"), {}, page.size()}}}};
        return Place::await(place.carrier.pack({samples::caseId()}, to, phrase));
    }
    void isRefused(Place &place, const QString &from, Fault fault, const QString &passphrase = phrase) const
    {
        const auto taken = Place::await(place.carrier.unpack(from, passphrase));
        QVERIFY(!taken.has_value());
        QCOMPARE(taken.error().fault, fault);
        QCOMPARE(place.carrying.calls, 0);
        QVERIFY(place.cases.pages.isEmpty());
    }

private Q_SLOTS:
    void whatIsPackedIsTakenInWhole()
    {
        const QList<Operation> operations{signedOperation(1), signedOperation(2)};
        const Parcel packed = pack(path("whole"), operations).value();
        QCOMPARE(packed.operations, 2);
        QCOMPARE(packed.pages, 1);
        Place place;
        know(place);
        const Parcel taken = Place::await(place.carrier.unpack(path("whole"), phrase)).value();
        QCOMPARE(taken.device, device);
        QCOMPARE(taken.made, samples::morning());
        QCOMPARE(taken.operations, 2);
        QCOMPARE(taken.pageBytes, packed.pageBytes);
        QCOMPARE(place.carrying.taken, operations);
        QCOMPARE(place.cases.pages.values(), QList<QByteArray>{"scan of a plan"});
        QCOMPARE(place.carrying.blobs, place.cases.pages.keys());
    }
    void allThatWaitsTakesLoosePagesToo()
    {
        Place place;
        const QString blob = sha256Hex("loose page");
        place.outbox.blobs = {{blob, 10, QStringLiteral("image/png")}};
        place.outbox.blobContents.insert(blob, "loose page");
        const Parcel packed = Place::await(place.carrier.pack({}, path("loose"), phrase)).value();
        QCOMPARE(packed.pages, 1);
        QCOMPARE(packed.operations, 0);
    }
    void nothingIsNoBundle()
    {
        Place place;
        QCOMPARE(Place::await(place.carrier.pack({}, path("none"), phrase)).error().fault, Fault::BadArgument);
        QVERIFY(!QFile::exists(path("none")));
        QCOMPARE(Place::await(place.carrier.pack({}, path("none"), QStringLiteral("short"))).error().fault,
                 Fault::BadArgument);
    }
    void aPlaceThatCannotBeWrittenIsSaid()
    {
        QCOMPARE(pack(path("no/such/folder/file"), {signedOperation(1)}).error().fault, Fault::BundleNotWritten);
    }
    void aBundleOfStrangersIsRefused()
    {
        QVERIFY(pack(path("known"), {signedOperation(1)}).has_value());
        Place nobody;
        isRefused(nobody, path("known"), Fault::BundleForeign);
        Place others;
        know(others, hall, QStringLiteral("130102-09-1"));
        isRefused(others, path("known"), Fault::BundleForeign);
        Place elsewhere;
        know(elsewhere, QStringLiteral("110000"));
        isRefused(elsewhere, path("known"), Fault::BundleForeign);
    }
    void aBundleOfAnotherHallIsRefused()
    {
        QFile file(path("hall"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        auto writer = BundleWriter::begin(file, {QStringLiteral("110000"), device, samples::morning(), {}},
                                          Suite::International, phrase, cheap);
        QVERIFY(writer && writer->add(QList<Operation>{signedOperation(1)}) && writer->finish());
        file.close();
        Place place;
        know(place);
        isRefused(place, path("hall"), Fault::BundleForeign);
    }
    void whatNobodySignedIsRefused()
    {
        Operation changed = signedOperation(1);
        changed.clerk = QStringLiteral("somebody");
        QVERIFY(pack(path("changed"), {signedOperation(2), changed}).has_value());
        Place place;
        know(place);
        isRefused(place, path("changed"), Fault::BundleUnreadable);
        Operation high = signedOperation(1);
        high.actor = Actor::Centre;
        QVERIFY(pack(path("high"), {high}).has_value());
        isRefused(place, path("high"), Fault::BundleForeign);
    }
    void aTornFileAWrongPassphraseAndNoFileChangeNothing()
    {
        QVERIFY(pack(path("good"), {signedOperation(1)}).has_value());
        Place place;
        know(place);
        isRefused(place, path("good"), Fault::BundleLocked, QStringLiteral("another passphrase"));
        QFile whole(path("good"));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        QFile torn(path("torn"));
        QVERIFY(torn.open(QIODevice::WriteOnly) && torn.write(bytes.left(bytes.size() - 20)) > 0);
        torn.close();
        isRefused(place, path("torn"), Fault::BundleUnreadable);
        isRefused(place, path("missing"), Fault::FileUnreadable);
    }
    void passphrasesAreLongAndDiffer()
    {
        const Place place;
        const QString one = place.carrier.newPassphrase();
        QCOMPARE(one.size(), 19);
        QVERIFY(one.size() >= shortestPassphrase);
        QVERIFY(one != place.carrier.newPassphrase());
    }
};

QTEST_GUILESS_MAIN(TestBundleCarrier)
#include "tst_bundle_carrier.moc"
