// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "app/domain/case.h"

namespace yichuang
{

/// One point of a stroke. Places are in ten-thousandths of the pad's width, from its upper left.
struct SignaturePoint {
    int x = 0;        ///< 0 to 10,000
    int y = 0;        ///< 0 to Signature::height
    int pressure = 0; ///< 0 to 1,000; 500 from a finger or a mouse, which tell none
    int ms = 0;       ///< since the first point of the signature; never falls
    bool operator==(const SignaturePoint &) const = default;
};
using SignatureStroke = QList<SignaturePoint>;

/// 签名: what a visitor drew on the second screen, as vectors, and the hash of what it stands below.
struct Signature {
    static constexpr int width = 10'000;
    static constexpr qsizetype mostStrokes = 200;
    static constexpr qsizetype mostPoints = 8'000; ///< of all strokes together
    static constexpr int mostMs = 10 * 60 * 1000;
    static constexpr qsizetype mostBytes = 512 * 1024;

    int height = 4'000; ///< of the pad, in the same unit as its points: 500 to 20,000
    QList<SignatureStroke> strokes;
    QByteArray statement; ///< SHA-256 of the bytes that were signed, 64 hex digits
    QDateTime signedAt;   ///< UTC, to the millisecond
    bool operator==(const Signature &) const = default;
};

/// The material of a case under which its signature is kept: the picture, and the strokes in a file of their own.
[[nodiscard]] QString signatureMaterial();
/// The media type of the file of strokes.
[[nodiscard]] QString signatureMime();

/// What a visitor confirms and signs, as bytes: the case, its matter, whose it is and what the form says.
[[nodiscard]] QByteArray statementBytes(const Case &theCase, const QString &matterName);
/// Their SHA-256 in hex.
[[nodiscard]] QByteArray statementHash(const Case &theCase, const QString &matterName);

/// True where it is more than a touch: a line of at least a twentieth of the pad's width.
[[nodiscard]] bool isDrawn(const QList<SignatureStroke> &strokes);
/// Canonical JSON.
[[nodiscard]] QByteArray toBytes(const Signature &signature);
/// Reads a stored file, which may come from anywhere. TooLarge over a limit of size or count, FieldInvalid on anything
/// else that does not keep the rules above.
[[nodiscard]] Result<Signature> signatureFromBytes(const QByteArray &bytes);
/// The page of the case's signature that holds the strokes, or nullptr.
[[nodiscard]] const PageRef *signaturePage(const Case &theCase);

} // namespace yichuang
