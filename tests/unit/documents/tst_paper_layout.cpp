// SPDX-License-Identifier: Apache-2.0
#include "app/documents/paper_layout.h"

#include "app/documents/codes.h"
#include "app/documents/foreign_file.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;

namespace
{

PaperText notice()
{
    PaperText paper;
    paper.kind = PaperKind::AcceptanceNotice;
    paper.title = QStringLiteral("受理通知书");
    paper.number = QStringLiteral("石政务受〔2026〕17号");
    paper.receiptNumber = QStringLiteral("130102-03-1-261123-0001-3");
    paper.paragraphs = {QStringLiteral("张培训："),
                        QStringLiteral("你于2026年11月23日提出的食品经营许可申请，经审查，符合《中华人民共和国行政许可"
                                       "法》第三十二条的规定，决定予以受理。")};
    paper.lines = {{QStringLiteral("承诺时限"), QStringLiteral("10个工作日")},
                   {QStringLiteral("办结日期"), QStringLiteral("2026年12月7日")},
                   {QStringLiteral("咨询电话"), QStringLiteral("0311-12345")}};
    paper.materials = {QStringLiteral("食品经营许可申请书"), QStringLiteral("营业执照复印件")};
    paper.code = QStringLiteral("https://centre.example:8443/s/130102-03-1-261123-0001-3?t=20261123T010203Z&s=")
                 + QString(86, u'Q');
    paper.issuer = QStringLiteral("石家庄市政务服务大厅");
    paper.issuedAt = QDateTime(QDate(2026, 11, 23), QTime(9, 2, 3), Qt::UTC);
    return paper;
}

QString extracted(const QByteArray &pdf)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("paper.pdf")));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(pdf);
    file.close();
    QProcess process;
    process.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), file.fileName(), QStringLiteral("-")});
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace

class TestPaperLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasDrawnStandsInPlaceOfTheLine()
    {
        Signature signature;
        signature.strokes = {{{1000, 500, 900, 0}, {9000, 3500, 900, 400}}};
        signature.statement = QByteArray(64, 'c');
        signature.signedAt = QDateTime(QDate(2026, 11, 23), QTime(8, 59, 1), Qt::UTC);
        PaperText paper = notice();
        const QImage blank = PaperLayout(paper).image(0, 100);
        paper.signature = toBytes(signature);
        const PaperLayout layout(paper);
        QCOMPARE(layout.pageCount(), 1);
        QVERIFY(layout.image(0, 100) != blank);
        const auto pdf = paperPdf(paper);
        QVERIFY(pdf);
        const QString text = extracted(*pdf).simplified().remove(u' ');
        QVERIFY(text.contains(QString(64, u'c')));
        QVERIFY(text.contains(QStringLiteral("2026年11月23日08:59")));
        QVERIFY(!text.contains(QStringLiteral("____")));
        // The vectors alone tell the two apart.
        signature.strokes = {{{1000, 3500, 900, 0}, {9000, 500, 900, 400}}};
        paper.signature = toBytes(signature);
        QVERIFY(PaperLayout(paper).image(0, 100) != layout.image(0, 100));
        // What cannot be read is no signature: the line to sign on is there.
        paper.signature = QByteArrayLiteral("{}");
        QCOMPARE(PaperLayout(paper).image(0, 100), blank);
    }
    void theTextCanBeTakenOutAgain()
    {
        PaperText paper = notice();
        paper.offline = true;
        paper.copy = 2;
        const auto pdf = paperPdf(paper);
        QVERIFY(pdf);
        QString text = extracted(*pdf);
        const QString whole = text.simplified().remove(u' ');
        QStringList expected{paper.title,
                             paper.number,
                             paper.receiptNumber,
                             paper.issuer,
                             QStringLiteral("本件为离线出具，效力不变"),
                             QStringLiteral("第2次补打"),
                             QStringLiteral("2026年11月23日"),
                             QStringLiteral("0311-12345"),
                             QStringLiteral("1.食品经营许可申请书"),
                             QStringLiteral("第1页，共1页")};
        for (const QString &each : expected)
            QVERIFY2(whole.contains(each), qPrintable(each + u'\n' + text));
        const QString body = paper.paragraphs.at(1);
        QVERIFY2(QString(text).remove(u'\n').remove(u' ').contains(body), qPrintable(text));
    }

    void everyCharacterOfAMatterComesBackItself()
    {
        // Characters that become radicals in a PDF where the font maps two code points to one glyph.
        PaperText paper = notice();
        const QString hard = QStringLiteral(
            "一二八人入力十又口土士大女子小工己巾干广弓手支文方日月木止比毛气水火父片牛玉瓜瓦甘生用田白皮目石示立竹米老"
            "而耳肉自色虫血行衣见角言谷豆车里金长门雨青非面音页风飞食首香马骨高鬼鱼鸟麦黄黑鼓鼠鼻齐齿龙");
        paper.paragraphs = {hard};
        const QString text = extracted(*paperPdf(paper)).remove(u'\n').remove(u' ');
        QVERIFY2(text.contains(hard), qPrintable(text));
    }

    void theCodeCanBeReadFromThePage()
    {
        const PaperLayout layout(notice());
        QVERIFY(layout.hasCode());
        const auto codes = decodeCodes(layout.image(0, 200));
        QVERIFY(codes);
        QCOMPARE(codes->first().text, notice().code);
        // And from the PDF, as it is printed.
        const auto page = renderPage(*paperPdf(notice()), QStringLiteral("application/pdf"), 0, 1654);
        QVERIFY(page);
        QCOMPARE(decodeCodes(page->bytes)->first().text, notice().code);
    }

    void aLongListTakesMorePages()
    {
        PaperText paper = notice();
        for (int i = 0; i < 60; ++i)
            paper.materials.append(
                QStringLiteral("材料第%1项，名称很长很长很长很长很长很长很长很长很长很长很长很长").arg(i));
        const PaperLayout layout(paper);
        QVERIFY(layout.pageCount() >= 3);
        const QString text = extracted(*paperPdf(paper));
        QVERIFY(text.contains(QStringLiteral("材料第59项")));
        QVERIFY(QString(text).remove(u' ').contains(QStringLiteral("第%1页，共%1页").arg(layout.pageCount())));
    }

    void whatIsNotSaidIsNotThere()
    {
        PaperText paper = notice();
        paper.code = QStringLiteral("码不是ASCII");
        QVERIFY(!PaperLayout(paper).hasCode());
        const QString text = extracted(*paperPdf(notice()));
        QVERIFY(!text.contains(QStringLiteral("离线")));
        QVERIFY(!text.contains(QStringLiteral("补打")));
    }

    void nothingIsDrawnBeyondThePages()
    {
        const PaperLayout layout(notice());
        const QImage blank = layout.image(7, 72);
        QImage white(blank.size(), blank.format());
        white.fill(Qt::white);
        QCOMPARE(blank, white);
        QVERIFY(layout.image(0, 72) != white);
    }
};

QTEST_MAIN(TestPaperLayout)
#include "tst_paper_layout.moc"
