// SPDX-License-Identifier: Apache-2.0
#include "plugins/scanners/camera/desk_page.h"
#include "plugins/scanners/camera/steadiness.h"
#include "tests/fixtures/desk/desk_scene.h"

#include <QTest>

#include <cmath>

using namespace yichuang;
using namespace yichuang::camera;
using fixtures::DeskScene;

namespace
{

/// The farthest corner's distance, in pixels; the sheet may be found beginning at any corner.
double cornerError(const Outline &found, const std::array<QPointF, 4> &truth)
{
    double best = 1e9;
    for (std::size_t turn = 0; turn < 4; ++turn) {
        double worst = 0;
        for (std::size_t i = 0; i < 2; ++i) {
            const QPointF away = found[(i + turn) % 4] - truth[i];
            worst = std::max(worst, std::hypot(away.x(), away.y()));
        }
        best = std::min(best, worst);
    }
    return best;
}

constexpr double nearEnough = 5; // pixels of 1,600

} // namespace

class TestCameraDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scenesAreTheSameEachTime();
    void cornersAreFound_data();
    void cornersAreFound();
    void nothingIsFoundOnABareDesk();
    void withoutAPictureOfTheDeskADarkOneWillDo();
    void aPageIsSeenFromAbove();
    void proportionsDecideHowItLies();
    void blurIsMeasured();
    void glareIsMeasured();
    void aCardHasItsTrueSize();
    void restIsWaitedFor();
};

void TestCameraDesk::scenesAreTheSameEachTime()
{
    const QStringList kinds = fixtures::deskKinds();
    for (const QString &kind : kinds) {
        const QImage picture = fixtures::deskScene(kind, 1, 320).picture;
        QCOMPARE(fixtures::deskScene(kind, 1, 320).picture, picture);
        QVERIFY(fixtures::deskScene(kind, 2, 320).picture != picture);
    }
}

void TestCameraDesk::cornersAreFound_data()
{
    QTest::addColumn<QString>("kind");
    const QStringList kinds = fixtures::deskKinds();
    for (const QString &kind : kinds) {
        if (kind != QLatin1String("bare"))
            QTest::newRow(qPrintable(kind)) << kind;
    }
}

void TestCameraDesk::cornersAreFound()
{
    QFETCH(QString, kind);
    QList<double> errors;
    for (int i = 0; i < fixtures::scenesAKind; ++i) {
        const DeskScene scene = fixtures::deskScene(kind, i);
        const std::optional<Outline> found = findSheet(scene.picture, scene.empty);
        QVERIFY2(found, qPrintable(scene.name + QStringLiteral(": no sheet")));
        errors.append(cornerError(*found, scene.corners));
        QVERIFY2(errors.last() <= nearEnough,
                 qPrintable(QStringLiteral("%1: %2 px").arg(scene.name).arg(errors.last())));
    }
    std::sort(errors.begin(), errors.end());
    qInfo("%s: median %.2f px, worst %.2f px of 1600", qPrintable(kind), errors.at(errors.size() / 2), errors.last());
}

void TestCameraDesk::nothingIsFoundOnABareDesk()
{
    for (int i = 0; i < fixtures::scenesAKind; ++i) {
        const DeskScene scene = fixtures::deskScene(QStringLiteral("bare"), i);
        QVERIFY2(!findSheet(scene.picture, scene.empty), qPrintable(scene.name));
        // Light that falls off across the desk is no sheet either.
        QVERIFY2(!findSheet(scene.picture), qPrintable(scene.name));
    }
    const DeskScene wood = fixtures::deskScene(QStringLiteral("wood"), 0);
    QVERIFY(!findSheet(wood.empty));
    QVERIFY(!findSheet(QImage()));
    QVERIFY(!findSheet(QImage(10, 10, QImage::Format_RGB888)));
}

void TestCameraDesk::withoutAPictureOfTheDeskADarkOneWillDo()
{
    for (int i = 0; i < fixtures::scenesAKind; ++i) {
        const DeskScene scene = fixtures::deskScene(QStringLiteral("plain"), i);
        const std::optional<Outline> found = findSheet(scene.picture);
        QVERIFY2(found && cornerError(*found, scene.corners) <= nearEnough, qPrintable(scene.name));
    }
}

void TestCameraDesk::aPageIsSeenFromAbove()
{
    const DeskScene scene = fixtures::deskScene(QStringLiteral("plain"), 0);
    const QImage page = straightened(scene.picture, findSheet(scene.picture, scene.empty).value(), {827, 1169});
    QCOMPARE(page.size(), QSize(827, 1169));
    // Its margins are paper on every side, and there is writing within.
    const auto lightness = [&page](const QRect &area) {
        double sum = 0;
        for (int y = area.top(); y <= area.bottom(); ++y) {
            for (int x = area.left(); x <= area.right(); ++x)
                sum += qGray(page.pixel(x, y));
        }
        return sum / (area.width() * area.height());
    };
    const double paper = lightness({20, 20, 780, 40});
    for (const QRect &margin : {QRect(20, 1110, 780, 40), QRect(15, 20, 40, 1120), QRect(772, 20, 40, 1120)})
        QVERIFY(std::abs(lightness(margin) - paper) < 8);
    QVERIFY(lightness({100, 120, 600, 900}) < paper - 4);
}

void TestCameraDesk::proportionsDecideHowItLies()
{
    const auto lying = [](double width, double height) {
        return Outline{QPointF(0, 0), QPointF(width, 0), QPointF(width, height), QPointF(0, height)};
    };
    QCOMPARE(sheetMillimetres(lying(210, 297), {210, 297}), QSizeF(210, 297));
    QCOMPARE(sheetMillimetres(lying(297, 215), {210, 297}), QSizeF(297, 210));
    QCOMPARE(sheetMillimetres(lying(300, 300), {210, 297}).width(), 297.0);
}

void TestCameraDesk::blurIsMeasured()
{
    for (int i = 0; i < 2; ++i) {
        const DeskScene scene = fixtures::deskScene(QStringLiteral("plain"), i);
        const auto widthOf = [&scene](const QImage &picture) {
            const Outline sheet = findSheet(scene.picture, scene.empty).value();
            return edgeWidth(straightened(picture, sheet, ownPixels(sheet)));
        };
        const double sharp = widthOf(scene.picture);
        const double blurred = widthOf(fixtures::outOfFocus(scene.picture, 3));
        qInfo("edges of %s: %.2f px sharp, %.2f px out of focus", qPrintable(scene.name), sharp, blurred);
        QVERIFY(sharp > 0 && sharp < blurredAbove);
        QVERIFY(blurred > blurredAbove);
    }
    QImage white(800, 600, QImage::Format_Grayscale8);
    white.fill(230);
    QCOMPARE(edgeWidth(white), 0.0);
}

void TestCameraDesk::glareIsMeasured()
{
    for (int i = 0; i < 2; ++i) {
        const DeskScene scene = fixtures::deskScene(QStringLiteral("plain"), i);
        const Outline sheet = findSheet(scene.picture, scene.empty).value();
        QVERIFY(glareShare(straightened(scene.picture, sheet, {827, 1169})) < glareAbove);
        QVERIFY(glareShare(straightened(fixtures::withLamp(scene), sheet, {827, 1169})) > glareAbove);
    }
}

void TestCameraDesk::aCardHasItsTrueSize()
{
    QImage side(600, 400, QImage::Format_RGB888);
    side.fill(Qt::black);
    const QImage page = cardPage(side, side, 254); // ten dots a millimetre
    QCOMPARE(page.size(), QSize(2100, 2970));
    QList<int> rows;
    int widest = 0;
    for (int y = 0; y < page.height(); ++y) {
        int dark = 0;
        for (int x = 0; x < page.width(); ++x)
            dark += qGray(page.pixel(x, y)) < 128 ? 1 : 0;
        widest = std::max(widest, dark);
        if (dark > 0)
            rows.append(y);
    }
    QCOMPARE(widest, 856);
    QCOMPARE(rows.size(), 2 * 540);
}

void TestCameraDesk::restIsWaitedFor()
{
    const DeskScene scene = fixtures::deskScene(QStringLiteral("plain"), 0, 640);
    const DeskScene next = fixtures::deskScene(QStringLiteral("plain"), 1, 640);
    Steadiness steadiness(500);
    QVERIFY(!steadiness.feed(scene.picture, 0));
    QVERIFY(!steadiness.feed(scene.picture, 100));
    QVERIFY(!steadiness.feed(scene.picture, 400));
    QVERIFY(steadiness.feed(scene.picture, 500));
    QVERIFY(!steadiness.feed(next.picture, 600));
    QVERIFY(!steadiness.feed(scene.picture, 700));
    // Two frames far apart are no rest: nobody looked between.
    QVERIFY(!steadiness.feed(scene.picture, 5'000));
    QVERIFY(steadiness.feed(scene.picture, 5'100));
    QVERIFY(Steadiness::difference(Steadiness::glimpse(scene.empty), Steadiness::glimpse(scene.picture)) > 20);
}

QTEST_GUILESS_MAIN(TestCameraDesk)
#include "tst_camera_desk.moc"
