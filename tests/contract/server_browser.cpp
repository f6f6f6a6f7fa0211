// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/server_rig.h"

#include "app/server/status/status_page.h"

#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace yichuang;
using namespace yichuang::contract;
using namespace yichuang::server;

/// The citizen's page in a real browser. With YICHUANG_PICTURES, a folder, pictures of it are laid there for people.
class ServerBrowser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itsStyleHoldsUnderItsPolicy();
    void nothingIsCutAtAnyWidthOrSize();
    void picturesForPeople();

private:
    [[nodiscard]] QByteArray browse(const QStringList &arguments) const;
    [[nodiscard]] QImage picture(const QString &url, const QSize &size, const QStringList &more = {}) const;
    [[nodiscard]] QString keep(const QString &name, const QByteArray &bytes) const;
    QTemporaryDir m_dir;
};

namespace
{

/// A case in a state, as long as its words may be.
StatusView viewIn(CaseState state)
{
    StatusView view;
    view.state = state;
    view.matter = QStringLiteral("食品经营许可证核发（含食品销售连锁企业总部、餐饮服务连锁企业总部）");
    view.department = QStringLiteral("石家庄市长安区行政审批局市场准入科");
    view.hallName = QStringLiteral("石家庄市长安区政务服务大厅");
    view.place = QStringLiteral("一楼东侧综合出件窗口 12 号（工作日 9:00—17:00）");
    view.received = QDate(2026, 11, 23);
    view.deadline = {QDate(2026, 12, 21), 20, 14, true, TimerState::Normal};
    view.corrected = state == CaseState::CorrectionRequested || state == CaseState::ToleranceAccepted;
    view.supplementDue = QDate(2026, 12, 4);
    return view;
}

const char measure[] = R"((async () => {
  const out = [];
  for (let i = 0; i < pages.length; ++i)
    for (const [width, size] of [[320, '200%'], [390, '100%'], [1366, '200%']]) {
        const frame = document.createElement('iframe');
        frame.style.cssText = 'border:0;height:844px;width:' + width + 'px';
        const loaded = new Promise(done => frame.onload = done);
        frame.srcdoc = pages[i];
        document.body.append(frame);
        await loaded;
        const root = frame.contentDocument.documentElement;
        root.style.fontSize = size;
        const body = frame.contentWindow.getComputedStyle(frame.contentDocument.body);
        out.push([i, width, size, root.scrollWidth, root.clientWidth, parseFloat(body.fontSize)]);
        frame.remove();
    }
  document.body.textContent = 'MEASURED' + JSON.stringify(out) + 'END';
})();)";

} // namespace

/// What the browser says. It now and then does not come to an end where it finds a session bus, a keyring or a network
/// half there: it gets none of them, and is begun anew with a fresh profile where it hangs all the same.
QByteArray ServerBrowser::browse(const QStringList &arguments) const
{
    constexpr int patienceMs = 60'000;
    for (int attempt = 0; attempt < 3; ++attempt) {
        const QTemporaryDir profile(m_dir.filePath(QStringLiteral("profile-XXXXXX")));
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("disabled:"));
        process.setProcessEnvironment(environment);
        process.start(
            QStringLiteral("chromium"),
            QStringList{QStringLiteral("--headless"), QStringLiteral("--no-sandbox"), QStringLiteral("--disable-gpu"),
                        QStringLiteral("--hide-scrollbars"), QStringLiteral("--disable-dev-shm-usage"),
                        QStringLiteral("--no-first-run"), QStringLiteral("--password-store=basic"),
                        QStringLiteral("--disable-background-networking"), QStringLiteral("--disable-component-update"),
                        QStringLiteral("--disable-extensions"), QStringLiteral("--disable-sync"),
                        QStringLiteral("--no-proxy-server"), QStringLiteral("--user-data-dir=") + profile.path()}
                + arguments);
        if (!process.waitForStarted()) {
            qCritical("is the package chromium installed?");
            return {};
        }
        if (process.waitForFinished(patienceMs))
            return process.readAllStandardOutput();
        qWarning() << "the browser hung:" << process.readAllStandardError().right(300);
        process.kill();
        process.waitForFinished();
    }
    return {};
}

QImage ServerBrowser::picture(const QString &url, const QSize &size, const QStringList &more) const
{
    const QString file = m_dir.filePath(QStringLiteral("picture.png"));
    QFile::remove(file);
    (void)browse(QStringList{QStringLiteral("--screenshot=") + file, QStringLiteral("--ignore-certificate-errors"),
                             QStringLiteral("--window-size=%1,%2").arg(size.width()).arg(size.height())}
                 + more + QStringList{url});
    return QImage(file);
}

QString ServerBrowser::keep(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_dir.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s", qPrintable(file.errorString()));
    return QStringLiteral("file://") + file.fileName();
}

void ServerBrowser::itsStyleHoldsUnderItsPolicy()
{
    ServerRig rig;
    QVERIFY(rig.start());
    Window window = rig.window(3);
    const QString receipt = QStringLiteral("130102-03-1-261123-0001-A");
    QVERIFY(!window.postAll(window.maker->acceptedCase(window.maker->newCase(), rigMatter, receipt)).isEmpty());
    const QImage image = picture(rig.base() + QStringLiteral("/s/") + receipt, {390, 844});
    QCOMPARE(image.size(), QSize(390, 844));
    int ground = 0;
    int accent = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            ground += image.pixelColor(x, y) == QColor(0xf3, 0xf5, 0xf8);
            accent += image.pixelColor(x, y) == QColor(0x0b, 0x57, 0xb0);
        }
    }
    QVERIFY2(ground > 10'000, QByteArray::number(ground).constData());
    QVERIFY2(accent > 20, QByteArray::number(accent).constData());
}

void ServerBrowser::nothingIsCutAtAnyWidthOrSize()
{
    QJsonArray pages;
    for (int i = 0; i < caseStates; ++i) {
        for (const PageLanguage language : {PageLanguage::Chinese, PageLanguage::English})
            pages.append(QString::fromUtf8(statusPage(viewIn(static_cast<CaseState>(i)), language)));
    }
    for (const PageLanguage language : {PageLanguage::Chinese, PageLanguage::English}) {
        pages.append(QString::fromUtf8(statusPage({}, language)));
        pages.append(QString::fromUtf8(waitPage(language)));
    }
    const QByteArray script = "const pages = " + QJsonDocument(pages).toJson().replace("</", "<\\/") + ";\n" + measure;
    const QString url = keep(QStringLiteral("measure.html"),
                             "<!DOCTYPE html><meta charset=\"utf-8\"><body><script>" + script + "</script></body>");
    const QByteArray told = browse({QStringLiteral("--virtual-time-budget=100000"), QStringLiteral("--dump-dom"), url});
    const qsizetype begin = told.indexOf("MEASURED[");
    const qsizetype end = told.indexOf("]END", begin);
    QVERIFY2(begin >= 0 && end > begin, told.right(300).constData());
    const QJsonArray measured = QJsonDocument::fromJson(told.mid(begin + 8, end - begin - 7)).array();
    QCOMPARE(measured.size(), pages.size() * 3);
    for (const QJsonValue &one : measured) {
        const QByteArray what = QJsonDocument(one.toArray()).toJson(QJsonDocument::Compact);
        QVERIFY2(one[3].toInt() <= one[4].toInt(), what.constData()); // nothing to scroll sideways for
        QVERIFY2(one[5].toDouble() >= (one[2].toString() == QLatin1String("200%") ? 36 : 18), what.constData());
    }
}

void ServerBrowser::picturesForPeople()
{
    const QString folder = qEnvironmentVariable("YICHUANG_PICTURES");
    if (folder.isEmpty())
        return;
    const std::pair<const char *, CaseState> shown[] = {{"review", CaseState::UnderReview},
                                                        {"correction", CaseState::CorrectionRequested},
                                                        {"ready", CaseState::Ready},
                                                        {"denied", CaseState::Denied}};
    for (const auto &[name, state] : shown) {
        for (const PageLanguage language : {PageLanguage::Chinese, PageLanguage::English}) {
            const QByteArray page = statusPage(viewIn(state), language);
            QByteArray large = page;
            large.replace("<html ", "<html style=\"font-size:200%\" ");
            const QString base = QLatin1String(name)
                                 + (language == PageLanguage::English ? QStringLiteral("-en") : QStringLiteral("-zh"));
            const QString url = keep(QStringLiteral("page.html"), page);
            QVERIFY(picture(url, {390, 844}).save(folder + u'/' + base + QStringLiteral("-phone.png")));
            QVERIFY(picture(url, {1366, 768}).save(folder + u'/' + base + QStringLiteral("-desk.png")));
            const QString wide = keep(QStringLiteral("large.html"), large);
            QVERIFY(picture(wide, {390, 844}).save(folder + u'/' + base + QStringLiteral("-large.png")));
        }
    }
    for (const PageLanguage language : {PageLanguage::Chinese, PageLanguage::English}) {
        const QString url = keep(QStringLiteral("none.html"), statusPage({}, language));
        const QString base =
            language == PageLanguage::English ? QStringLiteral("/none-en") : QStringLiteral("/none-zh");
        QVERIFY(picture(url, {390, 844}).save(folder + base + QStringLiteral("-phone.png")));
    }
}

QTEST_GUILESS_MAIN(ServerBrowser)
#include "server_browser.moc"
