// SPDX-License-Identifier: Apache-2.0
#include "app/documents/codes.h"
#include "tests/fixtures/codes/code_pictures.h"

#include <QTest>

using namespace yichuang;

namespace
{

constexpr CodeEffort plainLook{1, 0, nullptr};
constexpr CodeEffort manyLooks{13, 0, nullptr}; // about as many as fit into 60 ms

struct Tally {
    int read = 0;
    int wrong = 0;

    void count(const fixtures::CodePicture &picture, const Result<QList<ReadCode>> &codes)
    {
        for (const ReadCode &code : codes.value_or(QList<ReadCode>())) {
            if (picture.truth.contains(code))
                ++read;
            else
                ++wrong;
        }
    }
};

} // namespace

/// What is read of tests/fixtures/codes, by the number of looks; what a look costs is measured by yichuang-bench.
class DevicesCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePicturesAreTheSameEachTime();
    void readsMoreThanOnePlainLook();
    void readsNothingWhereNothingIs();
};

void DevicesCodes::thePicturesAreTheSameEachTime()
{
    const QStringList kinds = fixtures::codePictureKinds();
    QVERIFY(kinds.size() * fixtures::picturesAKind >= 200);
    for (const QString &kind : kinds) {
        const fixtures::CodePicture picture = fixtures::codePicture(kind, 3);
        const fixtures::CodePicture again = fixtures::codePicture(kind, 3);
        QVERIFY2(!picture.truth.isEmpty(), qPrintable(kind));
        QCOMPARE(again.truth, picture.truth);
        QCOMPARE(again.image, picture.image);
        QVERIFY(fixtures::codePicture(kind, 4).image != picture.image);
    }
}

void DevicesCodes::readsMoreThanOnePlainLook()
{
    Tally ours;
    Tally plain;
    const QStringList kinds = fixtures::codePictureKinds();
    for (const QString &kind : kinds) {
        for (int i = 0; i < fixtures::picturesAKind; ++i) {
            const fixtures::CodePicture picture = fixtures::codePicture(kind, i);
            const auto first = decodeCodes(picture.image, {}, plainLook);
            plain.count(picture, first);
            // Where a plain look finds codes, no other is made.
            ours.count(picture, first ? first : decodeCodes(picture.image, {}, manyLooks));
        }
    }
    qInfo("read %d, by one plain look %d; wrong %d", ours.read, plain.read, ours.wrong);
    QVERIFY(10 * ours.read >= 11 * plain.read);
    QVERIFY(plain.read > 0);
    QCOMPARE(ours.wrong, 0);
}

void DevicesCodes::readsNothingWhereNothingIs()
{
    for (int i = 0; i < fixtures::emptyPictures; ++i) {
        const fixtures::CodePicture picture = fixtures::emptyPicture(i);
        QVERIFY2(!decodeCodes(picture.image, {}, manyLooks).has_value(), qPrintable(picture.name));
    }
}

QTEST_GUILESS_MAIN(DevicesCodes)
#include "devices_codes.moc"
