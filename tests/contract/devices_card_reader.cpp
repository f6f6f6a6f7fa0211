// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_card_reader.h"

#include "tests/contract/devices_launch.h"
#include "tests/fakes/virtual_reader.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTest>

using namespace yichuang;

namespace
{

constexpr int patience = 60'000;
const QString readerName = QStringLiteral("Double 00");

/// The double: a card that lies on the table.
class FakeCardReader final : public CardReader
{
public:
    void start() override
    {
        m_state = DeviceState::Ready;
        Q_EMIT stateChanged(m_state);
        tell();
    }
    void stop() override
    {
        m_state = DeviceState::Absent;
        Q_EMIT stateChanged(m_state);
    }
    DeviceState state() const override { return m_state; }
    QFuture<Result<QByteArray>> transmit(const QString &reader, const QByteArray &command) override
    {
        Result<QByteArray> answer = failure(Fault::ReaderMissing, QStringLiteral("fake"));
        if (command.size() < 4)
            answer = failure(Fault::BadArgument, QStringLiteral("fake"));
        else if (reader == readerName)
            answer = m_card != nullptr ? Result<QByteArray>(m_card->answer(command))
                                       : failure(Fault::ReaderNoCard, QStringLiteral("fake"));
        return QtFuture::makeReadyFuture(answer);
    }
    void release(const QString &) override
    {
        if (m_card != nullptr)
            (void)m_card->reset();
    }
    void lay(PivCard *card)
    {
        if (std::exchange(m_card, card) != nullptr)
            Q_EMIT cardRemoved(readerName);
        tell();
    }

private:
    void tell()
    {
        if (m_card != nullptr && m_state == DeviceState::Ready)
            Q_EMIT cardInserted(ChipCard{readerName, m_card->reset(), QString::fromLatin1(PivCard::aid)});
    }

    DeviceState m_state = DeviceState::Absent;
    PivCard *m_card = nullptr;
};

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

/// A command with data and whatever answer there is.
QByteArray command(const char *head, const QByteArray &data)
{
    return hex(head).append(static_cast<char>(data.size())).append(data);
}

QByteArray selecting()
{
    return command("00A40400", hex(PivCard::aid)).append('\0');
}

QByteArray verifying(const char *pin)
{
    return command("00200080", QByteArray(pin).leftJustified(8, '\xFF'));
}

QByteArray signing(const QByteArray &digest)
{
    return command("0087119A", hex("7C2482008120") + digest).append('\0');
}

} // namespace

class TestCardReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_virtual = std::make_unique<VirtualReader>();
        qputenv("PCSCLITE_CSOCK_NAME", QFile::encodeName(m_virtual->socketFile()));
    }
    void init() { QVERIFY(m_virtual->begin()); }
    void cleanup()
    {
        m_reader.reset();
        m_virtual->end(); // the next service knows nothing of the card before
    }
    void cleanupTestCase() { m_virtual.reset(); }

    void aCardIsTold_data() { kinds(); }
    void aCardIsTold()
    {
        QFETCH(QString, kind);
        PivCard card;
        const QString reader = begin(kind, card);
        QVERIFY(!reader.isEmpty());
        QCOMPARE(m_told.atr, QByteArray::fromHex(PivCard::atr));
        QCOMPARE(m_told.applet, QString::fromLatin1(PivCard::aid));
        QSignalSpy inserted(m_reader.get(), &CardReader::cardInserted);
        QSignalSpy removed(m_reader.get(), &CardReader::cardRemoved);
        takeAway();
        QTRY_COMPARE_WITH_TIMEOUT(removed.count(), 1, patience);
        QCOMPARE(removed.constFirst().constFirst().toString(), reader);
        QCOMPARE(faultOf(transmit(reader, selecting())), Fault::ReaderNoCard);
        lay(card);
        QTRY_COMPARE_WITH_TIMEOUT(inserted.count(), 1, patience);
    }
    void theCardSignsWhatItsCertificateProves_data() { kinds(); }
    void theCardSignsWhatItsCertificateProves()
    {
        QFETCH(QString, kind);
        PivCard card;
        const QString reader = begin(kind, card);
        QVERIFY(!reader.isEmpty());
        QVERIFY(ok(transmit(reader, selecting())));
        const QByteArray certificate = readCertificate(reader);
        QVERIFY(certificate.contains(card.certificate()));
        const QByteArray digest = QCryptographicHash::hash("a challenge", QCryptographicHash::Sha256);
        QCOMPARE(*transmit(reader, signing(digest)), hex("6982"));
        QCOMPARE(*transmit(reader, verifying("000000")), hex("63C2"));
        QCOMPARE(*transmit(reader, verifying(PivCard::pin)), hex("9000"));
        const auto answer = transmit(reader, signing(digest));
        QVERIFY(ok(answer));
        // 7C length 82 length signature 9000
        const QByteArray signature = answer->mid(4, answer->size() - 6);
        QVERIFY(signatureFits(card.certificate(), digest, signature));
        const QByteArray other = QCryptographicHash::hash("another", QCryptographicHash::Sha256);
        QVERIFY(!signatureFits(card.certificate(), other, signature));
        // Whoever comes next must know the PIN.
        m_reader->release(reader);
        QVERIFY(ok(transmit(reader, selecting())));
        QCOMPARE(*transmit(reader, signing(digest)), hex("6982"));
    }
    void whatIsNoCommandIsRefused_data() { kinds(); }
    void whatIsNoCommandIsRefused()
    {
        QFETCH(QString, kind);
        PivCard card;
        const QString reader = begin(kind, card);
        QCOMPARE(faultOf(transmit(reader, hex("00A4"))), Fault::BadArgument);
        QCOMPARE(faultOf(transmit(QStringLiteral("nowhere"), selecting())), Fault::ReaderMissing);
        QCOMPARE(*transmit(reader, hex("00FF0000")), hex("6985"));
    }
    void aCardThatIsPulledOutIsToldToWhoeverTalksToIt()
    {
        PivCard card;
        const QString reader = begin(QStringLiteral("driver"), card);
        QVERIFY(ok(transmit(reader, selecting())));
        QSignalSpy removed(m_reader.get(), &CardReader::cardRemoved);
        takeAway();
        const Fault fault = faultOf(transmit(reader, selecting()));
        QVERIFY2(fault == Fault::ReaderCardMoved || fault == Fault::ReaderNoCard, qPrintable(faultName(fault)));
        QTRY_COMPARE_WITH_TIMEOUT(removed.count(), 1, patience);
        QSignalSpy inserted(m_reader.get(), &CardReader::cardInserted);
        lay(card);
        QTRY_COMPARE_WITH_TIMEOUT(inserted.count(), 1, patience);
        QVERIFY(ok(transmit(reader, selecting())));
    }
    void theServiceMayComeLateAndGo()
    {
        PivCard card;
        m_virtual->end();
        make(QStringLiteral("driver"));
        QSignalSpy inserted(m_reader.get(), &CardReader::cardInserted);
        QSignalSpy removed(m_reader.get(), &CardReader::cardRemoved);
        QSignalSpy faulted(m_reader.get(), &CardReader::faulted);
        m_reader->start();
        QTRY_VERIFY_WITH_TIMEOUT(faulted.count() > 0, patience);
        QCOMPARE(faulted.constFirst().constFirst().value<Reason>().fault, Fault::ReaderMissing);
        QTRY_COMPARE_WITH_TIMEOUT(m_reader->state(), DeviceState::Trouble, patience);
        QVERIFY(m_virtual->begin());
        QVERIFY(m_virtual->lay(card));
        QTRY_COMPARE_WITH_TIMEOUT(inserted.count(), 1, patience);
        m_virtual->end();
        QTRY_COMPARE_WITH_TIMEOUT(removed.count(), 1, patience);
        QVERIFY(m_virtual->begin());
        QVERIFY(m_virtual->lay(card));
        QTRY_COMPARE_WITH_TIMEOUT(inserted.count(), 2, patience);
        const auto told = inserted.constLast().constFirst().value<ChipCard>();
        QVERIFY(ok(transmit(told.reader, selecting())));
    }

private:
    static void kinds()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("driver") << "driver";
        QTest::newRow("double") << "double";
    }
    void make(const QString &kind)
    {
        m_double = nullptr;
        if (kind == QLatin1String("driver")) {
            m_reader = std::make_unique<HostedCardReader>(
                launchOf(QStringLiteral("pcsc"), {{QStringLiteral("retryMs"), 100}}));
            return;
        }
        auto made = std::make_unique<FakeCardReader>();
        m_double = made.get();
        m_reader = std::move(made);
    }
    void lay(PivCard &card)
    {
        if (m_double != nullptr)
            m_double->lay(&card);
        else
            QVERIFY(m_virtual->lay(card));
    }
    void takeAway()
    {
        if (m_double != nullptr)
            m_double->lay(nullptr);
        else
            m_virtual->take();
    }
    /// A reader with the card in it: the reader's name.
    QString begin(const QString &kind, PivCard &card)
    {
        make(kind);
        QSignalSpy inserted(m_reader.get(), &CardReader::cardInserted);
        m_reader->start();
        lay(card);
        if (!QTest::qWaitFor([&] { return inserted.count() == 1; }, patience))
            return {};
        m_told = inserted.constLast().constFirst().value<ChipCard>();
        return m_told.reader;
    }
    Result<QByteArray> transmit(const QString &reader, const QByteArray &bytes)
    {
        const auto answer = m_reader->transmit(reader, bytes);
        if (!QTest::qWaitFor([&] { return answer.isFinished(); }, patience))
            return failure(Fault::Timeout, QStringLiteral("test"));
        return answer.result();
    }
    QByteArray readCertificate(const QString &reader)
    {
        QByteArray whole;
        auto answer = transmit(reader, command("00CB3FFF", hex("5C035FC105")).append('\0'));
        while (answer && answer->size() > 2) {
            const char more = answer->at(answer->size() - 2);
            whole += answer->left(answer->size() - 2);
            if (more != '\x61')
                return whole;
            answer = transmit(reader, hex("00C0000000"));
        }
        return {};
    }
    static bool ok(const Result<QByteArray> &answer)
    {
        if (!answer)
            qWarning("%s", qPrintable(describe(answer.error())));
        else if (!answer->endsWith(hex("9000")))
            qWarning("%s", answer->toHex().constData());
        return answer && answer->endsWith(hex("9000"));
    }
    static Fault faultOf(const Result<QByteArray> &answer) { return answer ? Fault::Cancelled : answer.error().fault; }

    std::unique_ptr<VirtualReader> m_virtual;
    std::unique_ptr<CardReader> m_reader;
    FakeCardReader *m_double = nullptr;
    ChipCard m_told;
};

QTEST_GUILESS_MAIN(TestCardReader)
#include "devices_card_reader.moc"
