// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/documents/codes.h"

namespace yichuang
{

/// A code and the page of a file (from 0) that it stands on.
struct PageCode {
    int page = 0;
    ReadCode code;
    bool operator==(const PageCode &) const = default;
};

/// The codes of a file's pages, in their order: of a picture, of each picture of a TIFF file, or of each page of a PDF,
/// drawn at about 200 dpi. Every page is looked at as decodeCodes() does with `effort`; no page is begun later than
/// `fileBudgetMs` after the first. CodeNotFound where none has any; reasons as inspectFile(). Decodes foreign bytes: in
/// the helper.
inline constexpr qint64 fileBudgetMs = 15'000;
[[nodiscard]] Result<QList<PageCode>> codesOfFile(const QByteArray &bytes, const QStringList &formats = {},
                                                  const CodeEffort &effort = {});

} // namespace yichuang
