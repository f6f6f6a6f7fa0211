// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/papers.h"

#include "tests/ui/tour/programs.h"
#include "tests/ui/tour/shortfall.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QStringDecoder>

namespace yichuang::tour
{
namespace
{

/// GS ( k of function 80: the data of a QR.
QString nativeCode(const QByteArray &bytes)
{
    const QByteArray command("\x1D(k", 3);
    for (qsizetype at = bytes.indexOf(command); at >= 0; at = bytes.indexOf(command, at + 1)) {
        const QByteArray head = bytes.mid(at + 3, 5);
        if (head.size() < 5 || head.mid(2, 3) != QByteArray("\x31\x50\x30", 3))
            continue;
        const int size = (static_cast<uchar>(head.at(0)) | static_cast<uchar>(head.at(1)) << 8) - 3;
        const QByteArray text = bytes.mid(at + 8, size);
        return text.size() == size ? QString::fromLatin1(text) : QString();
    }
    return {};
}

QString linkIn(const QJsonObject &decoded)
{
    for (const QJsonValue &code : decoded.value(QStringLiteral("codes")).toArray()) {
        const QString text = code.toObject().value(QStringLiteral("text")).toString();
        if (text.startsWith(QStringLiteral("https://")))
            return text;
    }
    return {};
}

} // namespace

QString receiptShape()
{
    return QStringLiteral("\\d{6}-\\d{2,3}-\\d{1,3}-\\d{6}-\\d{4,6}-[0-9A-Z]");
}

PaperRead readSlip(const QByteArray &bytes)
{
    QByteArray words;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<uchar>(bytes.at(i));
        if (byte >= 0x20 || byte == '\n')
            words.append(bytes.at(i));
        else
            words.append(' ');
    }
    QStringDecoder decoder("GB18030");
    return {decoder.decode(words), nativeCode(bytes)};
}

PaperRead readPdf(const QString &path, const QString &admin, const QString &folder)
{
    PaperRead paper;
    paper.text =
        QString::fromUtf8(mustRun(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")}));
    const QDir pictures(folder + QStringLiteral("/pages-of-") + QFileInfo(path).completeBaseName());
    pictures.mkpath(QStringLiteral("."));
    mustRun(QStringLiteral("pdftoppm"), {QStringLiteral("-r"), QStringLiteral("200"), QStringLiteral("-png"), path,
                                         pictures.filePath(QStringLiteral("page"))});
    for (const QString &page : pictures.entryList(QDir::Files, QDir::Name)) {
        const QByteArray out =
            mustRun(admin, {QStringLiteral("decode"), pictures.filePath(page), QStringLiteral("--json")});
        const QString code = linkIn(QJsonDocument::fromJson(out).object());
        if (!code.isEmpty())
            paper.code = code;
    }
    return paper;
}

void verifyCode(const QString &admin, const QString &keysFile, const QString &code)
{
    mustRun(admin,
            {QStringLiteral("verify-paper"), code, QStringLiteral("--keys"), keysFile, QStringLiteral("--json")});
}

QDate dueAfter(const QString &admin, const QDate &received, int days)
{
    const QByteArray out =
        mustRun(admin, {QStringLiteral("due"), QStringLiteral("--received"), received.toString(Qt::ISODate),
                        QStringLiteral("--days"), QString::number(days), QStringLiteral("--json")});
    return QDate::fromString(QJsonDocument::fromJson(out).object().value(QStringLiteral("due")).toString(),
                             Qt::ISODate);
}

QString chineseDay(const QDate &day)
{
    return QStringLiteral("%1年%2月%3日").arg(day.year()).arg(day.month()).arg(day.day());
}

void writePdf(const QString &path)
{
    QPdfWriter writer(path);
    writer.setPageSize(QPageSize(QPageSize::A4));
    QPainter painter(&writer);
    demand(painter.isActive(), QStringLiteral("cannot write ") + path);
    painter.drawText(QPointF(200, 400), QStringLiteral("Rules of food safety"));
}

} // namespace yichuang::tour
