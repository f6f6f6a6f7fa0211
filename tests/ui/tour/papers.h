// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDate>
#include <QString>

namespace yichuang::tour
{

/// The shape of a receipt number, as 130102-03-1-261123-0001-3.
[[nodiscard]] QString receiptShape();

/// What stands on a printed paper.
struct PaperRead {
    QString text; ///< all its words
    QString code; ///< the text of its QR; empty where none was found
};
/// Reads the bytes that a slip printer got: GBK text and the content of the native QR command.
[[nodiscard]] PaperRead readSlip(const QByteArray &bytes);
/// Reads a PDF as others would: the words by pdftotext, the QR from the picture of its page by yichuang-admin.
/// `folder`: for the picture.
[[nodiscard]] PaperRead readPdf(const QString &path, const QString &admin, const QString &folder);
/// Checks a QR's text with the hall's keys, without the centre; throws where the paper is not good.
void verifyCode(const QString &admin, const QString &keysFile, const QString &code);
/// The last day of `days` working days after a day, by yichuang-admin.
[[nodiscard]] QDate dueAfter(const QString &admin, const QDate &received, int days);
/// 2026年11月30日.
[[nodiscard]] QString chineseDay(const QDate &day);
/// Writes a small PDF of one page, as a visitor brings it.
void writePdf(const QString &path);

} // namespace yichuang::tour
