// SPDX-License-Identifier: Apache-2.0
#include "app/base/when_done.h"
#include "app/devices/hosted_page_source.h"
#include "app/main/yichuang-admin/command.h"

#include <QDir>
#include <QSaveFile>

namespace yichuang
{
namespace
{

class Scan final : public Command
{
public:
    using Command::Command;

    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption({QStringLiteral("device"), QStringLiteral("The scanner's name; without it, the first."),
                          QStringLiteral("NAME")});
        parser.addOption({QStringLiteral("out"), QStringLiteral("Folder for the pages."), QStringLiteral("DIR")});
        parser.addOption({QStringLiteral("list"), QStringLiteral("List the scanners instead.")});
        parser.addOption(
            {QStringLiteral("dpi"), QStringLiteral("75 to 600."), QStringLiteral("N"), QStringLiteral("200")});
        parser.addOption(
            {QStringLiteral("max"), QStringLiteral("Pages at most."), QStringLiteral("N"), QStringLiteral("100")});
        parser.addOption({QStringLiteral("grey"), QStringLiteral("Without colours.")});
        parser.addOption({QStringLiteral("glass"), QStringLiteral("One page from the glass, not the feeder.")});
        parser.addOption({QStringLiteral("driver"), QStringLiteral("The driver to use."), QStringLiteral("NAME"),
                          QStringLiteral("sane")});
    }

    QString begin(const QCommandLineParser &parser) override
    {
        ScanRequest request;
        bool dpiFits = false;
        bool maxFits = false;
        request.scanner = parser.value(QStringLiteral("device"));
        request.dpi = parser.value(QStringLiteral("dpi")).toInt(&dpiFits);
        request.maxPages = parser.value(QStringLiteral("max")).toInt(&maxFits);
        request.colour = !parser.isSet(QStringLiteral("grey"));
        request.feeder = !parser.isSet(QStringLiteral("glass"));
        m_out = parser.value(QStringLiteral("out"));
        if (!dpiFits || request.dpi < 75 || request.dpi > 600 || !maxFits || request.maxPages < 1)
            return QStringLiteral("--dpi or --max is not a number that fits");
        if (!parser.positionalArguments().isEmpty())
            return QStringLiteral("scan takes no arguments");
        m_source = std::make_unique<HostedPageSource>(launch(parser.value(QStringLiteral("driver")), {}));
        if (parser.isSet(QStringLiteral("list"))) {
            listScanners();
            return {};
        }
        if (m_out.isEmpty())
            return QStringLiteral("scan needs --out DIR");
        if (!QDir().mkpath(m_out)) {
            finish(Reason{Fault::FileUnreadable, QStringLiteral("admin.scan"), m_out});
            return {};
        }
        connect(m_source.get(), &PageSource::pageScanned, this, &Scan::keep);
        connect(m_source.get(), &PageSource::finished, this, &Scan::ended);
        m_source->scan(request);
        return {};
    }

private:
    void listScanners()
    {
        whenDone(m_source->scanners(), this, [this](const Result<QList<ScannerChoice>> &choices) {
            if (!choices) {
                finish(choices.error());
                return;
            }
            for (const ScannerChoice &choice : *choices) {
                output().line(QJsonObject{{QStringLiteral("name"), choice.name},
                                          {QStringLiteral("vendor"), choice.vendor},
                                          {QStringLiteral("model"), choice.model}},
                              QStringLiteral("%1\t%2 %3").arg(choice.name, choice.vendor, choice.model));
            }
            finish(ExitCode::Ok);
        });
    }

    void keep(const ScannedPage &page)
    {
        const QString ending = page.mime == QStringLiteral("image/png") ? QStringLiteral("png") : QStringLiteral("jpg");
        const QString path =
            QDir(m_out).filePath(QStringLiteral("page-%1.%2").arg(++m_pages, 3, 10, QLatin1Char('0')).arg(ending));
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(page.bytes) != page.bytes.size() || !file.commit()) {
            m_failure = Reason{Fault::DiskFull, QStringLiteral("admin.scan"), path};
            m_source->cancel();
            return;
        }
        output().line(QJsonObject{{QStringLiteral("page"), m_pages},
                                  {QStringLiteral("file"), path},
                                  {QStringLiteral("width"), page.width},
                                  {QStringLiteral("height"), page.height},
                                  {QStringLiteral("dpi"), page.dpi}},
                      path);
    }

    void ended(int, const std::optional<Reason> &reason)
    {
        if (m_failure)
            finish(*m_failure);
        else if (reason)
            finish(*reason);
        else
            finish(ExitCode::Ok);
    }

    std::unique_ptr<HostedPageSource> m_source;
    std::optional<Reason> m_failure;
    QString m_out;
    int m_pages = 0;
};

} // namespace

std::unique_ptr<Command> makeScan(Output output, const Places &places)
{
    return std::make_unique<Scan>(output, places);
}

} // namespace yichuang
