// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/catalogue/catalogue_file.h"
#include "app/domain/catalogue/json_places.h"
#include "app/domain/catalogue/json_schema.h"

namespace yichuang
{

/// One thing that is wrong with a catalogue, and where.
struct CatalogueFault {
    QString file;
    QString pointer; ///< RFC 6901, within the file
    TextPlace place;
    /// The rule, lowerCamel: json, repeatedMember, schema, duplicateCode, duplicateId, codeLength, codeCharacter,
    /// codeCheckCharacter, codeLevel, unknownLevel, delegatedUpwards, promisedOverStatutory, promisedMissing,
    /// unknownSituation, unknownOption, neverSatisfied, alwaysSatisfied, situationUnused, toleranceWithoutDays,
    /// daysWithoutTolerance, formSchema, requiredWithoutProperty, unknownField, fieldTwice, notLaidOut, unknownPrefill,
    /// unknownPaper, unknownMatter, sharedOnce, sharedDiffers.
    QString rule;
    QString found;
    QString expected;
    bool remark = false; ///< worth a look; the catalogue can be used
    bool operator==(const CatalogueFault &) const = default;
};

/// Everything that is wrong with a catalogue, in the order of its files; at most `most`. Checks what the schema
/// (resources/catalogue/catalogue.schema.json) says and what no schema can: codes and their check characters,
/// conditions, limits, forms, one things. Foreign bytes are fine; takes some seconds for 10,000 matters.
[[nodiscard]] QList<CatalogueFault> checkCatalogue(const QList<CatalogueText> &texts, const JsonSchema &schema,
                                                   qsizetype most = 200);

/// True where nothing but remarks was found.
[[nodiscard]] bool isUsable(const QList<CatalogueFault> &faults);

} // namespace yichuang
