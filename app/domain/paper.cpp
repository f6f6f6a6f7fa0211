// SPDX-License-Identifier: Apache-2.0
#include "app/domain/paper.h"

#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include <array>

namespace yichuang
{
namespace
{

struct Row {
    PaperKind kind;
    const char *name;
    const char16_t *title;
    const char16_t *nature; ///< 性质 in the number
};
constexpr std::array rows = std::to_array<Row>({
    {PaperKind::MaterialsReceipt, "materialsReceipt", u"收件凭证", u"收"},
    {PaperKind::AcceptanceNotice, "acceptanceNotice", u"受理通知书", u"受"},
    {PaperKind::NonAcceptance, "nonAcceptance", u"不予受理通知书", u"不受"},
    {PaperKind::CorrectionNotice, "correctionNotice", u"补正告知书", u"补"},
    {PaperKind::ToleranceNotice, "toleranceNotice", u"容缺受理通知书", u"容"},
    {PaperKind::ExtensionNotice, "extensionNotice", u"延长时限告知书", u"延"},
    {PaperKind::SpecialNotice, "specialNotice", u"特别程序告知书", u"特"},
    {PaperKind::ReturnNotice, "returnNotice", u"退件告知单", u"退"},
    {PaperKind::CollectionNote, "collectionNote", u"领证回执", u"领"},
    {PaperKind::ReceiptSlip, "receiptSlip", u"收件回执", u"回"},
    {PaperKind::TicketSlip, "ticketSlip", u"号票", u"号"},
});

const Row &rowOf(PaperKind kind)
{
    return rows.at(static_cast<std::size_t>(kind));
}

constexpr auto timeForm = "yyyyMMdd'T'HHmmss'Z'";

} // namespace

QString paperName(PaperKind kind)
{
    return QLatin1String(rowOf(kind).name);
}

std::optional<PaperKind> paperNamed(const QString &name)
{
    for (const Row &row : rows) {
        if (QLatin1String(row.name) == name)
            return row.kind;
    }
    return std::nullopt;
}

QString paperTitle(PaperKind kind)
{
    return QString::fromUtf16(rowOf(kind).title);
}

QString paperNature(PaperKind kind)
{
    return QString::fromUtf16(rowOf(kind).nature);
}

QByteArray paperBytes(const QString &receiptNumber, const QDateTime &receivedAt)
{
    return receiptNumber.toLatin1() + '|' + receivedAt.toUTC().toString(QLatin1String(timeForm)).toLatin1();
}

QString paperCode(const QString &centreUrl, const QString &receiptNumber, const QDateTime &receivedAt,
                  const QByteArray &signature)
{
    QString base = centreUrl;
    while (base.endsWith(u'/'))
        base.chop(1);
    return base + QStringLiteral("/s/") + receiptNumber + QStringLiteral("?t=")
           + receivedAt.toUTC().toString(QLatin1String(timeForm)) + QStringLiteral("&s=")
           + QString::fromLatin1(signature.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Result<PaperCode> parsePaperCode(const QString &text)
{
    const auto unreadable = [](const QString &why) {
        return failure(Fault::PaperUnreadable, QStringLiteral("paper.parse"), why);
    };
    if (text.size() > 512)
        return unreadable(QStringLiteral("too long"));
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != QStringLiteral("https") || !url.path().startsWith(QStringLiteral("/s/")))
        return unreadable(QStringLiteral("not the address of a paper"));
    const QUrlQuery query(url);
    PaperCode code;
    code.receiptNumber = url.path().mid(3);
    QDateTime time = QDateTime::fromString(query.queryItemValue(QStringLiteral("t")), QLatin1String(timeForm));
    time.setTimeSpec(Qt::UTC);
    code.receivedAt = time;
    const auto decoded =
        QByteArray::fromBase64Encoding(query.queryItemValue(QStringLiteral("s")).toLatin1(),
                                       QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    static const QRegularExpression receiptForm(QStringLiteral("^[0-9A-Z-]{10,40}$"));
    if (!receiptForm.match(code.receiptNumber).hasMatch())
        return unreadable(QStringLiteral("no receipt number"));
    if (!code.receivedAt.isValid())
        return unreadable(QStringLiteral("no time"));
    if (!decoded || decoded.decoded.size() != 64)
        return unreadable(QStringLiteral("no signature"));
    code.signature = decoded.decoded;
    return code;
}

} // namespace yichuang
