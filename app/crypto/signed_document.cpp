// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/signed_document.h"

#include "app/base/json.h"

namespace yichuang
{
namespace
{

QByteArray signedBytes(const QString &context, const QJsonObject &body)
{
    return context.toUtf8() + '\0' + canonicalJson(body);
}

} // namespace

Result<QByteArray> signDocument(const SigningKey &key, const QString &context, const QJsonObject &body)
{
    return key.sign(signedBytes(context, body)).map([&](const QByteArray &signature) {
        return canonicalJson(QJsonObject{{QStringLiteral("body"), body},
                                         {QStringLiteral("key"), key.publicKey().id()},
                                         {QStringLiteral("signature"), QString::fromLatin1(signature.toBase64())}});
    });
}

Result<QJsonObject> readSignedDocument(const VerifyKey &key, const QString &context, const QByteArray &document)
{
    const QString where = QStringLiteral("crypto.signedDocument");
    const Result<QJsonObject> envelope = parseJsonObject(document, {1024 * 1024, 32});
    if (!envelope)
        return failure(envelope.error());
    const QJsonValue body = envelope->value(QStringLiteral("body"));
    const QString signature = envelope->value(QStringLiteral("signature")).toString();
    if (!body.isObject() || signature.isEmpty())
        return failure(Fault::ReplyMalformed, where, QStringLiteral("no body or signature"));
    const auto bytes = QByteArray::fromBase64Encoding(signature.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes || !key.verify(signedBytes(context, body.toObject()), *bytes))
        return failure(Fault::KeyMismatch, where, QStringLiteral("the signature does not fit"));
    return body.toObject();
}

} // namespace yichuang
