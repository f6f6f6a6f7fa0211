// SPDX-License-Identifier: Apache-2.0
#include "app/domain/signature.h"

#include "app/base/json.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <cmath>

namespace yichuang
{
namespace
{

constexpr int leastHeight = 500;
constexpr int mostHeight = 20'000;
constexpr int mostPressure = 1'000;
constexpr double leastLine = 500;
constexpr int numbersAPoint = 4;
constexpr qsizetype hashDigits = 64;

tl::unexpected<Reason> invalid(const char *what)
{
    return failure(Fault::FieldInvalid, QStringLiteral("signature"), QLatin1String(what));
}

/// A whole number from 0 to `most`.
std::optional<int> number(const QJsonValue &value, int most)
{
    const double given = value.toDouble(-1);
    if (!value.isDouble() || given < 0 || given > most || given != std::floor(given))
        return std::nullopt;
    return static_cast<int>(given);
}

Result<SignatureStroke> strokeFrom(const QJsonValue &value, int height, int &ms)
{
    // The numbers of all points one after the other: x, y, pressure, time.
    const QJsonArray numbers = value.toArray();
    if (numbers.isEmpty() || numbers.size() % numbersAPoint != 0)
        return invalid("a stroke is a list of points");
    SignatureStroke stroke;
    for (qsizetype i = 0; i < numbers.size(); i += numbersAPoint) {
        const auto x = number(numbers.at(i), Signature::width);
        const auto y = number(numbers.at(i + 1), height);
        const auto pressure = number(numbers.at(i + 2), mostPressure);
        const auto at = number(numbers.at(i + 3), Signature::mostMs);
        if (!x || !y || !pressure || !at)
            return invalid("a point lies outside the pad or the time");
        if (*at < ms)
            return invalid("time runs backwards");
        ms = *at;
        stroke.append({*x, *y, *pressure, *at});
    }
    return stroke;
}

bool isHash(const QString &text)
{
    return text.size() == hashDigits && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

} // namespace

QString signatureMaterial()
{
    return QStringLiteral("applicantSignature");
}

QString signatureMime()
{
    return QStringLiteral("application/vnd.yichuang.signature+json");
}

QByteArray statementBytes(const Case &theCase, const QString &matterName)
{
    return canonicalJson(QJsonObject{{QStringLiteral("case"), theCase.id},
                                     {QStringLiteral("matter"), theCase.matterCode},
                                     {QStringLiteral("matterName"), matterName},
                                     {QStringLiteral("applicant"), toJson(theCase.applicant)},
                                     {QStringLiteral("fields"), theCase.fields}});
}

QByteArray statementHash(const Case &theCase, const QString &matterName)
{
    return QCryptographicHash::hash(statementBytes(theCase, matterName), QCryptographicHash::Sha256).toHex();
}

bool isDrawn(const QList<SignatureStroke> &strokes)
{
    double length = 0;
    for (const SignatureStroke &stroke : strokes) {
        for (qsizetype i = 1; i < stroke.size(); ++i)
            length += std::hypot(stroke.at(i).x - stroke.at(i - 1).x, stroke.at(i).y - stroke.at(i - 1).y);
    }
    return length >= leastLine;
}

QByteArray toBytes(const Signature &signature)
{
    QJsonArray strokes;
    for (const SignatureStroke &stroke : signature.strokes) {
        QJsonArray numbers;
        for (const SignaturePoint &point : stroke) {
            for (const int one : {point.x, point.y, point.pressure, point.ms})
                numbers.append(one);
        }
        strokes.append(numbers);
    }
    return canonicalJson(QJsonObject{{QStringLiteral("version"), 1},
                                     {QStringLiteral("height"), signature.height},
                                     {QStringLiteral("strokes"), strokes},
                                     {QStringLiteral("statement"), QString::fromLatin1(signature.statement)},
                                     {QStringLiteral("signedAt"), signature.signedAt.toString(Qt::ISODateWithMs)}});
}

Result<Signature> signatureFromBytes(const QByteArray &bytes)
{
    const auto json = parseJsonObject(bytes, {Signature::mostBytes, 4});
    if (!json) {
        if (json.error().fault == Fault::TooLarge)
            return failure(json.error());
        return invalid("no JSON object");
    }
    if (json->value(QStringLiteral("version")).toInt() != 1)
        return invalid("unknown version");
    Signature signature;
    const auto height = number(json->value(QStringLiteral("height")), mostHeight);
    if (!height || *height < leastHeight)
        return invalid("height");
    signature.height = *height;
    const QString hash = json->value(QStringLiteral("statement")).toString();
    if (!isHash(hash))
        return invalid("statement");
    signature.statement = hash.toLatin1();
    signature.signedAt =
        QDateTime::fromString(json->value(QStringLiteral("signedAt")).toString(), Qt::ISODateWithMs).toUTC();
    if (!signature.signedAt.isValid())
        return invalid("signedAt");
    const QJsonArray strokes = json->value(QStringLiteral("strokes")).toArray();
    if (strokes.size() > Signature::mostStrokes)
        return failure(Fault::TooLarge, QStringLiteral("signature"), QStringLiteral("strokes"));
    qsizetype points = 0;
    int ms = 0;
    for (const QJsonValue &value : strokes) {
        points += value.toArray().size() / numbersAPoint;
        if (points > Signature::mostPoints)
            return failure(Fault::TooLarge, QStringLiteral("signature"), QStringLiteral("points"));
        auto stroke = strokeFrom(value, signature.height, ms);
        if (!stroke)
            return failure(stroke.error());
        signature.strokes.append(*std::move(stroke));
    }
    if (signature.strokes.isEmpty())
        return invalid("nothing was drawn");
    return signature;
}

const PageRef *signaturePage(const Case &theCase)
{
    const CaseMaterial *held = theCase.material(signatureMaterial());
    if (held == nullptr)
        return nullptr;
    const auto found = std::find_if(held->pages.cbegin(), held->pages.cend(),
                                    [](const PageRef &page) { return page.mime == signatureMime(); });
    return found == held->pages.cend() ? nullptr : &*found;
}

} // namespace yichuang
