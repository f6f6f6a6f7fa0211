// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/outbox/comparison.h"

#include "app/domain/identifiers/masking.h"
#include "ui/pages/outbox/wait_words.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>

namespace yichuang
{
namespace
{

struct Comparison {
    Q_DECLARE_TR_FUNCTIONS(Comparison)
};

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.isEmpty() ? QStringLiteral("—") : parts.join(QStringLiteral(" · "));
}

QString stateWords(const Case &theCase)
{
    return joined({statusOf(theCase.state).word, theCase.lastReason});
}

QString identityWords(const Applicant &applicant)
{
    return joined({maskName(applicant.name), maskIdNumber(applicant.idNumber)});
}

QString fieldWords(const QJsonValue &value)
{
    return value.isBool() ? (value.toBool() ? Comparison::tr("yes") : Comparison::tr("no"))
                          : joined({value.toVariant().toString()});
}

QString materialWords(const Matter *matter, const QString &id, const CaseMaterial *material)
{
    if (material == nullptr)
        return joined({});
    const MaterialSpec *spec = nullptr;
    for (const MaterialSpec &one : matter ? matter->materials : QList<MaterialSpec>()) {
        if (one.id == id)
            spec = &one;
    }
    qint64 bytes = 0;
    for (const PageRef &page : material->pages)
        bytes += page.size;
    const QString size = bytes > 0 ? sizeInWords(bytes) : QString();
    return joined({statusOf(spec ? *spec : MaterialSpec(), material).word, size});
}

QString fieldTitle(const Matter *matter, const QString &key)
{
    for (const FormField &field : matter ? matter->fields : QList<FormField>()) {
        if (field.key == key)
            return field.title;
    }
    return key;
}

} // namespace

QString materialName(const Matter *matter, const QString &id)
{
    for (const MaterialSpec &one : matter ? matter->materials : QList<MaterialSpec>()) {
        if (one.id == id)
            return one.name;
    }
    return id;
}

PartInWords inWords(const DisputedPart &part, const Merge &merge, const Matter *matter)
{
    const Case &centre = merge.centre;
    const Case &ours = merge.ours;
    switch (part.kind) {
    case DisputedPart::Kind::State:
        return {Comparison::tr("State"), stateWords(centre), stateWords(ours)};
    case DisputedPart::Kind::Identity:
        return {Comparison::tr("Applicant"), identityWords(centre.applicant), identityWords(ours.applicant)};
    case DisputedPart::Kind::Phone:
        return {Comparison::tr("Telephone"), joined({maskPhone(centre.applicant.phone)}),
                joined({maskPhone(ours.applicant.phone)})};
    case DisputedPart::Kind::Address:
        return {Comparison::tr("Address"), joined({centre.applicant.address}), joined({ours.applicant.address})};
    case DisputedPart::Kind::Organisation:
        return {Comparison::tr("Organisation"),
                joined({centre.applicant.organisationName, centre.applicant.creditCode}),
                joined({ours.applicant.organisationName, ours.applicant.creditCode})};
    case DisputedPart::Kind::Situation:
        return {Comparison::tr("Situation"), matter ? joined({answersInWords(*matter, centre.situation)}) : joined({}),
                matter ? joined({answersInWords(*matter, ours.situation)}) : joined({})};
    case DisputedPart::Kind::Field:
        return {fieldTitle(matter, part.key), fieldWords(centre.fields.value(part.key)),
                fieldWords(ours.fields.value(part.key))};
    case DisputedPart::Kind::Material:
        return {materialName(matter, part.key), materialWords(matter, part.key, centre.material(part.key)),
                materialWords(matter, part.key, ours.material(part.key))};
    }
    return {};
}

} // namespace yichuang
