// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/blobs.h"

#include "app/crypto/digest.h"

#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;
using namespace yichuang::server;

class TestBlobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chunksBecomeAWhole()
    {
        const QTemporaryDir dir;
        BlobFiles blobs(dir.filePath(QStringLiteral("blobs")));
        const QByteArray bytes(BlobFiles::chunkBytes + 100, 'p');
        const QString name = sha256Hex(bytes);
        QVERIFY(!*blobs.has(hall, name));
        QVERIFY(blobs.putChunk(hall, name, 1, bytes.mid(BlobFiles::chunkBytes)));
        QCOMPARE(*blobs.chunks(hall, name), QList<int>({1}));
        QCOMPARE(blobs.complete(hall, name, bytes.size(), 2).error().fault, Fault::NotFound);
        QVERIFY(blobs.putChunk(hall, name, 0, bytes.left(BlobFiles::chunkBytes)));
        QVERIFY(blobs.complete(hall, name, bytes.size(), 2));
        QVERIFY(blobs.complete(hall, name, bytes.size(), 2)); // a lost reply, asked again
        QCOMPARE(*blobs.read(hall, name), bytes);
        QVERIFY(!*blobs.has(QStringLiteral("130104"), name)); // another hall's stays its own
    }

    void aWrongWholeIsDropped()
    {
        const QTemporaryDir dir;
        BlobFiles blobs(dir.filePath(QStringLiteral("blobs")));
        const QString name = sha256Hex("right");
        QVERIFY(blobs.putChunk(hall, name, 0, "wrong"));
        QCOMPARE(blobs.complete(hall, name, 5, 1).error().fault, Fault::RequestRefused);
        QVERIFY(blobs.chunks(hall, name)->isEmpty());
        QVERIFY(!*blobs.has(hall, name));
    }

    void badNamesAndNumbersAreRefused()
    {
        const QTemporaryDir dir;
        BlobFiles blobs(dir.filePath(QStringLiteral("blobs")));
        QVERIFY(!blobs.putChunk(hall, QStringLiteral("../../etc/passwd"), 0, "x"));
        QVERIFY(!blobs.putChunk(hall, sha256Hex("x"), -1, "x"));
        QVERIFY(!blobs.putChunk(hall, sha256Hex("x"), BlobFiles::mostChunks, "x"));
        QVERIFY(!blobs.putChunk(hall, sha256Hex("x"), 0, QByteArray(BlobFiles::chunkBytes + 1, 'x')));
        QVERIFY(!blobs.read(hall, QStringLiteral("..")));
    }

private:
    const QString hall = QStringLiteral("130102");
};

QTEST_GUILESS_MAIN(TestBlobs)
#include "tst_blobs.moc"
