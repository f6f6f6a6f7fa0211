// SPDX-License-Identifier: Apache-2.0
#include "app/domain/catalogue/json_places.h"

#include "app/domain/catalogue/json_schema.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <functional>

namespace yichuang
{
namespace
{

constexpr int deepest = 100;

/// Steps through the tokens of a JSON text.
class Cursor
{
public:
    explicit Cursor(const QByteArray &bytes) : m_bytes(bytes) {}

    [[nodiscard]] qsizetype at() const { return m_at; }
    [[nodiscard]] bool isAtEnd() const { return m_at >= m_bytes.size(); }
    char peek()
    {
        while (!isAtEnd() && isSpace(m_bytes[m_at]))
            ++m_at;
        return isAtEnd() ? '\0' : m_bytes[m_at];
    }
    bool take(char wanted)
    {
        if (peek() != wanted)
            return false;
        ++m_at;
        return true;
    }
    /// The text of a string, its escapes resolved.
    QString text()
    {
        const qsizetype from = m_at;
        skipString();
        const QByteArray token = m_bytes.mid(from, m_at - from);
        if (!token.contains('\\'))
            return QString::fromUtf8(token.mid(1, token.size() - 2));
        return QJsonDocument::fromJson('[' + token + ']').array().at(0).toString();
    }
    void skipScalar()
    {
        if (peek() == '"') {
            skipString();
            return;
        }
        const qsizetype from = m_at;
        while (!isAtEnd() && !isSpace(m_bytes[m_at]) && m_bytes[m_at] != ',' && m_bytes[m_at] != ']'
               && m_bytes[m_at] != '}')
            ++m_at;
        if (m_at == from)
            ++m_at; // never stand still, whatever the bytes are
    }

private:
    static bool isSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
    void skipString()
    {
        ++m_at;
        while (!isAtEnd() && m_bytes[m_at] != '"')
            m_at += m_bytes[m_at] == '\\' ? 2 : 1;
        m_at = std::min(m_at + 1, m_bytes.size());
    }

    const QByteArray &m_bytes;
    qsizetype m_at = 0;
};

/// The way to a value; its pointer is written only when somebody wants it.
class Path
{
public:
    void enter(const QString &step) { m_steps.append(step); }
    void leave() { m_steps.removeLast(); }
    [[nodiscard]] QString pointer() const
    {
        QString text;
        for (const QString &step : m_steps)
            text += QLatin1Char('/') + pointerToken(step);
        return text;
    }

private:
    QStringList m_steps;
};

/// Walks a value; `meet` is called at every member and item with where its value begins and whether its object has the
/// member already, and says whether to look inside it.
class Walk
{
public:
    using Meet = std::function<bool(const Path &path, qsizetype offset, bool again)>;
    Walk(const QByteArray &bytes, Meet meet) : m_cursor(bytes), m_meet(std::move(meet)) {}

    void value(bool inside, int depth = 0)
    {
        const char first = m_cursor.peek();
        if (depth > deepest || (first != '{' && first != '['))
            m_cursor.skipScalar();
        else if (first == '{')
            object(inside, depth);
        else
            array(inside, depth);
    }

private:
    void inner(const QString &step, bool again, int depth)
    {
        m_path.enter(step);
        m_cursor.peek();
        value(m_meet(m_path, m_cursor.at(), again), depth + 1);
        m_path.leave();
    }
    void object(bool inside, int depth)
    {
        QSet<QString> seen;
        m_cursor.take('{');
        while (!m_cursor.isAtEnd() && m_cursor.peek() == '"') {
            QString name;
            if (inside)
                name = m_cursor.text();
            else
                m_cursor.skipScalar();
            m_cursor.take(':');
            const bool again = inside && seen.contains(name);
            if (inside) {
                seen.insert(name);
                inner(name, again, depth);
            } else {
                value(false, depth + 1);
            }
            if (!m_cursor.take(','))
                break;
        }
        m_cursor.take('}');
    }
    void array(bool inside, int depth)
    {
        m_cursor.take('[');
        for (int index = 0; !m_cursor.isAtEnd() && m_cursor.peek() != ']'; ++index) {
            if (inside)
                inner(QString::number(index), false, depth);
            else
                value(false, depth + 1);
            if (!m_cursor.take(','))
                break;
        }
        m_cursor.take(']');
    }

    Cursor m_cursor;
    Meet m_meet;
    Path m_path;
};

/// The pointer and all that enclose it.
void addWithEnclosing(QSet<QString> &set, const QString &pointer)
{
    QString outer = pointer;
    while (!outer.isEmpty() && !set.contains(outer)) {
        set.insert(outer);
        outer.truncate(std::max<qsizetype>(0, outer.lastIndexOf(QLatin1Char('/'))));
    }
}

} // namespace

TextPlace JsonPlaces::of(const QString &pointer) const
{
    return of(QStringList{pointer}).constFirst();
}

QList<TextPlace> JsonPlaces::of(const QStringList &pointers) const
{
    QSet<QString> wanted;
    for (const QString &pointer : pointers)
        addWithEnclosing(wanted, pointer);
    QHash<QString, qsizetype> offsets;
    Walk walk(m_bytes, [&](const Path &path, qsizetype offset, bool) {
        const QString here = path.pointer();
        if (!wanted.contains(here))
            return false;
        offsets.insert(here, offset);
        return true;
    });
    walk.value(true);
    QList<TextPlace> places;
    QHash<qsizetype, TextPlace> known;
    for (const QString &pointer : pointers) {
        QString found = pointer;
        while (!found.isEmpty() && !offsets.contains(found))
            found.truncate(std::max<qsizetype>(0, found.lastIndexOf(QLatin1Char('/'))));
        const qsizetype offset = found.isEmpty() ? 0 : offsets.value(found);
        if (!known.contains(offset))
            known.insert(offset, atByte(offset));
        places.append(known.value(offset));
    }
    return places;
}

QStringList JsonPlaces::repeated(qsizetype most) const
{
    QStringList pointers;
    Walk walk(m_bytes, [&](const Path &path, qsizetype, bool again) {
        if (again && pointers.size() < most)
            pointers.append(path.pointer());
        return true;
    });
    walk.value(true);
    return pointers;
}

TextPlace JsonPlaces::atByte(qsizetype offset) const
{
    const QByteArrayView before = QByteArrayView(m_bytes).first(std::clamp<qsizetype>(offset, 0, m_bytes.size()));
    int line = 1;
    qsizetype lineStart = 0;
    for (qsizetype at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', lineStart)) {
        ++line;
        lineStart = at + 1;
    }
    return {line, static_cast<int>(QString::fromUtf8(before.sliced(lineStart)).size()) + 1};
}

} // namespace yichuang
