// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/transitions.h"
#include "tests/unit/domain/walk_model.h"

#include <QJsonArray>

namespace yichuang::walks
{

/// The same seed gives the same throws with every standard library.
class Dice
{
public:
    explicit Dice(quint64 seed) : m_random(seed) {}
    int below(int bound) { return static_cast<int>(m_random() % static_cast<quint64>(bound)); }
    bool chance(int percent) { return below(100) < percent; }

private:
    std::mt19937_64 m_random;
};

inline QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

/// What a payload is made with.
struct Making {
    QDate today;
    int number;
    Dice &dice;
};

inline QJsonObject payloadOfCentre(OperationKind kind, const Making &making)
{
    Dice &dice = making.dice;
    using enum OperationKind;
    switch (kind) {
    case Numbered:
        return {{text("caseNumber"), QStringLiteral("N-%1").arg(making.number)}};
    case Routed:
        return {{text("department"), text("D")}};
    case Suspended: {
        const auto &all = specialProcedures();
        return {{text("procedure"), text(all.at(dice.below(static_cast<int>(all.size()))).name)},
                {text("days"), 1 + dice.below(30)},
                {text("reason"), text("why")}};
    }
    case Extended:
        return {{text("days"), 1 + dice.below(17)},
                {text("joint"), dice.chance(40)},
                {text("approvedBy"), text("head")},
                {text("reason"), text("why")}};
    case LicenceMade:
        return {{text("licence"), text("L")}};
    case Ready:
        return {{text("place"), text("P")}};
    default:
        return {{text("reason"), text("why")}};
    }
}

/// What the act needs, in full.
inline QJsonObject payloadOf(OperationKind kind, bool granted, const Making &making)
{
    const QJsonArray plan{text("plan")};
    const QString due = making.today.addDays(7).toString(Qt::ISODate);
    using enum OperationKind;
    switch (kind) {
    case Opened:
        return {{text("matter"), text("M")}};
    case MaterialAdded:
        return {{text("material"), making.dice.chance(50) ? text("plan") : text("lease")},
                {text("source"), text("paperKept")}};
    case MaterialRemoved:
        return {{text("material"), text("plan")}};
    case Received:
        return {{text("receipt"), QStringLiteral("R-%1").arg(making.number)}, {text("receivedAt"), text("set later")}};
    case CorrectionAsked:
        return {{text("due"), due}, {text("missing"), plan}, {text("reason"), text("why")}};
    case ToleranceAccepted:
        return {{text("due"), due}, {text("missing"), plan}};
    case Decided:
        return {{text("granted"), granted}, {text("reason"), text("why")}};
    case Delivered:
        return {{text("to"), text("applicant")}};
    case PaperPrinted:
        return {{text("paper"), text("acceptanceNotice")}};
    default:
        return payloadOfCentre(kind, making);
    }
}

/// Now and then one thing of it is left out or wrong.
inline QJsonObject spoiled(QJsonObject json, Dice &dice)
{
    if (!dice.chance(12))
        return json;
    const QStringList keys = json.keys();
    const QString &key = keys.at(dice.below(static_cast<int>(keys.size())));
    if (dice.chance(50))
        json.remove(key);
    else
        json.insert(key, dice.chance(50) ? QJsonValue(text(" ")) : QJsonValue(-3));
    return json;
}

inline bool hasText(const QJsonObject &json, const char *key)
{
    return !json.value(text(key)).toString().trimmed().isEmpty();
}

inline bool tellsDays(const QJsonObject &json, int most)
{
    const int told = json.value(text("days")).toInt();
    return told >= 1 && told <= most;
}

/// Article 45 names eight; for what other laws allow, the reason has to name the law.
inline bool namesProcedure(const QJsonObject &json)
{
    static const QStringList ofArticle45{text("hearing"), text("bidding"),    text("auction"),   text("inspection"),
                                         text("testing"), text("quarantine"), text("appraisal"), text("expertReview")};
    static const QStringList ofOtherLaws{text("publicNotice"), text("siteInspection"), text("other")};
    const QString procedure = json.value(text("procedure")).toString();
    return ofArticle45.contains(procedure) || (ofOtherLaws.contains(procedure) && hasText(json, "reason"));
}

/// Whether the act brings what the law and the hall ask of it.
inline bool brings(OperationKind kind, const QJsonObject &json, const Model &model)
{
    const bool missing = !json.value(text("missing")).toArray().isEmpty();
    const bool due = QDate::fromString(json.value(text("due")).toString(), Qt::ISODate).isValid();
    using enum OperationKind;
    switch (kind) {
    case Opened:
        return hasText(json, "matter");
    case MaterialAdded:
        return hasText(json, "material") && json.value(text("source")).toString() == text("paperKept");
    case Received:
        return hasText(json, "receipt")
               && QDateTime::fromString(json.value(text("receivedAt")).toString(), Qt::ISODateWithMs).isValid();
    case CorrectionAsked:
        return due && (missing || hasText(json, "reason")) && !model.asked.isValid();
    case ToleranceAccepted:
        return due && missing && !model.hasPlan;
    case NotAccepted:
    case Withdrawn:
    case Terminated:
    case Voided:
        return hasText(json, "reason");
    case Decided:
        return json.value(text("granted")).toBool() ? !model.owed : hasText(json, "reason");
    case Numbered:
        return hasText(json, "caseNumber") && !model.numbered;
    case Routed:
        return hasText(json, "department");
    case Suspended:
        return tellsDays(json, 1000) && namesProcedure(json);
    case Extended:
        return tellsDays(json, json.value(text("joint")).toBool() ? 15 : 10) && hasText(json, "approvedBy")
               && hasText(json, "reason") && !model.extended;
    case LicenceMade:
        return hasText(json, "licence");
    case Ready:
        return hasText(json, "place");
    case Delivered:
        return hasText(json, "to");
    case PaperPrinted:
        return json.value(text("paper")).toString() == text("acceptanceNotice");
    default:
        return true;
    }
}

} // namespace yichuang::walks
