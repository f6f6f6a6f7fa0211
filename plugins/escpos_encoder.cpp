// SPDX-License-Identifier: Apache-2.0
#include "plugins/escpos_encoder.h"

#include <QStringEncoder>
#include <QTextBoundaryFinder>

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace yichuang::escpos
{
namespace
{

constexpr int glyphDots = 24;
constexpr int feedBeforeCut = 3;
constexpr int feedToTear = 5;
constexpr int drawerOn = 25; // 50 ms of current, in steps of 2 ms
constexpr int drawerOff = 250;
constexpr qsizetype longestCode = 512;
constexpr qsizetype mostBytes = 4 * 1024 * 1024;

/// Bytes that versions 1, 2… of a QR hold at level M: ISO/IEC 18004, table 7.
constexpr std::array qrCapacity{14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560};
static_assert(qrCapacity.back() >= longestCode);

tl::unexpected<Reason> wrongCode(const QString &detail)
{
    return failure(Fault::BadArgument, QStringLiteral("escpos.code"), detail);
}

/// What the code's text must be, whoever draws it.
Result<Done> checkCode(const QString &text)
{
    if (text.isEmpty() || text.size() > longestCode)
        return wrongCode(QStringLiteral("length"));
    for (const QChar c : text) {
        if (c.unicode() < 0x20 || c.unicode() > 0x7E)
            return wrongCode(QStringLiteral("not ASCII"));
    }
    return Done{};
}

/// Modules across of the QR that a printer makes of the text by itself, byte for byte: drawing it to know takes longer
/// than all the rest of a slip.
int nativeQrWidth(const QString &text)
{
    const auto *version = std::lower_bound(qrCapacity.begin(), qrCapacity.end(), text.size());
    return 21 + 4 * static_cast<int>(version - qrCapacity.begin());
}

void put(QByteArray &out, std::initializer_list<int> bytes)
{
    for (const int byte : bytes)
        out.append(static_cast<char>(byte));
}

/// One character as the printer gets it, and its width in columns at single size.
struct Glyph {
    QByteArray bytes;
    int columns = 1;
};

/// A 24-dot column picture within a line of text (ESC * 33).
QByteArray drawn(const QImage &picture)
{
    const QImage dots = picture.convertToFormat(QImage::Format_Grayscale8);
    QByteArray out;
    put(out, {0x1B, '*', 33, glyphDots, 0});
    for (int x = 0; x < glyphDots; ++x) {
        for (int third = 0; third < 3; ++third) {
            int byte = 0;
            for (int bit = 0; bit < 8; ++bit) {
                const int y = third * 8 + bit;
                const bool black = x < dots.width() && y < dots.height() && qGray(dots.pixel(x, y)) < 128;
                byte = (byte << 1) | (black ? 1 : 0);
            }
            put(out, {byte});
        }
    }
    return out;
}

QList<Glyph> glyphsOf(const QString &text, const Profile &profile, const GlyphPainter &paint)
{
    QList<Glyph> glyphs;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    qsizetype start = 0;
    while (finder.toNextBoundary() > start) {
        QString character = text.mid(start, finder.position() - start);
        start = finder.position();
        if (character.at(0).category() == QChar::Other_Control)
            character = QStringLiteral(" ");
        const QByteArray bytes = gbkOf(character);
        if (bytes.isEmpty() || (profile.drawn && bytes.size() > 1))
            glyphs.append(Glyph{drawn(paint(character)), 2});
        else
            glyphs.append(Glyph{bytes, static_cast<int>(bytes.size())});
    }
    return glyphs;
}

void putText(QByteArray &out, const SlipLine &line, const Profile &profile, const GlyphPainter &paint)
{
    const int scale = line.size >= 2 ? 2 : 1;
    put(out, {0x1B, 'a', line.centred ? 1 : 0, 0x1B, 'E', line.bold ? 1 : 0, 0x1D, '!', scale == 2 ? 0x11 : 0});
    int used = 0;
    const QList<Glyph> glyphs = glyphsOf(line.text, profile, paint);
    for (const Glyph &glyph : glyphs) {
        const int columns = glyph.columns * scale;
        if (used + columns > profile.columns) {
            put(out, {'\n'});
            used = 0;
        }
        out.append(glyph.bytes);
        used += columns;
    }
    put(out, {'\n'});
}

void putNativeQr(QByteArray &out, const QByteArray &text, int module)
{
    const int size = static_cast<int>(text.size()) + 3;
    put(out, {0x1D, '(', 'k', 4, 0, 0x31, 0x41, 0x32, 0});
    put(out, {0x1D, '(', 'k', 3, 0, 0x31, 0x43, module});
    put(out, {0x1D, '(', 'k', 3, 0, 0x31, 0x45, 0x31});
    put(out, {0x1D, '(', 'k', size & 0xFF, size >> 8, 0x31, 0x50, 0x30});
    out.append(text);
    put(out, {0x1D, '(', 'k', 3, 0, 0x31, 0x51, 0x30});
}

/// A picture of whole rows (GS v 0), each module `module` dots wide and high.
void putPicture(QByteArray &out, const QImage &dots, int module)
{
    const int width = dots.width() * module;
    const int rowBytes = (width + 7) / 8;
    const int rows = dots.height() * module;
    put(out, {0x1D, 'v', '0', 0, rowBytes & 0xFF, rowBytes >> 8, rows & 0xFF, rows >> 8});
    for (int y = 0; y < rows; ++y) {
        QByteArray row(rowBytes, '\0');
        for (int x = 0; x < width; ++x) {
            if (qGray(dots.pixel(x / module, y / module)) < 128)
                row[x / 8] = static_cast<char>(static_cast<uchar>(row.at(x / 8)) | (0x80 >> (x % 8)));
        }
        out.append(row);
    }
}

Result<Done> putCode(QByteArray &out, const QString &text, const Profile &profile)
{
    if (const auto checked = checkCode(text); !checked)
        return checked;
    const Result<QImage> dots = profile.nativeQr ? Result<QImage>(QImage()) : qrDots(text);
    if (!dots)
        return failure(dots.error());
    const int width = profile.nativeQr ? nativeQrWidth(text) : dots->width();
    const int module = std::min(profile.qrModule, profile.widthDots / (width + 8));
    if (module < 1)
        return wrongCode(QStringLiteral("wider than the paper"));
    put(out, {0x1B, 'a', 1, 0x1B, 'E', 0, 0x1D, '!', 0});
    if (profile.nativeQr)
        putNativeQr(out, text.toLatin1(), module);
    else
        putPicture(out, *dots, module);
    put(out, {'\n'});
    return Done{};
}

} // namespace

QByteArray gbkOf(const QString &character)
{
    if (character == QStringLiteral("\u00A5"))
        return gbkOf(QStringLiteral("\uFFE5"));
    // Kept, for looking the code page up takes longer than a character; an error sticks to it.
    thread_local std::optional<QStringEncoder> kept;
    if (!kept || kept->hasError())
        kept.emplace("GB18030", QStringConverter::Flag::Stateless);
    QStringEncoder &encoder = *kept;
    if (!encoder.isValid())
        return character.at(0).unicode() < 0x7F ? character.toLatin1() : QByteArray();
    const QByteArray bytes = encoder.encode(character);
    if (encoder.hasError() || bytes.size() > 2 || (bytes.size() == 1 && static_cast<uchar>(bytes.at(0)) > 0x7E))
        return {};
    // Grapheme of several ASCII characters cannot be told from two-byte GBK by size alone.
    if (bytes.size() == 2 && static_cast<uchar>(bytes.at(0)) < 0x81)
        return {};
    return bytes;
}

Result<QImage> qrDots(const QString &text)
{
    if (const auto checked = checkCode(text); !checked)
        return failure(checked.error());
    try {
        ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
        writer.setMargin(0).setEccLevel(4);
        const ZXing::BitMatrix matrix = writer.encode(text.toStdString(), 0, 0);
        QImage image(matrix.width(), matrix.height(), QImage::Format_Grayscale8);
        for (int y = 0; y < matrix.height(); ++y) {
            for (int x = 0; x < matrix.width(); ++x)
                image.scanLine(y)[x] = matrix.get(x, y) ? 0 : 255;
        }
        return image;
    } catch (const std::exception &error) {
        return wrongCode(QString::fromUtf8(error.what()));
    }
}

Result<QByteArray> encodeSlip(const Slip &slip, const Profile &profile, const GlyphPainter &paint)
{
    QByteArray out;
    put(out, {0x1B, '@'});
    if (!profile.drawn)
        put(out, {0x1C, '&'});
    if (profile.drawerPin != 0)
        put(out, {0x1B, 'p', profile.drawerPin == 5 ? 1 : 0, drawerOn, drawerOff});
    for (const SlipLine &line : slip.lines) {
        switch (line.kind) {
        case SlipLine::Kind::Text:
            putText(out, line, profile, paint);
            break;
        case SlipLine::Kind::Rule:
            put(out, {0x1B, 'a', 0, 0x1B, 'E', 0, 0x1D, '!', 0});
            out.append(QByteArray(profile.columns, '-')).append('\n');
            break;
        case SlipLine::Kind::Code: {
            const Result<Done> code = putCode(out, line.text, profile);
            if (!code)
                return failure(code.error());
            break;
        }
        case SlipLine::Kind::Feed:
            put(out, {0x1B, 'd', std::clamp(line.size, 1, 20)});
            break;
        }
        if (out.size() > mostBytes)
            return failure(Fault::TooLarge, QStringLiteral("escpos.slip"), {});
    }
    put(out, {0x1B, 'd', slip.cut && profile.cutter ? feedBeforeCut : feedToTear});
    if (slip.cut && profile.cutter)
        put(out, {0x1D, 'V', 66, 0});
    return out;
}

} // namespace yichuang::escpos
