// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/signing.h"

#include <QJsonObject>

namespace yichuang
{

/// A JSON object with a signature over its canonical bytes: how the centre hands out offline grants and whatever
/// else a window keeps and believes later. Any thread.
///
/// The form is {"body": {…}, "key": "<VerifyKey::id()>", "signature": "<base64, 64 bytes>"}; the signature is over
/// `context`, a zero byte, and canonicalJson(body). `context` says what the document is ("offline-grant"), so that
/// one kind cannot be passed off as another.
[[nodiscard]] Result<QByteArray> signDocument(const SigningKey &key, const QString &context, const QJsonObject &body);

/// The body, where the signature fits. ReplyMalformed for bytes that are not such a document, TooLarge over 1 MiB,
/// KeyMismatch where the signature does not fit this key and context.
[[nodiscard]] Result<QJsonObject> readSignedDocument(const VerifyKey &key, const QString &context,
                                                     const QByteArray &document);

} // namespace yichuang
