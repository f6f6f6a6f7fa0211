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
        while (!isAtEnd() && QByteArrayView(" \t\r\n").contains(m_bytes[m_at]))
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
        while (!isAtEnd() && !QByteArrayView(",]} \t\r\n").contains(m_bytes[m_at]))
            ++m_at;
        if (m_at == from)
            ++m_at; // never stand still, whatever the bytes are
    }

private:
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

/// Walks a value; `meet` is called with the pointer of every member and item and where its value begins, and says
/// whether to look inside it.
class Walk
{
public:
    using Meet = std::function<bool(const QString &pointer, qsizetype offset, bool again)>;
    Walk(const QByteArray &bytes, Meet meet) : m_cursor(bytes), m_meet(std::move(meet)) {}

    void value(const QString &pointer, bool inside, int depth = 0)
    {
        const char first = m_cursor.peek();
        if (depth > deepest || (first != '{' && first != '['))
            m_cursor.skipScalar();
        else if (first == '{')
            object(pointer, inside, depth);
        else
            array(pointer, inside, depth);
    }

private:
    void object(const QString &pointer, bool inside, int depth)
    {
        QSet<QString> seen;
        m_cursor.take('{');
        while (!m_cursor.isAtEnd() && m_cursor.peek() == '"') {
            const QString name = m_cursor.text();
            m_cursor.take(':');
            m_cursor.peek();
            const QString here = inside ? pointer + QLatin1Char('/') + pointerToken(name) : QString();
            const bool again = inside && seen.contains(name);
            if (inside)
                seen.insert(name);
            value(here, inside && m_meet(here, m_cursor.at(), again), depth + 1);
            if (!m_cursor.take(','))
                break;
        }
        m_cursor.take('}');
    }
    void array(const QString &pointer, bool inside, int depth)
    {
        m_cursor.take('[');
        for (int index = 0; !m_cursor.isAtEnd() && m_cursor.peek() != ']'; ++index) {
            const QString here = inside ? pointer + QLatin1Char('/') + QString::number(index) : QString();
            value(here, inside && m_meet(here, m_cursor.at(), false), depth + 1);
            if (!m_cursor.take(','))
                break;
        }
        m_cursor.take(']');
    }

    Cursor m_cursor;
    Meet m_meet;
};

} // namespace

TextPlace JsonPlaces::of(const QString &pointer) const
{
    qsizetype best = 0;
    Walk walk(m_bytes, [&](const QString &here, qsizetype offset, bool) {
        if (pointer != here && !pointer.startsWith(here + QLatin1Char('/')))
            return false;
        best = offset;
        return pointer != here;
    });
    walk.value({}, true);
    return atByte(best);
}

QStringList JsonPlaces::repeated(qsizetype most) const
{
    QStringList pointers;
    Walk walk(m_bytes, [&](const QString &here, qsizetype, bool again) {
        if (again && pointers.size() < most)
            pointers.append(here);
        return true;
    });
    walk.value({}, true);
    return pointers;
}

TextPlace JsonPlaces::atByte(qsizetype offset) const
{
    const QByteArrayView before = QByteArrayView(m_bytes).first(std::clamp<qsizetype>(offset, 0, m_bytes.size()));
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    const auto line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
    return {line, static_cast<int>(QString::fromUtf8(before.sliced(lineStart)).size()) + 1};
}

} // namespace yichuang
