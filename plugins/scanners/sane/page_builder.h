// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QImage>

#include <sane/sane.h>

namespace yichuang::sane
{

/// Makes a picture of the bytes that a scanner gives: grey of depth 1, 8 or 16, or pixel-interleaved colour of depth
/// 8 or 16, with a known or unknown number of lines.
class PageBuilder
{
public:
    /// Unsupported for another format, ImageTooLarge over 100 megapixels, ScannerIo for sizes that cannot be.
    [[nodiscard]] static Result<PageBuilder> begin(const SANE_Parameters &parameters);
    /// ImageTooLarge where more comes than a picture may have.
    [[nodiscard]] Result<Done> add(const QByteArray &bytes);
    /// How much of the page has come; 0 where the scanner does not know its length.
    [[nodiscard]] int percent() const;
    /// The whole lines that came. ScannerIo where there is none.
    [[nodiscard]] Result<QImage> finish() const;

private:
    explicit PageBuilder(const SANE_Parameters &parameters) : m_parameters(parameters) {}

    SANE_Parameters m_parameters;
    QByteArray m_bytes;
};

} // namespace yichuang::sane
