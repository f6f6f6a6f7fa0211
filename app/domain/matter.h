// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QDate>
#include <QHash>
#include <QJsonObject>
#include <QMap>

namespace yichuang
{

/// 办件类型: decided on the spot (即办件) or within a promised limit (承诺件).
enum class MatterMode { OnTheSpot, Promised };

/// How a material is to be handed in: 原件, 复印件, 电子, 原件核验 (looked at and given back).
enum class MaterialForm { Original, Copy, Electronic, OriginalChecked };

/// 情形: one question whose answer chooses materials.
struct SituationOption {
    QString id;
    QString label;
    bool operator==(const SituationOption &) const = default;
};

struct Situation {
    QString id;
    QString question;
    QList<SituationOption> options; ///< at least one; the first is the usual case
    bool operator==(const Situation &) const = default;
};

/// The chosen option of each situation: situation id → option id.
using SituationAnswers = QMap<QString, QString>;

/// 申请材料: one line of the list of materials.
struct MaterialSpec {
    QString id;
    QString name;
    MaterialForm form = MaterialForm::Original;
    int copies = 1;
    bool required = true;
    QMap<QString, QStringList> when; ///< needed only where each named situation has one of these options
    QString issuer;                  ///< who issues it: 申请人, a department…
    QString sharedLicence;           ///< type of the shareable licence that supplies it; empty when none
    bool tolerable = false;          ///< may be supplied later (容缺)
    int toleranceDays = 0;           ///< working days for that
    bool operator==(const MaterialSpec &) const = default;
};

/// A field of the form, made from the JSON Schema's properties and the layout hints.
struct FormField {
    QString key;
    QString title;
    QString type;        ///< "string", "integer", "number", "boolean", "date"
    QStringList choices; ///< enum values; empty for free text
    bool required = false;
    QString prefill;   ///< "applicant.name", "applicant.number", "applicant.address", "organisation.name", …
    bool wide = false; ///< takes both columns
    QString hint;
    bool operator==(const FormField &) const = default;
};

struct PaperCopies {
    QString paper; ///< name of a PaperKind, as "acceptanceNotice"
    int copies = 1;
    bool operator==(const PaperCopies &) const = default;
};

/// 事项: what can be applied for at the window.
struct Matter {
    QString code; ///< 实施编码, 31 characters
    QString name;
    QString department;
    QString kind; ///< 行政许可, 行政确认, 公共服务…
    MatterMode mode = MatterMode::Promised;
    int promisedDays = 0;    ///< 承诺时限, working days; never more than statutoryDays
    int statutoryDays = 0;   ///< 法定时限, working days
    QString basis;           ///< the law or rule that sets the statutory limit, as in 行政许可法 第42条
    QString level;           ///< 行使层级: one of administrativeLevels()
    QStringList delegatedTo; ///< 委托或下放: levels below `level` that may exercise it too
    QString fee;
    QString collectAt; ///< where the outcome is handed over
    QString outcome;   ///< name of the licence or paper that results
    QList<Situation> situations;
    QList<MaterialSpec> materials;
    QJsonObject formSchema;  ///< JSON Schema of the form's values
    QList<FormField> fields; ///< in the order of the layout
    QList<PaperCopies> papers;
    QStringList keywords;
    QString version;
    QDate validFrom;
    bool operator==(const Matter &) const = default;
};

/// 国家级 to 村级, the highest first. In a matter code the 19th character is the level's place in this list, from 1.
[[nodiscard]] const QStringList &administrativeLevels();
/// What FormField::prefill may name; prefilled() in case.h fills each.
[[nodiscard]] const QStringList &prefillSources();

/// Reads one matter. CatalogueInvalid names the place and the rule in `detail`.
[[nodiscard]] Result<Matter> matterFromJson(const QJsonObject &json);

/// The first option of each situation.
[[nodiscard]] SituationAnswers usualAnswers(const Matter &matter);

/// The materials that the answers call for, in the catalogue's order.
[[nodiscard]] QList<MaterialSpec> materialsFor(const Matter &matter, const SituationAnswers &answers);

/// The answers in words, as in "新办 · 小餐饮".
[[nodiscard]] QString answersInWords(const Matter &matter, const SituationAnswers &answers);

/// What is wrong with a form's values; empty when nothing is. Checked with the matter's JSON Schema.
struct FieldIssue {
    QString key;
    Fault fault = Fault::FieldInvalid; ///< FieldMissing or FieldInvalid
    QString rule;                      ///< the schema's keyword, as "pattern"
    bool operator==(const FieldIssue &) const = default;
};
[[nodiscard]] QList<FieldIssue> checkFields(const Matter &matter, const QJsonObject &values);

/// One matter of a one thing.
struct OneThingPart {
    QString matter;                  ///< code of a matter in the same catalogue
    SituationAnswers answers;        ///< of the matter's situations that the one thing settles by itself
    QMap<QString, QStringList> when; ///< part of it only where each named situation has one of these options
    bool operator==(const OneThingPart &) const = default;
};

/// 一件事 (联办): what a visitor calls one thing and the law calls several. One intake asks what its matters share
/// once, and each matter becomes a case of its own, with its own receipt and clocks. See catalogue/one_thing.h.
struct OneThing {
    QString code; ///< 4 to 30 characters 0-9 A-Z; never a matter's, which has 31
    QString name;
    QString department; ///< that leads it
    QStringList keywords;
    QList<Situation> situations; ///< that choose its matters
    QList<OneThingPart> parts;   ///< at least two, in the order in which they are taken
    QStringList sharedFields;    ///< keys that mean the same in every part that has them
    QStringList sharedMaterials; ///< ids that mean the same in every part that has them
    bool operator==(const OneThing &) const = default;
};

/// 事项目录: versioned and signed by the centre; a case keeps the version under which it was taken.
struct Catalogue {
    QString version; ///< year.number, perhaps with a -word; see isOlder()
    QString hall;    ///< name of the hall it was made for
    QString region;  ///< GB/T 2260, 6 digits
    QByteArray hash; ///< SHA-256 of the file's bytes, hex; set by the loader
    QList<Matter> matters;
    QList<OneThing> oneThings;
    QHash<QString, qsizetype> places; ///< of matters by code; set by the loader, may be empty

    [[nodiscard]] const Matter *find(const QString &code) const;
    [[nodiscard]] const OneThing *oneThing(const QString &code) const;
};

/// True where version `a` came out before `b`: by year, then by number, so that 2026.9 is before 2026.10. A text that
/// is no version is before every version.
[[nodiscard]] bool isOlder(const QString &a, const QString &b);

/// Reads a whole catalogue: {version, hall, region, matters: […], oneThings: […]}, at most 64 MiB and 20,000 matters.
/// CatalogueInvalid with the first fault's place; catalogue/catalogue_check.h finds all of them.
[[nodiscard]] Result<Catalogue> catalogueFromJson(const QByteArray &bytes);

} // namespace yichuang
