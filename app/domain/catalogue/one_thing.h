// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/matter.h"

class QJsonArray;

namespace yichuang
{

// ---- Reading ----------------------------------------------------------------------------------------------------

/// `place` is for the message. CatalogueInvalid where a situation has no id, question or option.
[[nodiscard]] Result<QList<Situation>> situationsFromJson(const QJsonArray &array, const QString &place);
/// True where every situation and option that the condition names is there.
[[nodiscard]] bool conditionFits(const QMap<QString, QStringList> &when, const QList<Situation> &situations);
/// True where each named situation was answered with one of the options.
[[nodiscard]] bool conditionHolds(const QMap<QString, QStringList> &when, const SituationAnswers &answers);
/// Reads a one thing whose matters are in `catalogue`. CatalogueInvalid names the place and the rule in `detail`.
[[nodiscard]] Result<OneThing> oneThingFromJson(const QJsonObject &json, const Catalogue &catalogue);

// ---- One intake -------------------------------------------------------------------------------------------------

/// The first option of each situation.
[[nodiscard]] SituationAnswers usualAnswers(const OneThing &oneThing);
/// The parts that the answers call for, in order.
[[nodiscard]] QList<OneThingPart> partsFor(const OneThing &oneThing, const SituationAnswers &answers);
/// The situation in which a part's case is opened: the matter's usual answers, with those that the part settles.
[[nodiscard]] SituationAnswers situationOf(const OneThingPart &part, const Matter &matter);

/// What one intake asks. A shared field or material is there once; the others by the matter's code and their own key,
/// apart by a dot.
struct JointField {
    QString key;
    FormField field;     ///< required where any of its matters requires it
    QStringList matters; ///< codes of the matters whose form it fills
    bool operator==(const JointField &) const = default;
};
struct JointMaterial {
    QString key;
    MaterialSpec spec; ///< the most copies and the strictest form that any of its matters asks for
    QStringList matters;
    bool operator==(const JointMaterial &) const = default;
};
struct JointIntake {
    QList<JointField> fields;
    QList<JointMaterial> materials;
    bool operator==(const JointIntake &) const = default;
};
[[nodiscard]] JointIntake jointIntake(const OneThing &oneThing, const Catalogue &catalogue,
                                      const SituationAnswers &answers);

/// One of the cases that an intake yields.
struct JointCase {
    QString matter;
    SituationAnswers situation;
    QJsonObject fields;    ///< by the matter's own keys
    QStringList materials; ///< ids of the matter's materials that are there
    bool operator==(const JointCase &) const = default;
};
/// The cases of an intake: `fields` and `materials` by the keys of jointIntake(). What no matter asks for is dropped.
[[nodiscard]] QList<JointCase> casesOf(const OneThing &oneThing, const Catalogue &catalogue,
                                       const SituationAnswers &answers, const QJsonObject &fields,
                                       const QStringList &materials);

// ---- From case to case ------------------------------------------------------------------------------------------

/// A one thing that both matters are parts of, or nullptr. A matter has nothing to carry to itself.
[[nodiscard]] const OneThing *commonThing(const Catalogue &catalogue, const QString &matter, const QString &other);
/// The shared fields that both forms have.
[[nodiscard]] QStringList fieldsInCommon(const OneThing &oneThing, const Matter &matter, const Matter &other);
/// True where the material is shared and both matters may ask for it.
[[nodiscard]] bool isMaterialInCommon(const OneThing &oneThing, const QString &material, const Matter &matter,
                                      const Matter &other);

} // namespace yichuang
