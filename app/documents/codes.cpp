// SPDX-License-Identifier: Apache-2.0
#include "app/documents/codes.h"

#include "app/documents/code_sightings.h"
#include "app/documents/foreign_file.h"

#include <QStringDecoder>

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/DecodeHints.h>
#include <ZXing/MultiFormatWriter.h>
#include <ZXing/ReadBarcode.h>

#include <stdexcept>

namespace yichuang
{
namespace
{

constexpr qsizetype longestCode = 1024;
constexpr qint64 wholeAgainLimit = 1'500'000; // pixels; a larger picture is looked at again in parts only
constexpr int agreeingLines = 2;              // of a linear code, as ZXing's own
constexpr int agreeingLinesAgain = 4;         // where it is looked at again: more looks are more chances to be wrong
constexpr ZXing::BarcodeFormats matrixCodes = ZXing::BarcodeFormat::MatrixCodes;
constexpr int levelMedium = 4; // MultiFormatWriter's scale from 0 to 8

tl::unexpected<Reason> failed(Fault fault, const QString &detail = {})
{
    return failure(fault, QStringLiteral("documents.codes"), detail);
}

Result<ZXing::BarcodeFormats> formatsOf(const QStringList &names)
{
    if (names.isEmpty())
        return ZXing::BarcodeFormat::QRCode | ZXing::BarcodeFormat::Code128 | ZXing::BarcodeFormat::DataMatrix;
    ZXing::BarcodeFormats formats;
    for (const QString &name : names) {
        const ZXing::BarcodeFormat format = ZXing::BarcodeFormatFromString(name.toStdString());
        if (format == ZXing::BarcodeFormat::None)
            return failed(Fault::BadArgument, name.left(40));
        formats |= format;
    }
    return formats;
}

QString textOf(const ZXing::Result &code)
{
    const QByteArray bytes(reinterpret_cast<const char *>(code.bytes().data()),
                           static_cast<qsizetype>(code.bytes().size()));
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString asUtf8 = utf8.decode(bytes);
    if (!utf8.hasError())
        return asUtf8;
    QStringDecoder national("GB18030");
    const QString asNational = national.decode(bytes);
    if (national.isValid() && !national.hasError() && !asNational.contains(QChar::ReplacementCharacter))
        return asNational;
    return QString::fromStdString(code.text());
}

/// One call of ZXing. Without `smaller` it does not look at smaller copies of a large picture.
QList<ReadCode> call(const QImage &grey, ZXing::DecodeHints hints, ZXing::BarcodeFormats formats, bool smaller)
{
    QList<ReadCode> codes;
    if (formats.empty())
        return codes;
    const ZXing::ImageView view(grey.constBits(), grey.width(), grey.height(), ZXing::ImageFormat::Lum,
                                static_cast<int>(grey.bytesPerLine()));
    for (const ZXing::Result &code : ZXing::ReadBarcodes(view, hints.setFormats(formats).setTryDownscale(smaller))) {
        if (code.isValid())
            codes.append(ReadCode{QString::fromStdString(ZXing::ToString(code.format())), textOf(code)});
    }
    return codes;
}

/// One look at a picture. ZXing 1.4 compares what it finds in the smaller copies and ends the program where a linear
/// code is found in two of them; so those are looked for apart.
QList<ReadCode> look(const QImage &grey, ZXing::BarcodeFormats formats, ZXing::Binarizer binarizer, int lines)
{
    const ZXing::DecodeHints hints =
        ZXing::DecodeHints().setBinarizer(binarizer).setMinLineCount(static_cast<uint8_t>(lines));
    return call(grey, hints, formats & matrixCodes, true)
           + call(grey, hints, formats & ZXing::BarcodeFormats(ZXing::BarcodeFormat::LinearCodes), false);
}

/// A way to look again.
struct Attempt {
    std::initializer_list<Treatment> treatments;
    ZXing::Binarizer binarizer = ZXing::Binarizer::LocalAverage;
    bool linear = true; ///< also for linear codes: those are read line by line and gain nothing by some treatments
};

/// At the likeliest places first, then at the whole picture where that is small.
const Attempt attempts[] = {
    {{Treatment::Doubled}, ZXing::Binarizer::LocalAverage, false},
    {{Treatment::Inverted}},
    {{Treatment::Levelled}, ZXing::Binarizer::GlobalHistogram},
    {{Treatment::Softened}, ZXing::Binarizer::LocalAverage, false},
    {{Treatment::Levelled, Treatment::Softened}, ZXing::Binarizer::GlobalHistogram},
    {{Treatment::Halved}, ZXing::Binarizer::LocalAverage, false},
    {{Treatment::Turned}},
    {{Treatment::TurnedBack}},
    {{Treatment::Levelled, Treatment::Doubled}, ZXing::Binarizer::GlobalHistogram},
    {{Treatment::Levelled, Treatment::Inverted}, ZXing::Binarizer::GlobalHistogram, false},
    {{Treatment::Softened, Treatment::Doubled}, ZXing::Binarizer::LocalAverage, false},
};

/// Looks again and again until something is found or the effort is spent.
QList<ReadCode> lookAgain(const QImage &grey, ZXing::BarcodeFormats formats, const CodeEffort &effort, qint64 began)
{
    QList<QRect> places = codeSightings(grey);
    if (static_cast<qint64>(grey.width()) * grey.height() <= wholeAgainLimit)
        places.append(grey.rect());
    int made = 1;
    for (const QRect &place : std::as_const(places)) {
        for (const Attempt &attempt : attempts) {
            if (made++ >= effort.attempts || (effort.clock && effort.clock->monotonicMs() - began >= effort.budgetMs))
                return {};
            QImage view = place == grey.rect() ? grey : grey.copy(place);
            for (const Treatment treatment : attempt.treatments)
                view = treated(view, treatment);
            QList<ReadCode> codes =
                look(view, attempt.linear ? formats : formats & matrixCodes, attempt.binarizer, agreeingLinesAgain);
            if (!codes.isEmpty()) {
                return codes;
            }
        }
    }
    return {};
}

} // namespace

Result<QList<ReadCode>> decodeCodes(const QImage &image, const QStringList &formats, const CodeEffort &effort)
{
    const qint64 began = effort.clock ? effort.clock->monotonicMs() : 0;
    const Result<ZXing::BarcodeFormats> wanted = formatsOf(formats);
    if (!wanted)
        return failure(wanted.error());
    const QImage grey = image.convertToFormat(QImage::Format_Grayscale8);
    if (grey.isNull())
        return failed(Fault::NotAnImage);
    try {
        QList<ReadCode> codes = look(grey, *wanted, ZXing::Binarizer::LocalAverage, agreeingLines);
        if (codes.isEmpty())
            codes = lookAgain(grey, *wanted, effort, began);
        if (codes.isEmpty())
            return failed(Fault::CodeNotFound);
        return codes;
    } catch (const std::exception &error) {
        return failed(Fault::CodeNotFound, QString::fromUtf8(error.what()));
    }
}

Result<QList<ReadCode>> decodeCodes(const QByteArray &bytes, const QStringList &formats, const CodeEffort &effort)
{
    return decodeImage(bytes).and_then([&](const QImage &image) { return decodeCodes(image, formats, effort); });
}

Result<QImage> qrModules(const QString &text)
{
    if (text.isEmpty() || text.size() > longestCode)
        return failed(Fault::BadArgument, QStringLiteral("length"));
    for (const QChar c : text) {
        if (c.unicode() < 0x20 || c.unicode() > 0x7E)
            return failed(Fault::BadArgument, QStringLiteral("not ASCII"));
    }
    try {
        ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
        writer.setMargin(0).setEccLevel(levelMedium);
        const ZXing::BitMatrix matrix = writer.encode(text.toStdString(), 0, 0);
        QImage image(matrix.width(), matrix.height(), QImage::Format_Grayscale8);
        for (int y = 0; y < matrix.height(); ++y) {
            for (int x = 0; x < matrix.width(); ++x)
                image.scanLine(y)[x] = matrix.get(x, y) ? 0 : 255;
        }
        return image;
    } catch (const std::exception &error) {
        return failed(Fault::BadArgument, QString::fromUtf8(error.what()));
    }
}

} // namespace yichuang
