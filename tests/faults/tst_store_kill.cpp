// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/storage/store_desk.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>

#include <cstdio>

#ifdef Q_OS_UNIX
#include <csignal>
#include <unistd.h>
#endif

using namespace yichuang;
using namespace yichuang::desk;

namespace
{

constexpr int kills = 25;

/// What parent and child share: the same keys for the same folder.
struct Shared {
    explicit Shared(const QString &folder)
    {
        keys.master = Secret::fromBytes(QByteArray(32, 'k'));
        QFile file(folder + QStringLiteral("/signing.key"));
        if (file.exists() && file.open(QIODevice::ReadOnly)) {
            keys.signing = SigningKey::fromPkcs8Der(Secret::fromBytes(file.readAll())).value();
        } else {
            keys.signing = SigningKey::generate(Suite::International).value();
            if (!file.open(QIODevice::WriteOnly))
                qFatal("key");
            file.write(keys.signing.toPkcs8Der()->reveal());
        }
        place.folder = folder + QStringLiteral("/store");
        place.ballastBytes = 64 * 1024;
    }
    [[nodiscard]] std::unique_ptr<Ledger> ledger() const
    {
        return std::make_unique<Ledger>(place, keys, identity, StoreSurroundings{&clock, systemRandom(), {}});
    }

    SystemClock clock;
    StoreKeys keys;
    StoreIdentity identity{QStringLiteral("device-1"), QStringLiteral("130102"), 3, 1};
    StorePlace place;
};

/// Works until it is killed, and says on standard output what was acknowledged to it: one line each.
int work(const QString &folder)
{
    Shared shared(folder);
    auto ledger = shared.ledger();
    if (const auto opened = ledger->open(); !opened) {
        std::printf("broken %s\n", qPrintable(describe(opened.error())));
        return 1;
    }
    std::puts("open");
    std::fflush(stdout);
    for (int i = 0; i < 100'000; ++i) {
        const auto page = ledger->putPage(QByteArray::number(QRandomGenerator::global()->generate64()).repeated(500),
                                          QStringLiteral("image/png"), {});
        const auto draft = ledger->commit(newCase());
        if (!page || !draft)
            return 1;
        CommitRequest wish = request(draft->current.id, {material(*page), {OperationKind::Received, {}}});
        wish.papers = {PaperKind::ReceiptSlip};
        const auto received = ledger->commit(wish);
        if (!received)
            return 1;
        std::printf("saved %s %s %s\n", qPrintable(received->current.id), qPrintable(received->current.receiptNumber),
                    qPrintable(page->blob));
        std::fflush(stdout);
    }
    return 0;
}

} // namespace

class TestStoreKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyAcknowledgedSaveIsThere();
};

void TestStoreKill::everyAcknowledgedSaveIsThere()
{
    QTemporaryDir folder;
    QHash<QString, QStringList> saved;
    QSet<QString> receipts;
    for (int round = 0; round < kills; ++round) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--work"), folder.path()});
        QVERIFY(child.waitForStarted());
        // Killed after a number of acknowledgements, in the middle of what comes next.
        const int after = 1 + static_cast<int>(QRandomGenerator::global()->bounded(6));
        QByteArray journal;
        while (journal.count("saved") < after) {
            QVERIFY2(child.waitForReadyRead(20'000), journal.constData());
            journal += child.readAllStandardOutput();
            QVERIFY2(!journal.contains("broken"), journal.constData());
        }
        child.kill();
        QVERIFY(child.waitForFinished());
        journal += child.readAllStandardOutput();
        for (const QByteArray &line : journal.left(journal.lastIndexOf('\n')).split('\n')) {
            const QStringList words = QString::fromLatin1(line).split(u' ');
            if (words.size() != 4)
                continue;
            saved.insert(words[1], words);
            QVERIFY2(!receipts.contains(words[2]), "a receipt number twice");
            receipts.insert(words[2]);
        }
        Shared shared(folder.path());
        auto ledger = shared.ledger();
        WORKS(ledger->open());
        WORKS(ledger->verify());
        TAKE(jobs, ledger->printJobs());
        QSet<QString> queued;
        for (const PrintJob &job : jobs)
            queued.insert(job.caseId);
        for (const QStringList &words : saved) {
            TAKE(loaded, ledger->load(words[1]));
            QCOMPARE(loaded.current.receiptNumber, words[2]);
            QCOMPARE(loaded.waiting, 4);
            QVERIFY(queued.contains(words[1]));
            WORKS(ledger->page(words[3]));
        }
    }
    QVERIFY(saved.size() >= kills);
    qInfo() << kills << "kills," << saved.size() << "acknowledged saves, all there";
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == QLatin1String("--work"))
        return work(arguments[2]);
    TestStoreKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_store_kill.moc"
