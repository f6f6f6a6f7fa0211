// SPDX-License-Identifier: Apache-2.0
#include "tests/layering/measure.h"

#include <QRegularExpression>

namespace yichuang::layering
{
namespace
{

enum class Scope { Outer, Class, Function, Inner };

/// Follows braces through stripped code. `m_head` is what stands since the last end of a statement.
class Measurer
{
public:
    explicit Measurer(const QString &code) : m_code(code) {}

    QList<Function> run()
    {
        for (m_at = 0; m_at < m_code.size(); ++m_at) {
            const QChar c = m_code[m_at];
            if (c == u'\n')
                endOfLine();
            else if (c == u'{')
                open();
            else if (c == u'}')
                close();
            else if (c == u';' && m_parens == 0)
                forget();
            else
                take(c);
        }
        return m_found;
    }

private:
    struct Open {
        Scope scope;
        bool keepsHead; ///< the brace belongs to a statement that goes on behind it
        QString name;
        int line;
        QString head;
        int headLine;
        int parens;
    };

    [[nodiscard]] Scope scope() const { return m_open.isEmpty() ? Scope::Outer : m_open.last().scope; }
    [[nodiscard]] bool insideFunction() const
    {
        for (const Open &open : m_open) {
            if (open.scope == Scope::Function)
                return true;
        }
        return false;
    }

    void forget()
    {
        m_head.clear();
        m_parens = 0;
    }

    void take(QChar c)
    {
        if (m_head.isEmpty()) {
            if (c.isSpace())
                return;
            m_headLine = m_line;
        }
        if (c == u'(')
            ++m_parens;
        else if (c == u')' && m_parens > 0)
            --m_parens;
        m_head += c;
        static const QRegularExpression label(QStringLiteral("\\b(public|protected|private|Q_SIGNALS|Q_SLOTS)\\s*:$"));
        if (c == u':' && scope() == Scope::Class && m_parens == 0 && peek() != u':' && label.match(m_head).hasMatch())
            forget();
    }

    [[nodiscard]] QChar peek() const { return m_at + 1 < m_code.size() ? m_code[m_at + 1] : QChar(); }

    void endOfLine()
    {
        ++m_line;
        // A macro on a line of its own, Q_OBJECT or Q_LOGGING_CATEGORY(...), is no part of what follows.
        static const QRegularExpression macro(QStringLiteral("^[A-Z][A-Z0-9_]+\\s*(\\(.*\\))?\\s*$"),
                                              QRegularExpression::DotMatchesEverythingOption);
        if (m_parens == 0 && macro.match(m_head).hasMatch())
            forget();
        else if (!m_head.isEmpty())
            m_head += u'\n';
    }

    void open()
    {
        const Scope kind = classify();
        const bool keeps = kind == Scope::Inner && !insideFunction();
        m_open.append({kind, keeps, nameOf(m_head), m_line, m_head, m_headLine, m_parens});
        if (kind == Scope::Function)
            m_open.last().line = m_headLine;
        forget();
    }

    void close()
    {
        if (m_open.isEmpty())
            return;
        const bool nested = [this] {
            for (qsizetype i = 0; i + 1 < m_open.size(); ++i) {
                if (m_open[i].scope == Scope::Function)
                    return true;
            }
            return false;
        }();
        const Open open = m_open.takeLast();
        if (open.scope == Scope::Function && !nested)
            m_found.append({open.name, open.line, m_line - open.line + 1});
        forget();
        if (open.keepsHead || (open.scope == Scope::Function && open.parens > 0)) {
            m_head = open.head + QStringLiteral("{}");
            m_headLine = open.headLine;
            m_parens = open.parens;
        }
    }

    [[nodiscard]] Scope classify() const
    {
        static const QRegularExpression space(QStringLiteral("\\bnamespace\\b[\\s\\w:]*$|^extern\\s*\"\\s*\"\\s*$"));
        static const QRegularExpression type(QStringLiteral("(^|[>\\s])(class|struct|union)\\s"));
        static const QRegularExpression lambda(
            QStringLiteral("\\[[^\\[\\]]*\\]\\s*(\\([^{}]*\\))?\\s*(mutable|noexcept|->\\s*[\\w:<>,&* ]+|\\s)*$"));
        static const QRegularExpression attribute(QStringLiteral("\\[\\[[^\\]]*\\]\\]|\\balignas\\s*\\([^)]*\\)"));
        if (insideFunction())
            return Scope::Inner;
        QString head = m_head;
        head.remove(attribute);
        if (space.match(head).hasMatch())
            return Scope::Outer;
        if (lambda.match(head).hasMatch() && !head.contains(QLatin1String("operator[]")))
            return Scope::Function;
        const QString flat = withoutBrackets(head);
        if (m_parens > 0)
            return Scope::Inner;
        if (flat.contains(QRegularExpression(QStringLiteral("\\benum\\b"))))
            return Scope::Inner;
        if (type.match(flat).hasMatch() && !flat.contains(u'('))
            return Scope::Class;
        return isFunctionHead(flat) ? Scope::Function : Scope::Inner;
    }

    /// The head without what stands in <...> and inside (...): "int f()" of "int f(std::vector<int> a = {})".
    [[nodiscard]] static QString withoutBrackets(const QString &head)
    {
        static const QRegularExpression operators(
            QStringLiteral("operator\\s*(<=>|<<=|>>=|<<|>>|<=|>=|->|<|>|==|!=|[-+*/%^&|]?=)"));
        static const QRegularExpression arrow(QStringLiteral("->"));
        QString text = head;
        text.replace(operators, QStringLiteral("operatorX"));
        text.replace(arrow, QStringLiteral("  "));
        QString out;
        int angle = 0;
        int paren = 0;
        for (const QChar c : std::as_const(text)) {
            if (c == u')')
                --paren;
            if (c == u'>' && paren == 0 && angle > 0)
                --angle;
            if (paren == 0 && (angle == 0 || c == u'>'))
                out += c;
            if (c == u'<' && paren == 0)
                ++angle;
            if (c == u'(')
                ++paren;
        }
        return out;
    }

    [[nodiscard]] static bool isFunctionHead(const QString &flat)
    {
        static const QRegularExpression listStart(QStringLiteral("\\)[^:]*[^:]:[^:]"));
        static const QRegularExpression word(QStringLiteral("[\\w>]\\s*$"));
        if (!flat.contains(u'(') || flat.contains(u'='))
            return false;
        // Behind a constructor's colon, a brace after a name is that member's initialiser.
        return !(listStart.match(flat).hasMatch() && word.match(flat).hasMatch());
    }

    [[nodiscard]] static QString nameOf(const QString &head)
    {
        static const QRegularExpression form(QStringLiteral("(operator[^(]*|~?[\\w:~]+)\\s*\\("));
        const auto match = form.match(head);
        return match.hasMatch() ? match.captured(1).trimmed() : QStringLiteral("lambda");
    }

    const QString &m_code;
    qsizetype m_at = 0;
    QString m_head;
    int m_headLine = 1;
    int m_line = 1;
    int m_parens = 0;
    QList<Open> m_open;
    QList<Function> m_found;
};

} // namespace

QList<Function> functionsOf(const QString &source)
{
    const QString code = stripped(source);
    return Measurer(code).run();
}

} // namespace yichuang::layering
