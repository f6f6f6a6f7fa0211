// SPDX-License-Identifier: Apache-2.0
#include "app/base/places.h"

#include <QDir>
#include <QFileInfo>

namespace yichuang
{
namespace
{

QString firstThatIs(const QStringList &candidates)
{
    for (const QString &candidate : candidates) {
        if (QFileInfo::exists(candidate))
            return QDir::cleanPath(candidate);
    }
    return QDir::cleanPath(candidates.first());
}

QStringList pluginFolders(const QDir &program)
{
    QStringList folders{program.filePath(QStringLiteral("../plugins"))};
    const QDir lib(program.filePath(QStringLiteral("../lib")));
    const QString inner = QStringLiteral("/yichuang/plugins");
    const QStringList triplets = lib.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &triplet : triplets)
        folders.append(lib.filePath(triplet) + inner);
    folders.append(lib.path() + inner);
    return folders;
}

} // namespace

Places findPlaces(const QString &programFolder, const QProcessEnvironment &environment)
{
    const QDir program(programFolder);
    const auto chosen = [&environment](const char *name, const QStringList &candidates) {
        const QString set = environment.value(QString::fromLatin1(name));
        return set.isEmpty() ? firstThatIs(candidates) : QDir::cleanPath(set);
    };
    return Places{chosen("YICHUANG_RESOURCES", {program.filePath(QStringLiteral("../share/yichuang"))}),
                  chosen("YICHUANG_PLUGINS", pluginFolders(program)),
                  chosen("YICHUANG_DEVHOST", {program.filePath(QStringLiteral("yichuang-devhost")),
                                              program.filePath(QStringLiteral("../bin/yichuang-devhost"))})};
}

} // namespace yichuang
