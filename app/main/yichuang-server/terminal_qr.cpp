// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang-server/terminal_qr.h"

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <exception>

namespace yichuang::server
{
namespace
{

constexpr int quietZone = 4;

} // namespace

Result<QString> terminalQr(const QString &text)
{
    const QString where = QStringLiteral("server.qr");
    for (const QChar c : text) {
        if (c.unicode() < 0x20 || c.unicode() > 0x7E)
            return failure(Fault::BadArgument, where, QStringLiteral("not ASCII"));
    }
    try {
        ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
        writer.setMargin(0);
        const ZXing::BitMatrix matrix = writer.encode(text.toStdString(), 0, 0);
        const auto isDark = [&matrix](int x, int y) {
            return x >= 0 && y >= 0 && x < matrix.width() && y < matrix.height() && matrix.get(x, y);
        };
        QString lines;
        for (int y = -quietZone; y < matrix.height() + quietZone; y += 2) {
            lines += QStringLiteral("\x1b[30;107m");
            for (int x = -quietZone; x < matrix.width() + quietZone; ++x) {
                static constexpr char16_t blocks[] = {u' ', u'▄', u'▀', u'█'};
                lines += QChar(blocks[(isDark(x, y) ? 2 : 0) + (isDark(x, y + 1) ? 1 : 0)]);
            }
            lines += QStringLiteral("\x1b[0m\n");
        }
        return lines;
    } catch (const std::exception &error) {
        return failure(Fault::BadArgument, where, QString::fromUtf8(error.what()));
    }
}

} // namespace yichuang::server
