// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/many_matters.h"

#include "app/domain/identifiers/check_digits.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <random>

namespace yichuang::bench
{
namespace
{

/// A department, the first part of its basic codes, and what it has to do with.
struct Office {
    const char *name;
    const char *basic;
    const char *things; ///< apart by spaces
};

const Office offices[] = {
    {"市发展和改革委员会", "000104",
     "固定资产投资项目节能审查 企业投资项目 粮食收购企业 电力业务 油气管道保护 价格认定 招标方案"},
    {"市教育局", "000105", "教师资格 民办幼儿园 校外培训机构 中等职业学校 普通话测试 学生资助 校车使用 国家助学贷款"},
    {"市科学技术局", "000106", "外国人来华工作 技术合同 科技型中小企业 高新技术企业 科技成果 实验动物使用"},
    {"市工业和信息化局", "000107", "民用爆炸物品 农药生产 无线电台 食盐定点批发 中小企业公共服务平台 技术改造项目"},
    {"市民族宗教事务局", "000108", "清真食品 宗教活动场所 宗教教职人员 民族成份 宗教团体 大型宗教活动"},
    {"市公安局", "000109",
     "居民身份证 居住证 机动车驾驶证 机动车 旅馆业特种行业 公章刻制 大型群众性活动 爆破作业 往来港澳通行证 普通护照 "
     "户口迁移 无犯罪记录"},
    {"市民政局", "000111",
     "社会团体 民办非企业单位 基金会 养老机构 婚姻 收养 最低生活保障 特困人员 殡葬设施 高龄津贴 孤儿基本生活保障 "
     "残疾人两项补贴"},
    {"市司法局", "000112", "律师执业 律师事务所 公证员 司法鉴定机构 法律援助 基层法律服务 仲裁委员会 人民调解员"},
    {"市财政局", "000113", "会计代理记账 政府采购供应商 会计专业技术资格 非税收入 资产评估机构 财政票据"},
    {"市人力资源和社会保障局", "000114",
     "劳务派遣经营 人力资源服务 民办职业培训学校 企业职工基本养老保险 工伤认定 失业保险金 灵活就业人员参保 社会保障卡 "
     "职业技能鉴定 就业困难人员 创业担保贷款 劳动合同 特殊工时制度"},
    {"市自然资源和规划局", "000115",
     "建设用地规划 建设工程规划 不动产 采矿权 测绘作业 临时用地 土地使用权 乡村建设规划 抵押权 地图审核"},
    {"市生态环境局", "000116",
     "排污 建设项目环境影响 危险废物经营 辐射安全 夜间建筑施工 入河排污口 放射性同位素 固体废物"},
    {"市住房和城乡建设局", "000117",
     "建筑工程施工 商品房预售 建筑业企业资质 房地产开发企业资质 燃气经营 消防设计 物业服务 公共租赁住房 二级注册建造师 "
     "建筑起重机械 住房公积金"},
    {"市交通运输局", "000118",
     "道路货物运输 道路旅客运输 出租汽车经营 网络预约出租汽车 机动车维修 驾驶员培训 超限运输车辆 公路建设项目 港口经营 "
     "巡游出租汽车驾驶员"},
    {"市水利局", "000119", "取水 水土保持 河道管理范围建设项目 水工程建设 河道采砂 农村集中供水 占用农业灌溉水源"},
    {"市农业农村局", "000120",
     "种子生产经营 兽药经营 动物诊疗 农药经营 动物防疫条件 生鲜乳收购 农业机械 拖拉机驾驶证 渔业捕捞 农产品质量安全 "
     "执业兽医 水产苗种"},
    {"市商务局", "000121",
     "成品油零售 报废机动车回收 对外贸易经营者 单用途商业预付卡 二手车交易 再生资源回收 家政服务 酒类流通"},
    {"市文化广电和旅游局", "000122",
     "营业性演出 互联网上网服务 旅行社 歌舞娱乐场所 游艺娱乐场所 文物保护 导游证 艺术品经营 电影放映 卫星电视"},
    {"市卫生健康委员会", "000123",
     "医疗机构执业 医师执业 护士执业 公共场所卫生 饮用水供水单位卫生 放射诊疗 母婴保健技术 再生育 托育机构 义诊活动 "
     "乡村医生 独生子女父母光荣证"},
    {"市应急管理局", "000125",
     "危险化学品经营 烟花爆竹经营 非煤矿矿山安全 特种作业操作证 生产安全事故应急预案 安全评价机构"},
    {"市市场监督管理局", "000131",
     "食品经营 食品生产 小餐饮 小作坊 特种设备使用 药品零售 医疗器械经营 计量器具 检验检测机构 个体工商户 有限责任公司 "
     "农民专业合作社 股权出质 广告发布 化妆品生产"},
    {"市体育局", "000134", "高危险性体育项目 体育指导员 健身气功 体育类民办非企业 等级运动员 裁判员"},
    {"市医疗保障局", "000141", "医疗保险 生育保险 异地就医 门诊慢特病 医疗救助 定点医药机构 职工医保关系转移 大病保险"},
    {"市税务局", "000130", "增值税发票 纳税人信息 税务注销 出口退税 契税 车辆购置税 房产税 个人所得税"},
};

const char *const actions[] = {"许可", "核发", "登记", "备案", "变更",     "延续",     "注销",    "补办",
                               "审批", "认定", "转移", "换发", "年度报告", "信息查询", "证明出具"};
const char *const scopes[] = {"",         "（首次申请）", "（跨区迁移）", "（法定代表人）", "（经营场所）",
                              "（名称）", "（临时）",     "（分支机构）", "（增加项目）",   "（遗失）",
                              "（到期）", "（省级委托）", "（农村）",     "（外资）"};
const char *const kinds[] = {"行政许可", "行政确认", "公共服务", "其他行政权力", "行政给付"};
const char *const papersAsked[] = {"申请表",   "身份证明", "营业执照", "场所使用证明", "平面图",   "管理制度",
                                   "健康证明", "资质证书", "检测报告", "授权委托书",   "学历证书", "承诺书"};

/// Numbers that are the same on every machine: std::mt19937 is, the library's distributions are not.
class Dice
{
public:
    explicit Dice(quint32 seed) : m_engine(seed) {}
    int below(int limit) { return static_cast<int>(m_engine() % static_cast<quint32>(limit)); }
    bool oneIn(int n) { return below(n) == 0; }

private:
    std::mt19937 m_engine;
};

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

/// A department's invented credit code: 11 (an organ of state), region, organisation code, check characters.
QString creditCode(qsizetype office)
{
    const QString body = QStringLiteral("MB2B%1").arg(1000 + office * 37, 4, 10, QLatin1Char('0'));
    const QString first = QStringLiteral("11130100") + body + organisationCheck(body);
    return first + creditCheck(first);
}

/// Every name that can be made, in one shuffled order that depends on the seed alone.
struct Subject {
    qsizetype office;
    QString name;
    int serial; ///< within the department
};

QList<Subject> subjects(Dice &dice)
{
    QList<Subject> all;
    for (qsizetype office = 0; office < static_cast<qsizetype>(std::size(offices)); ++office) {
        int serial = 0;
        for (const QString &thing : text(offices[office].things).split(QLatin1Char(' '))) {
            for (const char *action : actions) {
                for (const char *scope : scopes)
                    all.append({office, thing + text(action) + text(scope), ++serial});
            }
        }
    }
    for (qsizetype i = all.size() - 1; i > 0; --i)
        all.swapItemsAt(i, dice.below(static_cast<int>(i + 1)));
    return all;
}

QJsonArray situations(Dice &dice)
{
    const auto option = [](const char *id, const char *label) {
        return QJsonObject{{QStringLiteral("id"), text(id)}, {QStringLiteral("label"), text(label)}};
    };
    QJsonArray list{
        QJsonObject{{QStringLiteral("id"), QStringLiteral("handler")},
                    {QStringLiteral("question"), QStringLiteral("由谁办理")},
                    {QStringLiteral("options"), QJsonArray{option("self", "本人"), option("agent", "委托他人")}}}};
    if (dice.oneIn(2)) {
        list.append(QJsonObject{{QStringLiteral("id"), QStringLiteral("type")},
                                {QStringLiteral("question"), QStringLiteral("办理类型")},
                                {QStringLiteral("options"), QJsonArray{option("new", "新办"), option("change", "变更"),
                                                                       option("renew", "延续")}}});
    }
    return list;
}

QJsonArray materials(Dice &dice, bool typed)
{
    static const char *const forms[] = {"original", "copy", "electronic", "originalChecked"};
    QJsonArray list;
    const int count = 2 + dice.below(6);
    const int first = dice.below(static_cast<int>(std::size(papersAsked)));
    for (int i = 0; i < count; ++i) {
        const int which = (first + i) % static_cast<int>(std::size(papersAsked));
        QJsonObject material{{QStringLiteral("id"), QStringLiteral("m%1").arg(which)},
                             {QStringLiteral("name"), text(papersAsked[which])},
                             {QStringLiteral("form"), text(forms[dice.below(4)])},
                             {QStringLiteral("copies"), dice.below(3)},
                             {QStringLiteral("required"), !dice.oneIn(5)},
                             {QStringLiteral("issuer"), QStringLiteral("申请人")}};
        if (which == 9) {
            material.insert(QStringLiteral("when"),
                            QJsonObject{{QStringLiteral("handler"), QJsonArray{QStringLiteral("agent")}}});
        } else if (typed && dice.oneIn(3)) {
            material.insert(
                QStringLiteral("when"),
                QJsonObject{{QStringLiteral("type"), QJsonArray{QStringLiteral("new"), QStringLiteral("change")}}});
        }
        if (dice.oneIn(4)) {
            material.insert(QStringLiteral("tolerable"), true);
            material.insert(QStringLiteral("toleranceDays"), 3 + dice.below(13));
        }
        list.append(material);
    }
    return list;
}

void addForm(QJsonObject &matter)
{
    const auto property = [](const char *title, int shortest, int longest) {
        return QJsonObject{{QStringLiteral("type"), QStringLiteral("string")},
                           {QStringLiteral("title"), text(title)},
                           {QStringLiteral("minLength"), shortest},
                           {QStringLiteral("maxLength"), longest}};
    };
    const auto place = [](const char *field, const char *prefill) {
        return QJsonObject{{QStringLiteral("field"), text(field)}, {QStringLiteral("prefill"), text(prefill)}};
    };
    matter.insert(
        QStringLiteral("form"),
        QJsonObject{
            {QStringLiteral("$schema"), QStringLiteral("http://json-schema.org/draft-07/schema#")},
            {QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("properties"), QJsonObject{{QStringLiteral("person"), property("姓名", 2, 60)},
                                                       {QStringLiteral("idNumber"), property("证件号码", 8, 18)},
                                                       {QStringLiteral("phone"), property("联系电话", 7, 13)}}},
            {QStringLiteral("required"), QJsonArray{QStringLiteral("person"), QStringLiteral("phone")}}});
    matter.insert(QStringLiteral("layout"),
                  QJsonArray{place("person", "applicant.name"), place("idNumber", "applicant.number"),
                             place("phone", "applicant.phone")});
}

QJsonObject matterOf(const Subject &subject, quint32 seed)
{
    // Dice of its own for each matter, so that the first matters stay when more are asked for.
    Dice dice(seed * 2654435761U + static_cast<quint32>(subject.office) * 100003U
              + static_cast<quint32>(subject.serial));
    const Office &office = offices[subject.office];
    const bool onTheSpot = dice.oneIn(4);
    const int statutory = onTheSpot ? 1 + dice.below(5) : 5 + dice.below(41);
    const bool delegated = dice.oneIn(3);
    QJsonObject matter{
        {QStringLiteral("code"), creditCode(subject.office) + QLatin1Char('3') + text(office.basic)
                                     + QStringLiteral("%1").arg(subject.serial, 6, 10, QLatin1Char('0'))},
        {QStringLiteral("name"), subject.name},
        {QStringLiteral("department"), text(office.name)},
        {QStringLiteral("kind"), text(kinds[dice.below(5)])},
        {QStringLiteral("mode"), onTheSpot ? QStringLiteral("onTheSpot") : QStringLiteral("promised")},
        {QStringLiteral("promisedDays"), onTheSpot ? 0 : 1 + dice.below(statutory)},
        {QStringLiteral("statutoryDays"), statutory},
        {QStringLiteral("level"), QStringLiteral("市级")},
        {QStringLiteral("delegatedTo"), delegated ? QJsonArray{QStringLiteral("县级")} : QJsonArray()},
        {QStringLiteral("fee"), QStringLiteral("不收费")},
        {QStringLiteral("collectAt"), QStringLiteral("一楼出件窗口")},
        {QStringLiteral("outcome"), QStringLiteral("办理结果通知书")},
        {QStringLiteral("keywords"), QJsonArray()},
        {QStringLiteral("version"), QStringLiteral("2026.1")},
        {QStringLiteral("validFrom"), QStringLiteral("2026-01-01")},
        {QStringLiteral("papers"), QJsonArray{QJsonObject{{QStringLiteral("paper"), QStringLiteral("acceptanceNotice")},
                                                          {QStringLiteral("copies"), 2}}}}};
    const QJsonArray asked = situations(dice);
    matter.insert(QStringLiteral("situations"), asked);
    matter.insert(QStringLiteral("materials"), materials(dice, asked.size() > 1));
    addForm(matter);
    return matter;
}

} // namespace

QByteArray manyMatters(int count, quint32 seed)
{
    Dice dice(seed);
    const QList<Subject> all = subjects(dice);
    QJsonArray matters;
    for (qsizetype i = 0; i < std::min<qsizetype>(std::clamp(count, 1, mostMatters), all.size()); ++i)
        matters.append(matterOf(all.at(i), seed));
    return QJsonDocument(QJsonObject{{QStringLiteral("version"), QStringLiteral("2026.1-bench")},
                                     {QStringLiteral("hall"), QStringLiteral("示例政务服务大厅")},
                                     {QStringLiteral("region"), QStringLiteral("130100")},
                                     {QStringLiteral("matters"), matters}})
        .toJson(QJsonDocument::Compact);
}

} // namespace yichuang::bench
