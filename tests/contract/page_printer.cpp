// SPDX-License-Identifier: Apache-2.0
#include "app/documents/paper_layout.h"
#include "ui/printing/pdf_pages.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;

namespace
{

constexpr int patienceMs = 60'000;

/// A print server of this test alone: its own settings, socket and spool, and one printer that keeps what it is given
/// in a folder, a file a job. Nobody else's printers are seen.
class PrivateCups
{
public:
    ~PrivateCups()
    {
        m_server.terminate();
        if (!m_server.waitForFinished(5'000))
            m_server.kill();
        m_server.waitForFinished();
    }

    [[nodiscard]] bool begin()
    {
        for (const char *folder : {"root", "state", "cache", "spool", "tmp", "bin/backend", "papers"}) {
            if (!QDir(m_folder.path()).mkpath(QLatin1String(folder)))
                return false;
        }
        // Its scheduler may be root and then runs what prints as somebody else.
        for (const char *folder : {"", "bin", "bin/backend", "papers", "tmp"})
            QFile::setPermissions(path(folder), all);
        QFile::link(QStringLiteral("/usr/lib/cups/daemon"), path("bin/daemon"));
        write("bin/backend/keep",
              "#!/bin/sh\n[ $# -eq 0 ] && exit 0\numask 022\nto=\"${DEVICE_URI#keep:}/$1\"\n"
              "if [ $# -ge 6 ]; then cat \"$6\"; else cat; fi > \"$to.part\" && mv \"$to.part\" \"$to.pdf\"\n");
        QFile::setPermissions(path("bin/backend"), all & ~(QFile::WriteGroup | QFile::WriteOther));
        QFile::setPermissions(path("bin/backend/keep"), all & ~(QFile::WriteGroup | QFile::WriteOther));
        write("cupsd.conf", "Listen " + path("sock").toLocal8Bit()
                                + "\nBrowsing Off\nWebInterface No\nDefaultAuthType None\n<Location />\nOrder "
                                  "allow,deny\nAllow all\n</Location>\n<Policy default>\n<Limit All>\nOrder "
                                  "deny,allow\n</Limit>\n</Policy>\n");
        QByteArray files = "Printcap\nFileDevice No\n";
        for (const auto &[name, folder] :
             {std::pair("ServerRoot", "root"), std::pair("StateDir", "state"), std::pair("CacheDir", "cache"),
              std::pair("RequestRoot", "spool"), std::pair("TempDir", "tmp"), std::pair("ServerBin", "bin"),
              std::pair("AccessLog", "access.log"), std::pair("ErrorLog", "error.log"),
              std::pair("PageLog", "page.log")})
            files += QByteArray(name) + ' ' + path(folder).toLocal8Bit() + '\n';
        write("cups-files.conf", files);
        qputenv("CUPS_SERVER", path("sock").toLocal8Bit());
        m_server.start(QStringLiteral("/usr/sbin/cupsd"),
                       {QStringLiteral("-f"), QStringLiteral("-c"), path("cupsd.conf"), QStringLiteral("-s"),
                        path("cups-files.conf")});
        return QTest::qWaitFor([this] { return run("lpstat", {"-r"}).contains("is running"); }, patienceMs)
               && QTest::qWaitFor(
                   [this] {
                       run("lpadmin", {"-p", "hall", "-E", "-v", "keep:" + path("papers").toLocal8Bit(), "-m", "raw"});
                       return run("lpstat", {"-p"}).contains("hall");
                   },
                   patienceMs);
    }

    QByteArray run(const char *program, const QList<QByteArray> &arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
        process.setProcessEnvironment(environment);
        QStringList words;
        for (const QByteArray &argument : arguments)
            words.append(QString::fromLocal8Bit(argument));
        process.start(QStringLiteral("/usr/bin/env"),
                      QStringList{QStringLiteral("PATH=/usr/sbin:/usr/bin:/sbin:/bin"), QLatin1String(program)}
                          + words);
        process.waitForFinished(patienceMs);
        return process.readAllStandardOutput();
    }
    /// What came out of the printer so far, in order.
    [[nodiscard]] QStringList papers() const
    {
        const QDir folder(path("papers"));
        QStringList files;
        for (const QString &name :
             folder.entryList({QStringLiteral("*.pdf")}, QDir::Files, QDir::Time | QDir::Reversed))
            files.append(folder.filePath(name));
        return files;
    }

private:
    static constexpr QFile::Permissions all{0x7777};

    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    void write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no %s", name);
    }

    QTemporaryDir m_folder;
    QProcess m_server;
};

PaperText notice()
{
    PaperText paper;
    paper.kind = PaperKind::AcceptanceNotice;
    paper.title = QStringLiteral("受理通知书");
    paper.number = QStringLiteral("石政务受字〔2026〕17 号");
    paper.receiptNumber = QStringLiteral("130102-03-02-20261123-0007");
    paper.paragraphs = {QStringLiteral("张培训：你提交的食品经营许可申请材料齐全，符合法定形式，现予受理。")};
    paper.lines = {{QStringLiteral("承诺办结日期"), QStringLiteral("2026-11-30")}};
    paper.materials = {QStringLiteral("营业执照"), QStringLiteral("经营场所平面图")};
    for (int i = 1; i <= 60; ++i) // onto a second page
        paper.materials.append(QStringLiteral("第 %1 份材料").arg(i));
    paper.code = QStringLiteral("https://centre.example/s/1301");
    paper.issuer = QStringLiteral("石家庄市政务服务大厅");
    paper.issuedAt = QDateTime(QDate(2026, 11, 23), QTime(10, 42), Qt::OffsetFromUTC, 8 * 3600);
    return paper;
}

/// The text of a PDF without its blanks, as pdftotext reads it.
QString textOf(const QByteArray &pdf)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("paper.pdf"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size() || !file.flush())
        return {};
    QProcess reader;
    reader.start(QStringLiteral("pdftotext"),
                 {QStringLiteral("-enc"), QStringLiteral("UTF-8"), path, QStringLiteral("-")});
    reader.waitForFinished(patienceMs);
    QString text = QString::fromUtf8(reader.readAllStandardOutput());
    text.remove(QRegularExpression(QStringLiteral("\\s")));
    return text;
}

Result<Done> printed(const QString &printer)
{
    const QFuture<Result<Done>> future = printPaper(notice(), printer, QStringLiteral("notice"));
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, patienceMs))
        return failure(Fault::Timeout, QStringLiteral("test"));
    return future.result();
}

} // namespace

/// A notice through the print system, to a server of the test's own.
class PagePrinter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_cups.begin()); }

    void thePrinterIsFound()
    {
        const QFuture<QStringList> names = pagePrinters();
        QTRY_VERIFY_WITH_TIMEOUT(names.isFinished(), patienceMs);
        QCOMPARE(names.result(), QStringList{QStringLiteral("hall")});
    }
    void theNoticeComesOutAsItIsPreviewed()
    {
        const Result<Done> done = printed(QStringLiteral("hall"));
        QVERIFY2(done.has_value(), done ? "" : qPrintable(describe(done.error())));
        QTRY_COMPARE_WITH_TIMEOUT(m_cups.papers().size(), 1, patienceMs);
        QFile file(m_cups.papers().constFirst());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString printedText = textOf(file.readAll());
        const QString previewed = textOf(*paperPdf(notice()));
        QVERIFY(previewed.contains(QStringLiteral("受理通知书")) && previewed.contains(QStringLiteral("第60份材料")));
        QCOMPARE(printedText, previewed);
    }
    void aStoppedPrinterKeepsTheJob()
    {
        const qsizetype before = m_cups.papers().size();
        m_cups.run("cupsdisable", {"hall"});
        const Result<Done> done = printed(QStringLiteral("hall"));
        QVERIFY(!done);
        QCOMPARE(done.error().fault, Fault::PrinterOffline);
        QVERIFY(m_cups.run("lpstat", {"-o"}).contains("hall-"));
        QCOMPARE(m_cups.papers().size(), before);
        const QFuture<DeviceState> state = pagePrinterState(QStringLiteral("hall"));
        QTRY_VERIFY_WITH_TIMEOUT(state.isFinished(), patienceMs);
        QCOMPARE(state.result(), DeviceState::Trouble);
        m_cups.run("cupsenable", {"hall"});
        QTRY_COMPARE_WITH_TIMEOUT(m_cups.papers().size(), before + 1, patienceMs);
    }
    void anAbsentPrinterSaysSo()
    {
        const Result<Done> done = printed(QStringLiteral("nosuch"));
        QVERIFY(!done);
        QCOMPARE(done.error().fault, Fault::PrinterUnreachable);
    }

private:
    PrivateCups m_cups;
};

QTEST_MAIN(PagePrinter)
#include "page_printer.moc"
