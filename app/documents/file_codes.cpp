// SPDX-License-Identifier: Apache-2.0
#include "app/documents/file_codes.h"

#include "app/documents/foreign_file.h"

namespace yichuang
{
namespace
{

constexpr int pdfWidth = 1654; // A4 at 200 dpi

} // namespace

Result<QList<PageCode>> codesOfFile(const QByteArray &bytes, const QStringList &formats, const CodeEffort &effort)
{
    const Result<int> pages = pageCount(bytes);
    if (!pages)
        return failure(pages.error());
    const qint64 began = effort.clock ? effort.clock->monotonicMs() : 0;
    QList<PageCode> found;
    for (int page = 0; page < *pages; ++page) {
        if (page > 0 && effort.clock && effort.clock->monotonicMs() - began >= fileBudgetMs)
            break;
        const Result<QImage> image = pageImage(bytes, page, pdfWidth);
        if (!image)
            return failure(image.error());
        const Result<QList<ReadCode>> codes = decodeCodes(*image, formats, effort);
        if (!codes && codes.error().fault != Fault::CodeNotFound)
            return failure(codes.error());
        for (const ReadCode &code : codes.value_or(QList<ReadCode>()))
            found.append({page, code});
    }
    if (found.isEmpty())
        return failure(Fault::CodeNotFound, QStringLiteral("documents.codes"), QStringLiteral("%1 pages").arg(*pages));
    return found;
}

} // namespace yichuang
