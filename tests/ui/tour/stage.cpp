// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/stage.h"

#include "tests/ui/tour/papers.h"
#include "tests/ui/tour/shortfall.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace yichuang::tour
{
namespace
{

constexpr int ourWindow = 3;
constexpr int otherWindow = 4;

} // namespace

QString Cast::resources() const
{
    return QFileInfo(client).absoluteDir().filePath(QStringLiteral("../share/yichuang"));
}

Stage::Stage(const Cast &cast)
    : m_cast(cast),
      m_folder(QDir::tempPath() + QStringLiteral("/yichuang-tour-XXXXXX")),
      m_tongue(QStringLiteral(YICHUANG_SOURCE_DIR "/translations"), cast.language)
{
    demand(m_folder.isValid(), QStringLiteral("no temporary folder"));
    QDir().mkpath(paperFolder());
    writePdf(pdfToImport());
    m_hall = std::make_unique<Hall>(cast.server, path(QStringLiteral("centre")), cast.resources());
    m_hall->start();
    m_counter = std::make_unique<Counter>(path(QStringLiteral("sane")));
    writeConfig();
    enrol();
    m_centre = std::make_unique<CentreDesk>(*m_hall, m_hall->code(otherWindow));
    QFile keys(keysFile());
    demand(keys.open(QIODevice::WriteOnly) && keys.write(m_centre->keys()) > 0, QStringLiteral("no keys of the hall"));
    keys.close();
    m_window = std::make_unique<Window>(WindowPlace{cast.client, path(QStringLiteral("window.json")),
                                                    path(QStringLiteral("stalls.jsonl")),
                                                    path(QStringLiteral("client.err")), cast.size, decisionLog()},
                                        m_tongue);
}

Stage::~Stage()
{
    try {
        m_window.reset();
        m_hall->stop();
    } catch (const Shortfall &) {
        // A centre that does not end by itself is killed by its own end.
    }
}

void Stage::writeConfig()
{
    QJsonObject config = m_counter->devices();
    config.insert(QStringLiteral("data"), path(QStringLiteral("window")));
    config.insert(QStringLiteral("centre"), m_hall->windowUrl());
    config.insert(QStringLiteral("authority"), m_hall->authorityFile());
    config.insert(QStringLiteral("paperFolder"), paperFolder());
    config.insert(QStringLiteral("ui.language"), m_cast.language);
    config.insert(QStringLiteral("ui.look"), m_cast.look);
    QFile file(path(QStringLiteral("window.json")));
    demand(file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(config).toJson()) > 0,
           QStringLiteral("cannot write the window's settings"));
}

void Stage::enrol()
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    mustRun(m_cast.client, {QStringLiteral("--config"), path(QStringLiteral("window.json")), QStringLiteral("--enrol"),
                            m_hall->code(ourWindow)});
}

Holds Stage::holds() const
{
    QFile file(path(QStringLiteral("stalls.jsonl")));
    Holds holds;
    if (!file.open(QIODevice::ReadOnly))
        return holds;
    while (!file.atEnd()) {
        const QJsonObject json = QJsonDocument::fromJson(file.readLine()).object();
        const auto ms = [&json](const char *key) { return json.value(QLatin1String(key)).toDouble(); };
        const Hold hold{ms("ms"), ms("cpuMs"), ms("queuedMs"), json.value(QStringLiteral("receiver")).toString()};
        if (hold.ms > holds.longest.ms)
            holds.longest = hold;
        if (hold.cpuMs > holds.busiest.cpuMs)
            holds.busiest = hold;
    }
    return holds;
}

} // namespace yichuang::tour
