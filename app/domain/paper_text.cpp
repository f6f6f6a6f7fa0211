// SPDX-License-Identifier: Apache-2.0
#include "app/domain/identifiers/masking.h"
#include "app/domain/paper.h"
#include "app/domain/transitions.h"

#include <QJsonArray>

namespace yichuang
{
namespace
{

using Line = QPair<QString, QString>;

QString day(const QDate &date)
{
    return QStringLiteral("%1年%2月%3日").arg(date.year()).arg(date.month()).arg(date.day());
}

/// 机关简称: the place that the hall serves, as 石家庄 of 石家庄市政务服务大厅.
QString shortName(const QString &hall)
{
    for (const QChar level : QStringLiteral("市县区")) {
        const qsizetype at = hall.indexOf(level);
        if (at > 0)
            return hall.left(at);
    }
    return hall.left(4);
}

/// 机关简称 + 性质 + 〔年〕 + 顺序号: the serial is the receipt's, so that no two papers of a kind share a number.
QString numberOf(PaperKind kind, const Case &theCase, const Issuer &issuer, const QDateTime &issuedAt)
{
    return QStringLiteral("%1政务%2〔%3〕%4")
        .arg(shortName(issuer.hall), paperNature(kind))
        .arg(issuedAt.date().year())
        .arg(theCase.receiptNumber);
}

QString dueInWords(const Deadline &deadline)
{
    if (!deadline.due.isValid())
        return QStringLiteral("即时办结");
    return QStringLiteral("%1个工作日，%2前%3")
        .arg(deadline.days)
        .arg(day(deadline.due), deadline.provisional ? QStringLiteral("（暂定）") : QString());
}

QList<Line> commonLines(const Case &theCase, const Matter &matter)
{
    QList<Line> lines{{QStringLiteral("收件号"), theCase.receiptNumber}};
    if (!theCase.caseNumber.isEmpty())
        lines.append({QStringLiteral("办件编号"), theCase.caseNumber});
    lines.append({QStringLiteral("事项"), matter.name});
    const QString situation = answersInWords(matter, theCase.situation);
    if (!situation.isEmpty())
        lines.append({QStringLiteral("情形"), situation});
    lines.append({QStringLiteral("申请人"), theCase.applicant.name});
    lines.append({QStringLiteral("证件号码"), maskIdNumber(theCase.applicant.idNumber)});
    if (!theCase.applicant.organisationName.isEmpty())
        lines.append({QStringLiteral("申请单位"), theCase.applicant.organisationName});
    return lines;
}

QString formInWords(const MaterialSpec &spec)
{
    switch (spec.form) {
    case MaterialForm::Original:
        return QStringLiteral("原件");
    case MaterialForm::Copy:
        return QStringLiteral("复印件");
    case MaterialForm::Electronic:
        return QStringLiteral("电子");
    case MaterialForm::OriginalChecked:
        return QStringLiteral("原件核验");
    }
    return {};
}

QStringList receivedMaterials(const Case &theCase, const Matter &matter)
{
    QStringList list;
    for (const MaterialSpec &spec : materialsFor(matter, theCase.situation)) {
        const CaseMaterial *material = theCase.material(spec.id);
        if (material == nullptr)
            continue;
        QString line = spec.name + QStringLiteral("（") + formInWords(spec);
        if (!material->pages.isEmpty())
            line += QStringLiteral("，%1页").arg(material->pages.size());
        else if (material->source == MaterialSource::Shared)
            line += QStringLiteral("，数据共享");
        list.append(line + QStringLiteral("）"));
    }
    return list;
}

QStringList missingMaterials(const Case &theCase, const Matter &matter)
{
    QStringList list;
    for (const MaterialSpec &spec : matter.materials) {
        if (theCase.missing.contains(spec.id))
            list.append(spec.name + QStringLiteral("（") + formInWords(spec) + QStringLiteral("）"));
    }
    return list;
}

/// 特别程序告知书, art. 45: what is done and how long it takes, in writing.
QString specialBody(const Case &theCase, const Matter &matter, const Deadlines &deadlines)
{
    const Suspension stretch = theCase.suspensions.isEmpty() ? Suspension{} : theCase.suspensions.constLast();
    const SpecialProcedure *procedure = specialProcedure(stretch.procedure);
    const QString basis = procedure != nullptr && procedure->article == 45
                              ? QStringLiteral("根据《中华人民共和国行政许可法》第四十五条的规定")
                              : QStringLiteral("依照有关规定");
    const QString until =
        deadlines.specialUntil.isValid() ? QStringLiteral("（预计至%1）").arg(day(deadlines.specialUntil)) : QString();
    return QStringLiteral("您提出的“%1”申请，需要依法进行%2，所需时间为%3个工作日%4。%5，所需时间不计算在办理期限内。")
        .arg(matter.name, procedure != nullptr ? QString::fromUtf16(procedure->title) : stretch.procedure)
        .arg(stretch.toldDays)
        .arg(until, basis);
}

/// 延长时限告知书, art. 42: how long, why, and that the head of the body approved it.
QString extensionBody(const Case &theCase, const Matter &matter, const Deadlines &deadlines)
{
    return QStringLiteral(
               "您提出的“%1”申请，在法定时限内不能作出决定，经本机关负责人批准，根据《中华人民共和国行政许可法》"
               "第四十二条的规定，延长%2个工作日，法定时限至%3。理由：%4。")
        .arg(matter.name)
        .arg(theCase.extendedDays)
        .arg(deadlines.statutory.due.isValid() ? day(deadlines.statutory.due) : QStringLiteral("—"),
             theCase.lastReason);
}

QString returnBody(const Case &theCase, const Matter &matter)
{
    const QString how =
        theCase.state == CaseState::Withdrawn ? QStringLiteral("已按您的要求撤回") : QStringLiteral("已终止办理");
    return QStringLiteral("您提出的“%1”申请%2。理由：%3。现将下列材料退还给您，请核对。")
        .arg(matter.name, how, theCase.lastReason);
}

/// The sentence that the law asks of each paper.
QString bodyOf(PaperKind kind, const Case &theCase, const Matter &matter, const Deadlines &deadlines)
{
    switch (kind) {
    case PaperKind::MaterialsReceipt:
        return QStringLiteral("现收到您提交的“%1”申请材料，清单如下。").arg(matter.name);
    case PaperKind::AcceptanceNotice:
        return QStringLiteral(
                   "您提出的“%1”申请，材料齐全、符合法定形式，根据《中华人民共和国行政许可法》第三十二条的规定，"
                   "决定予以受理。承诺时限为%2；法定时限为%3。")
            .arg(matter.name, dueInWords(deadlines.promised), dueInWords(deadlines.statutory));
    case PaperKind::NonAcceptance:
        return QStringLiteral(
                   "您提出的“%1”申请，经审查不予受理。理由：%2。如不服本决定，可依法申请行政复议或者提起行政诉讼。")
            .arg(matter.name, theCase.lastReason);
    case PaperKind::CorrectionNotice:
        return QStringLiteral(
                   "您提出的“%1”申请，材料不齐全或者不符合法定形式，现一次性告知需要补正的全部内容。%2请于%3前补正。")
            .arg(matter.name, theCase.lastReason.isEmpty() ? QString() : theCase.lastReason + QStringLiteral("。"),
                 theCase.correctionDue.isValid() ? day(theCase.correctionDue) : QStringLiteral("规定期限"));
    case PaperKind::ToleranceNotice:
        return QStringLiteral(
                   "您提出的“%1”申请，主要材料齐全，决定容缺受理。所缺材料请于%2前补交，逾期未补交的，依法处理。")
            .arg(matter.name, day(theCase.toleranceDue));
    case PaperKind::ExtensionNotice:
        return extensionBody(theCase, matter, deadlines);
    case PaperKind::SpecialNotice:
        return specialBody(theCase, matter, deadlines);
    case PaperKind::ReturnNotice:
        return returnBody(theCase, matter);
    case PaperKind::CollectionNote:
        return QStringLiteral("您提出的“%1”申请已办结，现领取：%2。请核对后签收。")
            .arg(matter.name, theCase.licence.isEmpty() ? QStringLiteral("办理结果") : theCase.licence);
    case PaperKind::ReceiptSlip:
        return QStringLiteral("扫描二维码可查询办理进度。");
    case PaperKind::TicketSlip:
        return QStringLiteral("请留意叫号，过号请到导服台。");
    }
    return {};
}

SlipLine textLine(const QString &text, int size = 1, bool bold = false, bool centred = false)
{
    return {SlipLine::Kind::Text, text, size, bold, centred};
}

} // namespace

PaperText writePaper(PaperKind kind, const Case &theCase, const Matter &matter, const Deadlines &deadlines,
                     const Issuer &issuer, const QString &code, const QDateTime &issuedAt, int copy, bool offline)
{
    PaperText paper;
    paper.kind = kind;
    paper.title = paperTitle(kind);
    paper.number = numberOf(kind, theCase, issuer, issuedAt);
    paper.receiptNumber = theCase.receiptNumber;
    paper.lines = commonLines(theCase, matter);
    const QDateTime received = theCase.receivedAt.toOffsetFromUtc(issuedAt.offsetFromUtc());
    paper.lines.append({QStringLiteral("收件时间"), received.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"))});
    if (deadlines.promised.due.isValid() && kind != PaperKind::NonAcceptance)
        paper.lines.append({QStringLiteral("承诺办结"), day(deadlines.promised.due)});
    if (!matter.collectAt.isEmpty() && kind != PaperKind::NonAcceptance)
        paper.lines.append({QStringLiteral("领取地点"), matter.collectAt});
    paper.paragraphs = {bodyOf(kind, theCase, matter, deadlines)};
    const bool listsMissing = kind == PaperKind::CorrectionNotice || kind == PaperKind::ToleranceNotice;
    paper.materials = listsMissing ? missingMaterials(theCase, matter) : receivedMaterials(theCase, matter);
    paper.code = code;
    paper.issuer = issuer.hall + QStringLiteral(" ") + issuer.windowName + QStringLiteral(" ") + issuer.clerkName;
    paper.issuedAt = issuedAt;
    paper.copy = copy;
    paper.offline = offline;
    paper.provisional = deadlines.promised.provisional || deadlines.statutory.provisional;
    return paper;
}

Slip writeSlip(const PaperText &paper)
{
    Slip slip;
    slip.lines.append(textLine(paper.issuer.section(u' ', 0, 0), 1, false, true));
    slip.lines.append(textLine(paper.title, 2, true, true));
    if (paper.copy > 0)
        slip.lines.append(textLine(QStringLiteral("第%1次补打").arg(paper.copy), 1, false, true));
    slip.lines.append({SlipLine::Kind::Rule, {}, 1, false, false});
    for (const Line &line : paper.lines)
        slip.lines.append(textLine(line.first + QStringLiteral("：") + line.second));
    slip.lines.append({SlipLine::Kind::Rule, {}, 1, false, false});
    for (const QString &material : paper.materials)
        slip.lines.append(textLine(QStringLiteral("· ") + material));
    if (!paper.code.isEmpty())
        slip.lines.append({SlipLine::Kind::Code, paper.code, 1, false, true});
    for (const QString &paragraph : paper.paragraphs)
        slip.lines.append(textLine(paragraph, 1, false, true));
    if (paper.offline)
        slip.lines.append(textLine(QStringLiteral("离线出具，效力不变"), 1, false, true));
    slip.lines.append(textLine(paper.issuedAt.toString(QStringLiteral("yyyy-MM-dd HH:mm")), 1, false, true));
    slip.lines.append({SlipLine::Kind::Feed, {}, 3, false, false});
    return slip;
}

namespace
{
const QStringList &slipKinds()
{
    static const QStringList names{QStringLiteral("text"), QStringLiteral("rule"), QStringLiteral("code"),
                                   QStringLiteral("feed")};
    return names;
}
} // namespace

QJsonObject toJson(const Slip &slip)
{
    QJsonArray lines;
    for (const SlipLine &line : slip.lines) {
        lines.append(QJsonObject{{QStringLiteral("kind"), slipKinds().at(static_cast<int>(line.kind))},
                                 {QStringLiteral("text"), line.text},
                                 {QStringLiteral("size"), line.size},
                                 {QStringLiteral("bold"), line.bold},
                                 {QStringLiteral("centred"), line.centred}});
    }
    return {{QStringLiteral("lines"), lines}, {QStringLiteral("cut"), slip.cut}};
}

Result<Slip> slipFromJson(const QJsonObject &json)
{
    constexpr qsizetype mostLines = 500;
    const QJsonArray lines = json.value(QStringLiteral("lines")).toArray();
    if (lines.size() > mostLines)
        return failure(Fault::TooLarge, QStringLiteral("slip.read"));
    Slip slip;
    slip.cut = json.value(QStringLiteral("cut")).toBool(true);
    for (const QJsonValue &value : lines) {
        const QJsonObject object = value.toObject();
        const qsizetype kind = slipKinds().indexOf(object.value(QStringLiteral("kind")).toString());
        const int size = object.value(QStringLiteral("size")).toInt(1);
        if (kind < 0 || size < 0 || size > 20)
            return failure(Fault::BadArgument, QStringLiteral("slip.read"), QStringLiteral("line"));
        slip.lines.append(
            {static_cast<SlipLine::Kind>(kind), object.value(QStringLiteral("text")).toString().left(2048), size,
             object.value(QStringLiteral("bold")).toBool(), object.value(QStringLiteral("centred")).toBool()});
    }
    return slip;
}

} // namespace yichuang
