// SPDX-License-Identifier: Apache-2.0
#include "tests/layering/measure.h"

#include <QRegularExpression>

namespace yichuang::layering
{
namespace
{

/// Walks a source once, copying what is code and blanking what is not.
class Stripper
{
public:
    explicit Stripper(const QString &source) : m_in(source) {}

    QString run()
    {
        while (m_at < m_in.size()) {
            if (m_lineStart && nextInLine() == u'#')
                directive();
            else if (looking(QLatin1String("//")))
                blankTo(m_in.indexOf(u'\n', m_at));
            else if (looking(QLatin1String("/*")))
                blankPast(QLatin1String("*/"));
            else if (rawString())
                continue;
            else if (m_in[m_at] == u'"' || (m_in[m_at] == u'\'' && !digitSeparator()))
                literal(m_in[m_at]);
            else
                keep();
        }
        return m_out;
    }

private:
    [[nodiscard]] bool looking(QLatin1String text) const { return QStringView(m_in).mid(m_at).startsWith(text); }

    [[nodiscard]] QChar nextInLine() const
    {
        qsizetype at = m_at;
        while (at < m_in.size() && m_in[at] != u'\n' && m_in[at].isSpace())
            ++at;
        return at < m_in.size() ? m_in[at] : QChar();
    }

    [[nodiscard]] bool digitSeparator() const
    {
        return m_at > 0 && m_in[m_at - 1].isLetterOrNumber() && m_at + 1 < m_in.size()
               && m_in[m_at + 1].isLetterOrNumber() && !QStringLiteral("uULR").contains(m_in[m_at - 1]);
    }

    void keep()
    {
        m_lineStart = m_in[m_at] == u'\n' || (m_lineStart && m_in[m_at].isSpace());
        m_out += m_in[m_at++];
    }

    void blank()
    {
        m_lineStart = m_in[m_at] == u'\n';
        m_out += m_in[m_at] == u'\n' ? u'\n' : u' ';
        ++m_at;
    }

    void blankTo(qsizetype end)
    {
        if (end < 0)
            end = m_in.size();
        while (m_at < end)
            blank();
    }

    void blankPast(QLatin1String closing)
    {
        const qsizetype end = m_in.indexOf(closing, m_at + 2);
        blankTo(end < 0 ? -1 : end + closing.size());
    }

    void directive()
    {
        while (m_at < m_in.size() && m_in[m_at] != u'\n') {
            if (looking(QLatin1String("/*"))) {
                blankPast(QLatin1String("*/"));
                continue;
            }
            const bool continued = m_in[m_at] == u'\\' && m_at + 1 < m_in.size() && m_in[m_at + 1] == u'\n';
            blank();
            if (continued)
                blank();
        }
    }

    bool rawString()
    {
        static const QRegularExpression opening(QStringLiteral("\\G(?:u8|u|U|L)?R\"([^ ()\\\\\\t\\n]{0,16})\\("));
        if (m_at > 0 && (m_in[m_at - 1].isLetterOrNumber() || m_in[m_at - 1] == u'_'))
            return false;
        const auto match = opening.match(m_in, m_at);
        if (!match.hasMatch())
            return false;
        const QString closing = u')' + match.captured(1) + u'"';
        const qsizetype end = m_in.indexOf(closing, match.capturedEnd());
        m_out += u'"';
        ++m_at;
        const qsizetype last = end < 0 ? m_in.size() : end + closing.size() - 1;
        blankTo(last);
        if (m_at < m_in.size())
            keep();
        return true;
    }

    void literal(QChar quote)
    {
        keep();
        while (m_at < m_in.size() && m_in[m_at] != quote && m_in[m_at] != u'\n') {
            if (m_in[m_at] == u'\\' && m_at + 1 < m_in.size())
                blank();
            blank();
        }
        if (m_at < m_in.size())
            keep();
    }

    const QString &m_in;
    QString m_out;
    qsizetype m_at = 0;
    bool m_lineStart = true;
};

} // namespace

QString stripped(const QString &source)
{
    return Stripper(source).run();
}

QList<Include> includesOf(const QString &source)
{
    static const QRegularExpression form(QStringLiteral("^\\s*#\\s*include\\s+([<\"])([^>\"]+)[>\"]"));
    QList<Include> includes;
    const QStringList lines = source.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = form.match(lines[i]);
        if (match.hasMatch())
            includes.append({match.captured(2), match.captured(1) == QLatin1String("\""), static_cast<int>(i) + 1});
    }
    return includes;
}

QStringList classesOf(const QString &source)
{
    static const QRegularExpression form(QStringLiteral(
        "(?<![\\w<,]\\s|enum )\\b(?:class|struct)\\s+(?:\\[\\[\\w+\\]\\]\\s*)?(?:alignas\\s*\\([^)]*\\)\\s*)?"
        "([A-Za-z_][\\w:]*)\\s*(?:final\\s*)?(?::[^:;{][^;{]*)?\\{"));
    QStringList names;
    auto matches = form.globalMatch(stripped(source));
    while (matches.hasNext())
        names.append(matches.next().captured(1).section(QStringLiteral("::"), -1));
    return names;
}

QList<TargetLine> targetsOf(const QString &cmake)
{
    static const QRegularExpression comment(QStringLiteral("#[^\\n]*"));
    static const QRegularExpression call(
        QStringLiteral("\\b(yichuang_room|yichuang_driver|yichuang_program|target_link_libraries)\\s*\\(([^)]*)\\)"));
    static const QRegularExpression space(QStringLiteral("[\\s;]+"));
    QList<TargetLine> targets;
    QString text = cmake;
    text.remove(comment);
    auto matches = call.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        QStringList words = match.captured(2).split(space, Qt::SkipEmptyParts);
        if (words.isEmpty())
            continue;
        TargetLine target{match.captured(1), words.takeFirst(), {}, {}};
        const bool direct = target.call == QLatin1String("target_link_libraries");
        QString part = direct ? QStringLiteral("USES") : QString();
        for (const QString &word : std::as_const(words)) {
            if (word == QLatin1String("LINKS") || word == QLatin1String("USES") || word == QLatin1String("SOURCES"))
                part = word;
            else if (direct
                     && (word == QLatin1String("PUBLIC") || word == QLatin1String("PRIVATE")
                         || word == QLatin1String("INTERFACE")))
                continue;
            else if (part == QLatin1String("LINKS"))
                target.links.append(word);
            else if (part == QLatin1String("USES") && word.startsWith(QLatin1String("yichuang_")))
                target.links.append(word.mid(9));
            else if (part == QLatin1String("USES"))
                target.uses.append(word);
        }
        targets.append(target);
    }
    return targets;
}

} // namespace yichuang::layering
