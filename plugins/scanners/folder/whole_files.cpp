// SPDX-License-Identifier: Apache-2.0
#include "plugins/scanners/folder/whole_files.h"

#include <QBuffer>
#include <QImage>
#include <QImageReader>
#include <QSet>
#include <QtEndian>

#include <cmath>

namespace yichuang::folder
{
namespace
{

constexpr qint64 pixelLimit = 100'000'000;
constexpr int memoryLimitMb = 512;
constexpr qsizetype pdfEndWithin = 1'024; // ISO 32000-1, annex H.3

const QStringList scanEndings{QStringLiteral(".pdf"), QStringLiteral(".jpg"), QStringLiteral(".jpeg"),
                              QStringLiteral(".png"), QStringLiteral(".tif"), QStringLiteral(".tiff"),
                              QStringLiteral(".bmp")};
const QStringList lockEndings{QStringLiteral(".lck"), QStringLiteral(".lock")};

bool endsWithOne(const QString &name, const QStringList &endings)
{
    return std::any_of(endings.begin(), endings.end(),
                       [&name](const QString &ending) { return name.endsWith(ending, Qt::CaseInsensitive); });
}

bool isWholePdf(const QByteArray &bytes)
{
    return bytes.left(pdfEndWithin).contains("%PDF-") && bytes.right(pdfEndWithin).contains("%%EOF")
           && bytes.right(pdfEndWithin).contains("startxref");
}

} // namespace

QStringList WholeFiles::look(const QList<SeenFile> &files, qint64 nowMs)
{
    QSet<QString> names;
    for (const SeenFile &file : files)
        names.insert(file.name);
    QHash<QString, Known> known;
    QStringList whole;
    for (const SeenFile &file : files) {
        const bool hidden = file.name.startsWith(u'.') || file.name.startsWith(u'~');
        const bool locked = std::any_of(lockEndings.begin(), lockEndings.end(),
                                        [&](const QString &ending) { return names.contains(file.name + ending); });
        if (hidden || !endsWithOne(file.name, scanEndings))
            continue;
        const auto before = m_known.constFind(file.name);
        const bool same =
            before != m_known.constEnd() && before->size == file.size && before->changedMs == file.changedMs && !locked;
        known.insert(file.name, {file.size, file.changedMs, same ? before->sinceMs : nowMs});
        if (same && file.size > 0 && nowMs - before->sinceMs >= m_restMs)
            whole.append(file.name);
    }
    m_known = known;
    std::sort(whole.begin(), whole.end());
    return whole;
}

std::optional<ScannedPage> wholePage(const QByteArray &bytes)
{
    ScannedPage page;
    page.bytes = bytes;
    if (isWholePdf(bytes)) {
        page.mime = QStringLiteral("application/pdf");
        return page;
    }
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setDecideFormatFromContent(true);
    reader.setAllocationLimit(memoryLimitMb);
    const QString format = QString::fromLatin1(reader.format()).toLower();
    static const QStringList formats{QStringLiteral("jpeg"), QStringLiteral("png"), QStringLiteral("tiff"),
                                     QStringLiteral("bmp")};
    const QSize size = reader.size();
    if (!formats.contains(format) || static_cast<qint64>(size.width()) * size.height() > pixelLimit)
        return std::nullopt;
    // A decoder takes a JPEG that breaks off for a grey rest of the page.
    if (format == QLatin1String("jpeg") && !bytes.right(64).contains(QByteArray::fromHex("ffd9")))
        return std::nullopt;
    // And a BMP file, which says how long it is.
    if (format == QLatin1String("bmp") && bytes.size() < qFromLittleEndian<quint32>(bytes.constData() + 2))
        return std::nullopt;
    const QImage image = reader.read();
    if (image.isNull())
        return std::nullopt;
    page.mime = QStringLiteral("image/") + format;
    page.width = image.width();
    page.height = image.height();
    page.dpi = static_cast<int>(std::lround(image.dotsPerMeterX() * 0.0254));
    return page;
}

} // namespace yichuang::folder
