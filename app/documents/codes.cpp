// SPDX-License-Identifier: Apache-2.0
#include "app/documents/codes.h"

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

} // namespace

Result<QList<ReadCode>> decodeCodes(const QImage &image, const QStringList &formats)
{
    const Result<ZXing::BarcodeFormats> wanted = formatsOf(formats);
    if (!wanted)
        return failure(wanted.error());
    const QImage grey = image.convertToFormat(QImage::Format_Grayscale8);
    if (grey.isNull())
        return failed(Fault::NotAnImage);
    try {
        const ZXing::ImageView view(grey.constBits(), grey.width(), grey.height(), ZXing::ImageFormat::Lum,
                                    static_cast<int>(grey.bytesPerLine()));
        ZXing::DecodeHints hints;
        hints.setFormats(*wanted);
        QList<ReadCode> codes;
        for (const ZXing::Result &code : ZXing::ReadBarcodes(view, hints)) {
            if (code.isValid())
                codes.append(ReadCode{QString::fromStdString(ZXing::ToString(code.format())), textOf(code)});
        }
        if (codes.isEmpty())
            return failed(Fault::CodeNotFound);
        return codes;
    } catch (const std::exception &error) {
        return failed(Fault::CodeNotFound, QString::fromUtf8(error.what()));
    }
}

Result<QList<ReadCode>> decodeCodes(const QByteArray &bytes, const QStringList &formats)
{
    return decodeImage(bytes).and_then([&formats](const QImage &image) { return decodeCodes(image, formats); });
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
