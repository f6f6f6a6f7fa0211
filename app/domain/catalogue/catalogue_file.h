// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QByteArray>

#include <functional>

namespace yichuang
{

/// One file of a catalogue as a person edits it.
struct CatalogueText {
    QString name; ///< as it was opened
    QByteArray bytes;
    bool operator==(const CatalogueText &) const = default;
};

/// Gives the bytes of a file; the caller's own limits and faults.
using ReadFile = std::function<Result<QByteArray>(const QString &path)>;

/// A catalogue's file and the files that its "parts" name, in that order: a hall keeps a file a department, so that a
/// change can be read over. Parts stand beside the first file or in folders below it: names of a-z, 0-9, - and _,
/// ending in .json. CatalogueInvalid for another name or over 200 parts; else what `read` gives.
[[nodiscard]] Result<QList<CatalogueText>> catalogueTexts(const QString &path, const ReadFile &read);

/// The files as the one document that the centre publishes and everybody else reads: the parts' matters are in
/// "matters", in order. A catalogue of one file keeps its bytes. CatalogueInvalid names the file that is no JSON
/// object.
[[nodiscard]] Result<QByteArray> joinedCatalogue(const QList<CatalogueText> &texts);

/// catalogueTexts() and joinedCatalogue() in one.
[[nodiscard]] Result<QByteArray> wholeCatalogue(const QString &path, const ReadFile &read);

} // namespace yichuang
