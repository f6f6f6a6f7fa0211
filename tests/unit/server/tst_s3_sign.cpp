// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/s3_sign.h"

#include "app/server/http/s3_line.h"

#include <QTest>

using namespace yichuang;
using namespace yichuang::server;

/// The examples of the service's own manual ("Signature Calculations for the Authorization Header").
class TestS3Sign : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theManualsExamples_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QList<QPair<QByteArray, QByteArray>>>("query");
        QTest::addColumn<S3Headers>("more");
        QTest::addColumn<QByteArray>("signature");
        QTest::newRow("an object") << QByteArray("GET") << QByteArray("/test.txt")
                                   << QList<QPair<QByteArray, QByteArray>>() << S3Headers{{"range", "bytes=0-9"}}
                                   << QByteArray("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
        QTest::newRow("a listing") << QByteArray("GET") << QByteArray("/")
                                   << QList<QPair<QByteArray, QByteArray>>{{"prefix", "J"}, {"max-keys", "2"}}
                                   << S3Headers()
                                   << QByteArray("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
        QTest::newRow("a name without a value")
            << QByteArray("GET") << QByteArray("/") << QList<QPair<QByteArray, QByteArray>>{{"lifecycle", ""}}
            << S3Headers() << QByteArray("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    void theManualsExamples()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, path);
        QFETCH(const S3Headers, more);
        const S3Account account{QStringLiteral("us-east-1"), QStringLiteral("AKIAIOSFODNN7EXAMPLE"),
                                Secret::fromBytes("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")};
        S3Request request{method, "examplebucket.s3.amazonaws.com", path};
        QFETCH(const S3Headers, query);
        request.query = query;
        const S3Headers headers =
            signedHeaders(account, request, QDateTime(QDate(2013, 5, 24), QTime(0, 0), Qt::UTC), more);
        QFETCH(const QByteArray, signature);
        QCOMPARE(headers.last().first, QByteArray("Authorization"));
        QCOMPARE(headers.last().second.right(64), signature);
    }

    void whatIsSentIsWhatIsSigned()
    {
        S3Request request{"GET", "h", "/b"};
        QCOMPARE(request.target(), QByteArray("/b"));
        request.query = {{"start-after", "a/b c"}, {"list-type", "2"}};
        QCOMPARE(request.target(), QByteArray("/b?list-type=2&start-after=a%2Fb%20c"));
    }

    void addressesAreRead()
    {
        const auto plain = s3ServiceAt(QStringLiteral("http://10.0.0.7:9000/pages/a-centre/"));
        QVERIFY(plain);
        QVERIFY(!plain->isTls);
        QCOMPARE(plain->host, QStringLiteral("10.0.0.7"));
        QCOMPARE(plain->port, 9000);
        QCOMPARE(plain->path, QByteArray("/pages/a-centre"));
        QCOMPARE(s3ServiceAt(QStringLiteral("https://s3.example.org/pages"))->port, 443);
        for (const char *bad : {"", "https://host", "https://host/", "ftp://host/pages", "https://host/pa ges",
                                "https://host:99999/pages", "https://u:p@host/pages", "https://host/pages?x=1"})
            QVERIFY2(!s3ServiceAt(QString::fromLatin1(bad)), bad);
    }
};

QTEST_GUILESS_MAIN(TestS3Sign)
#include "tst_s3_sign.moc"
