// SPDX-License-Identifier: Apache-2.0
#include "tests/layering/rules.h"

#include <QDir>
#include <QJsonArray>
#include <QRegularExpression>

namespace yichuang::layering
{
namespace
{

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array)
        list.append(item.toString());
    return list;
}

QString at(const QString &path, int line, const QString &what)
{
    return QStringLiteral("%1:%2: %3").arg(path).arg(line).arg(what);
}

bool isInside(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder + u'/');
}

QStringList found(const QString &path, const QString &text, const QJsonObject &rule)
{
    QStringList complaints;
    const QRegularExpression pattern(rule.value(QLatin1String("pattern")).toString());
    if (!pattern.isValid())
        return {at(path, 0, QStringLiteral("a pattern of the table is wrong: ") + pattern.pattern())};
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const int line = static_cast<int>(QStringView(text).left(match.capturedStart()).count(u'\n')) + 1;
        complaints.append(
            at(path, line,
               match.captured().trimmed() + QStringLiteral(": ") + rule.value(QLatin1String("why")).toString()));
    }
    return complaints;
}

} // namespace

Rules::Rules(QJsonObject table, const QString &qtHeaders)
    : m_table(std::move(table)),
      m_rooms(m_table.value(QLatin1String("rooms")).toObject())
{
    const QDir headers(qtHeaders);
    const QStringList modules = headers.entryList({QStringLiteral("Qt*")}, QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &module : modules) {
        const QStringList names = QDir(headers.filePath(module)).entryList({QStringLiteral("Q*")}, QDir::Files);
        for (const QString &name : names) {
            if (!name.contains(u'.'))
                m_modules[name].append(QStringLiteral("Qt6::") + module.mid(2));
        }
    }
}

QString Rules::roomOf(const QString &path) const
{
    QString room;
    const QStringList names = m_rooms.keys();
    for (const QString &name : names) {
        if (isInside(path, name) && name.size() > room.size())
            room = name;
    }
    return room;
}

QSet<QString> Rules::below(const QString &room) const
{
    const QStringList closed = strings(m_table.value(QLatin1String("closed")).toObject().value(room));
    QSet<QString> all;
    QStringList open{room};
    while (!open.isEmpty()) {
        const QString name = open.takeLast();
        if (all.contains(name) || closed.contains(name))
            continue;
        all.insert(name);
        open += strings(m_rooms.value(name).toObject().value(QLatin1String("links")));
    }
    return all;
}

bool Rules::mayUse(const QString &room, const QString &other) const
{
    const QSet<QString> all = below(room);
    return !other.isEmpty() && (all.contains(other) || all.contains(QStringLiteral("*")));
}

bool Rules::mayUseLibrary(const QString &room, const QString &library) const
{
    const QSet<QString> all = below(room);
    for (const QString &name : all) {
        const QStringList uses = strings(m_rooms.value(name).toObject().value(QLatin1String("uses")));
        if (uses.contains(library) || uses.contains(QStringLiteral("*")))
            return true;
    }
    return false;
}

bool Rules::isWindowHeader(const QString &header) const
{
    const QStringList modules = m_modules.value(header.section(u'/', -1));
    return modules.contains(QStringLiteral("Qt6::Widgets")) || modules.contains(QStringLiteral("Qt6::PrintSupport"))
           || header.startsWith(QLatin1String("QtWidgets")) || header.startsWith(QLatin1String("QtPrintSupport"));
}

QStringList Rules::quotedInclude(const QString &path, const Include &include) const
{
    if (include.path.endsWith(QLatin1String(".moc")))
        return {};
    const QString folder = include.path.section(u'/', 0, 0);
    if (folder != QLatin1String("app") && folder != QLatin1String("ui") && folder != QLatin1String("plugins"))
        return {at(path, include.line, include.path + QStringLiteral(" is not spelled from the root"))};
    const QString room = roomOf(path);
    const QString other = roomOf(include.path);
    const bool driver = room == QLatin1String("plugins");
    const QString own = path.section(u'/', 0, -2);
    if (driver && other == room && !isInside(include.path, own) && !isInside(own, include.path.section(u'/', 0, -2)))
        return {at(path, include.line, include.path + QStringLiteral(": a driver knows no other driver"))};
    if (other == room || mayUse(room, other))
        return {};
    return {at(path, include.line, QStringLiteral("%1 may not include %2").arg(room, include.path))};
}

QStringList Rules::libraryInclude(const QString &path, const Include &include) const
{
    const QString room = roomOf(path);
    const bool composes = room == QLatin1String("app/main");
    if (path.startsWith(QLatin1String("app/")) && !composes && isWindowHeader(include.path))
        return {at(path, include.line, QStringLiteral("<%1> in a room without windows").arg(include.path))};
    QStringList libraries;
    const QJsonObject headers = m_table.value(QLatin1String("headers")).toObject();
    for (const QString &prefix : headers.keys()) {
        if (include.path.startsWith(prefix))
            libraries.append(headers.value(prefix).toString());
    }
    if (libraries.isEmpty() && include.path.startsWith(u'Q')) {
        libraries = include.path.contains(u'/')
                        ? QStringList{QStringLiteral("Qt6::") + include.path.section(u'/', 0, 0).mid(2)}
                        : m_modules.value(include.path);
    }
    for (const QString &library : std::as_const(libraries)) {
        if (mayUseLibrary(room, library))
            return {};
    }
    if (libraries.isEmpty())
        return {};
    return {
        at(path, include.line, QStringLiteral("%1 may not use %2 (<%3>)").arg(room, libraries.first(), include.path))};
}

QStringList Rules::includes(const QString &path, const QString &text) const
{
    if (roomOf(path).isEmpty())
        return {at(path, 1, QStringLiteral("stands in no room of the table"))};
    QStringList complaints;
    const QList<Include> all = includesOf(text);
    for (const Include &include : all)
        complaints += include.quoted ? quotedInclude(path, include) : libraryInclude(path, include);
    return complaints;
}

QStringList Rules::links(const QString &path, const QString &cmake, const QHash<QString, QString> &folders) const
{
    QStringList complaints;
    const QList<TargetLine> targets = targetsOf(cmake);
    for (const TargetLine &target : targets) {
        const QString room = roomOf(path);
        if (room.isEmpty()) {
            complaints.append(at(path, 1, target.name + QStringLiteral(" stands in no room of the table")));
            continue;
        }
        for (const QString &link : target.links) {
            const QString folder = folders.value(link);
            const QString other = roomOf(folder.isEmpty() ? QStringLiteral("app/") + link : folder);
            if (other != room && !mayUse(room, other))
                complaints.append(at(path, 1, QStringLiteral("%1 may not link %2").arg(target.name, link)));
        }
        for (const QString &use : target.uses) {
            if (!mayUseLibrary(room, use))
                complaints.append(at(path, 1, QStringLiteral("%1 may not use %2").arg(target.name, use)));
        }
    }
    return complaints;
}

QStringList Rules::sizes(const QString &path, const QString &text) const
{
    QStringList complaints;
    const int fileLimit = m_table.value(QLatin1String("fileLines")).toInt();
    const int functionLimit = m_table.value(QLatin1String("functionLines")).toInt();
    const auto lines = text.count(u'\n') + (text.isEmpty() || text.endsWith(u'\n') ? 0 : 1);
    if (lines > fileLimit)
        complaints.append(at(path, 1, QStringLiteral("%1 lines").arg(lines)));
    if (!path.endsWith(QLatin1String(".h")) && !path.endsWith(QLatin1String(".cpp")))
        return complaints;
    const QList<Function> functions = functionsOf(text);
    for (const Function &function : functions) {
        if (function.lines > functionLimit)
            complaints.append(
                at(path, function.line, QStringLiteral("%1 has %2 lines").arg(function.name).arg(function.lines)));
    }
    return complaints;
}

QStringList Rules::names(const QString &path, const QString &text) const
{
    QStringList complaints;
    const QStringList banned = strings(m_table.value(QLatin1String("bannedSuffixes")));
    const QStringList classes = classesOf(text);
    for (const QString &name : classes) {
        for (const QString &suffix : banned) {
            if (name.endsWith(suffix))
                complaints.append(at(path, 1, name + QStringLiteral(" is no word of the field")));
        }
    }
    return complaints;
}

QStringList Rules::neverUsed(const QString &path, const QString &text) const
{
    QStringList complaints;
    const QString code = stripped(text);
    const QJsonArray rules = m_table.value(QLatin1String("never")).toArray();
    for (const QJsonValue &entry : rules) {
        const QJsonObject rule = entry.toObject();
        for (const QString &folder : strings(rule.value(QLatin1String("in")))) {
            if (isInside(path, folder))
                complaints += found(path, code, rule);
        }
    }
    return complaints;
}

QStringList Rules::words(const QString &path, const QString &text) const
{
    QStringList complaints;
    const QJsonArray rules = m_table.value(QLatin1String("words")).toArray();
    for (const QJsonValue &rule : rules)
        complaints += found(path, text, rule.toObject());
    return complaints;
}

QStringList Rules::licence(const QString &path, const QString &text) const
{
    const QString head = text.section(u'\n', 0, 2);
    if (head.contains(QLatin1String("SPDX-License-Identifier: Apache-2.0")))
        return {};
    return {at(path, 1, QStringLiteral("no SPDX line"))};
}

QStringList Rules::top(const QStringList &folders, const QStringList &files) const
{
    QStringList complaints;
    const QStringList allowedFolders = strings(m_table.value(QLatin1String("topFolders")));
    const QStringList allowedFiles = strings(m_table.value(QLatin1String("topFiles")));
    for (const QString &folder : folders) {
        if (!allowedFolders.contains(folder))
            complaints.append(folder + QStringLiteral("/: no folder of the plan"));
    }
    for (const QString &file : files) {
        if (!allowedFiles.contains(file))
            complaints.append(file + QStringLiteral(": nothing that tools expect at the root"));
    }
    return complaints;
}

} // namespace yichuang::layering
