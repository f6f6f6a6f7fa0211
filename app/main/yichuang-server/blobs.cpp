// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang-server/commands.h"
#include "app/server/store/blob_collector.h"

#include <QCommandLineParser>
#include <QJsonObject>

namespace yichuang::server
{

/// What `serve` does by itself now and then, to its end; with --dry-run what it would do.
ExitCode runBlobsCollect(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({withValue("dir", "data folder"), flag("dry-run", "say what is due and remove nothing")});
    if (const auto end = parsed(parser, arguments))
        return *end;
    if (given(parser, "dir").isEmpty())
        return complainUsage(QStringLiteral("blobs collect needs --dir"));
    auto opened = openFolder(given(parser, "dir"));
    if (!opened)
        return complain(opened.error());
    const SystemClock clock;
    const auto blobs = openBlobs(opened->configuration.blobs, opened->configuration.folder, clock);
    BlobCollector collector(*blobs, opened->configuration.hall, opened->configuration.blobs.grace, clock);
    const bool dry = parser.isSet(QStringLiteral("dry-run"));
    Collected all;
    do {
        const auto some = dry ? collector.wouldCollect(*opened->sql) : collector.round(*opened->sql);
        if (!some)
            return complain(some.error());
        all = {all.removed + some->removed, all.dropped + some->dropped, all.met + some->met, some->more};
    } while (all.more);
    print({{QStringLiteral("removed"), all.removed},
           {QStringLiteral("uploadsDropped"), all.dropped},
           {QStringLiteral("dryRun"), dry}});
    return ExitCode::Ok;
}

} // namespace yichuang::server
