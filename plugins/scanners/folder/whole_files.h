// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace yichuang::folder
{

/// What one look at a folder saw of a file.
struct SeenFile {
    QString name;
    qint64 size = 0;
    qint64 changedMs = 0; ///< when it was written last, as the file system says
};

/// Which files of a folder are written to their end: seen twice, `restMs` apart or more, with the same size and the
/// same time of writing, and of an ending that a scan has. Names that begin with a dot or "~", or end in .tmp, .part,
/// .partial, .filepart or .lck, and files beside which a lock lies ("scan.pdf.lck", "scan.pdf.lock"), are still being
/// written. Plain value; times never run backwards.
class WholeFiles
{
public:
    explicit WholeFiles(qint64 restMs = 1'500) : m_restMs(restMs) {}
    /// The names that are at rest, in the order of their names. Whether they can be read is wholePage()'s matter.
    [[nodiscard]] QStringList look(const QList<SeenFile> &files, qint64 nowMs);

private:
    struct Known {
        qint64 size = 0;
        qint64 changedMs = 0;
        qint64 sinceMs = 0;
    };
    qint64 m_restMs;
    QHash<QString, Known> m_known;
};

/// The page that a file's bytes are, where they are whole: a PDF with its end, or a JPEG, PNG, TIFF or BMP picture that
/// decodes wholly. Nothing for one that breaks off. Decodes foreign bytes: in the helper.
[[nodiscard]] std::optional<ScannedPage> wholePage(const QByteArray &bytes);

} // namespace yichuang::folder
