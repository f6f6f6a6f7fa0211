// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/slip_paper.h"

#include <QStringDecoder>

#include <algorithm>

namespace yichuang
{
namespace
{

class Printer
{
public:
    Printer(QByteArray bytes, int columns) : m_bytes(std::move(bytes)), m_columns(columns) {}

    SlipPaper print()
    {
        while (m_paper.trouble.isEmpty() && m_place < m_bytes.size())
            step(next());
        if (m_paper.trouble.isEmpty() && m_row.columns > 0)
            complain(QStringLiteral("a row without an end"));
        return m_paper;
    }

private:
    void complain(const QString &what)
    {
        if (m_paper.trouble.isEmpty())
            m_paper.trouble = QStringLiteral("%1 before byte %2").arg(what).arg(m_place);
    }
    int next()
    {
        if (m_place >= m_bytes.size()) {
            complain(QStringLiteral("cut short"));
            return -1;
        }
        return static_cast<uchar>(m_bytes.at(m_place++));
    }
    int nextWord()
    {
        const int low = next();
        return low + 256 * next();
    }
    QByteArray take(qsizetype size)
    {
        if (size < 0 || m_bytes.size() - m_place < size)
            complain(QStringLiteral("cut short"));
        const QByteArray part = m_bytes.mid(m_place, size);
        m_place += size;
        return part;
    }

    void step(int byte)
    {
        if (byte == 0x1B)
            escape(next());
        else if (byte == 0x1D)
            group(next());
        else if (byte == 0x1C)
            m_chinese = next() == '&';
        else if (byte == '\n')
            endRow();
        else if (byte == '\r')
            return; // printers with line ends of one character pass it over
        else if (byte >= 0x20)
            character(byte);
        else
            complain(QStringLiteral("control character"));
    }

    void escape(int act)
    {
        if (act == '@') {
            m_row = {};
            m_bold = false;
            m_scale = 1;
            m_chinese = false;
        } else if (act == 'a') {
            m_row.centred = next() == 1;
        } else if (act == 'E') {
            m_bold = next() == 1;
        } else if (act == 'd') {
            m_paper.fed += next();
        } else if (act == 'M' || act == 't' || act == '-') {
            if (next() != 0)
                complain(QStringLiteral("font, code page or line"));
        } else if (act == 'p') {
            m_paper.drawerPin = next() == 1 ? 5 : 2;
            take(2);
        } else if (act == '*' && next() == 33) {
            take(3 * nextWord());
            add(QStringLiteral("\u25A1"), 2, 1); // its size does not grow with the text's
        } else {
            complain(QStringLiteral("ESC"));
        }
    }

    void group(int act)
    {
        if (act == '!') {
            const int size = next();
            if (size != 0 && size != 0x11)
                complain(QStringLiteral("size"));
            m_scale = size == 0x11 ? 2 : 1;
        } else if (act == 'V') {
            cut(next());
        } else if (act == 'v' && next() == '0' && next() == 0) {
            raster();
        } else if (act == '(' && next() == 'k') {
            code(take(nextWord()));
        } else {
            complain(QStringLiteral("GS"));
        }
    }

    void cut(int how)
    {
        if (how == 66)
            next(); // fed by so many dots first
        else if (how != 0 && how != 1)
            complain(QStringLiteral("cut"));
        m_paper.cut = true;
    }

    void raster()
    {
        const int rowBytes = nextWord();
        const int rows = nextWord();
        const QByteArray dots = take(static_cast<qsizetype>(rowBytes) * rows);
        if (!m_paper.trouble.isEmpty())
            return;
        m_row.picture = QImage(rowBytes * 8, rows, QImage::Format_Grayscale8);
        for (int y = 0; y < rows; ++y) {
            for (int x = 0; x < rowBytes * 8; ++x) {
                const auto byte = static_cast<uchar>(dots.at(y * rowBytes + x / 8));
                m_row.picture.scanLine(y)[x] = (byte & (0x80 >> (x % 8))) != 0 ? 0 : 255;
            }
        }
        put();
    }

    /// GS ( k for QR codes: 65 model, 67 module, 69 correction, 80 store, 81 print.
    void code(const QByteArray &parameters)
    {
        if (parameters.size() < 3 || parameters.at(0) != '1') {
            complain(QStringLiteral("code"));
            return;
        }
        switch (parameters.at(1)) {
        case 65:
        case 69:
            break;
        case 67:
            m_module = parameters.at(2);
            break;
        case 80:
            m_code = QString::fromLatin1(parameters.mid(3));
            break;
        case 81:
            m_row.code = m_code;
            m_row.codeModule = m_module;
            put();
            break;
        default:
            complain(QStringLiteral("code"));
        }
    }

    void character(int byte)
    {
        if (byte < 0x80) {
            add(QString(QChar(static_cast<char16_t>(byte))), 1, m_scale);
            return;
        }
        const QByteArray pair = QByteArray(1, static_cast<char>(byte)) + static_cast<char>(next());
        QStringDecoder national("GB18030");
        const QString text = national.decode(pair);
        if (!m_chinese || national.hasError() || text.size() != 1)
            complain(QStringLiteral("not GBK"));
        add(text, 2, m_scale);
    }

    void add(const QString &text, int columns, int scale)
    {
        if (m_row.text.trimmed()
                .isEmpty()) { // blanks have no style, and what is set behind the last word is for the next row
            m_row.from = m_row.columns;
            m_row.bold = m_bold;
            m_row.scale = m_scale;
        }
        m_row.text += text;
        m_row.columns += columns * scale;
        if (m_row.columns > m_columns)
            complain(QStringLiteral("wider than the paper"));
    }

    void endRow()
    {
        if (m_row.columns > 0)
            put();
        ++m_paper.fed;
    }

    /// The row is on the paper; what is set stays set.
    void put()
    {
        m_paper.rows.append(m_row);
        SlipPaper::Row following;
        following.scale = m_scale;
        following.bold = m_bold;
        following.centred = m_row.centred;
        m_row = following;
    }

    QByteArray m_bytes;
    int m_columns;
    qsizetype m_place = 0;
    SlipPaper m_paper;
    SlipPaper::Row m_row;
    QString m_code;
    int m_module = 3;
    int m_scale = 1;
    bool m_bold = false;
    bool m_chinese = false;
};

} // namespace

QStringList cellsOf(const SlipPaper &paper, int columns)
{
    QStringList cells;
    for (const SlipPaper::Row &row : paper.rows) {
        if (!row.code.isEmpty()) {
            cells.append(QStringLiteral("%1 QR %2").arg(row.centred ? QChar(u'c') : QChar(u'l')).arg(row.code));
            continue;
        }
        const QString words = row.text.trimmed();
        if (words.isEmpty())
            continue;
        const int place = row.centred ? (columns - row.columns) / 2 + row.from : row.from;
        cells.append(QStringLiteral("%1 x%2%3 %4")
                         .arg(place)
                         .arg(row.scale)
                         .arg(row.bold ? QChar(u'b') : QChar(u'-'))
                         .arg(words));
    }
    return cells;
}

SlipPaper printedBy(const QByteArray &bytes, int columns)
{
    return Printer(bytes, columns).print();
}

} // namespace yichuang
