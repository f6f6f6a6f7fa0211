// SPDX-License-Identifier: Apache-2.0
#include "app/server/status/status_page.h"

#include "app/crypto/digest.h"

#include <QLocale>
#include <QStringList>

#include <array>

namespace yichuang::server
{
namespace
{

const char style[] =
    "*{box-sizing:border-box}body{margin:0;font:1.25rem/1.6 'Noto Sans CJK SC','PingFang SC','Microsoft "
    "YaHei',sans-serif;"
    "color:#14202e;background:#f3f5f8}main{max-width:40rem;margin:0 auto;padding:1.5rem 1.25rem 3rem;"
    "overflow-wrap:anywhere}header{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:"
    "1rem;font-size:1.05rem;color:#43536a}"
    "a{color:#0b57b0;white-space:nowrap}h1{font-size:2.1rem;line-height:1.25;margin:1.25rem 0 .25rem}.lead{margin:0 0 "
    "1.25rem}"
    "section,ol,dl{background:#fff;border:1px solid #d5dce6;border-radius:.75rem;padding:1.1rem 1.25rem;margin:0 0 "
    "1.1rem}"
    "ol{list-style:none}li{display:flex;gap:.8rem;align-items:baseline;padding:.35rem 0;color:#5a6b82}"
    "li::before{content:'\\25CB';width:1.2em;text-align:center}li.done{color:#14202e}li.done::before{content:'\\2713';"
    "color:#10703c}"
    "li.now{color:#14202e;font-weight:700}li.now::before{content:'\\25CF';color:#0b57b0}dt{color:#43536a;font-size:1."
    "05rem}"
    "dd{margin:0 0 .6rem;font-weight:600}dd:last-child{margin-bottom:0}.call{border-left:.45rem solid #0b57b0}"
    ".warn{border-left:.45rem solid #b3541e}footer{color:#43536a;font-size:1.05rem}"
    "@media "
    "(prefers-color-scheme:dark){body{color:#e8edf4;background:#11161d}section,ol,dl{background:#1a212b;border-color:#"
    "364253}"
    "header,dt,footer,li{color:#a9b7c9}li.done,li.now{color:#e8edf4}a,li.now::before{color:#7db5ff}li.done::before{"
    "color:#6fd39a}}";

/// A text in both languages.
struct Words {
    const char *chinese;
    const char *english;
};

QString in(PageLanguage language, const Words &words)
{
    return QString::fromUtf8(language == PageLanguage::English ? words.english : words.chinese);
}

/// As nouns: a step is done, under way or to come.
constexpr std::array<Words, 6> stepWords{{{"收件", "Materials received"},
                                          {"受理", "Acceptance"},
                                          {"审核", "Review"},
                                          {"作出决定", "Decision"},
                                          {"制作证照或决定书", "Document made ready"},
                                          {"领取", "Collection"}}};

/// The number of steps that are done, and whether the way ended before its end.
struct Progress {
    int done = 0;
    bool ended = false;
    Words headline;
};

Progress progressOf(CaseState state)
{
    switch (state) {
    case CaseState::None:
    case CaseState::Draft:
        return {0, false, {"正在收件", "Your materials are being taken in"}};
    case CaseState::Received:
    case CaseState::Checking:
        return {1, false, {"已收件，正在核验材料", "Received; the materials are being checked"}};
    case CaseState::CorrectionRequested:
        return {1, false, {"请补充材料", "More materials are needed"}};
    case CaseState::Accepted:
    case CaseState::DeemedAccepted:
    case CaseState::Routed:
        return {2, false, {"已受理，等待审核", "Accepted, waiting for review"}};
    case CaseState::ToleranceAccepted:
        return {2, false, {"已受理，请按期补交材料", "Accepted; some materials are still to come"}};
    case CaseState::UnderReview:
        return {2, false, {"正在审核", "Under review"}};
    case CaseState::Suspended:
        return {2, false, {"审核暂停，正在进行特别程序", "Review is paused for a special procedure"}};
    case CaseState::Granted:
        return {4, false, {"已准予，正在制证", "Granted; your document is being made"}};
    case CaseState::LicenceMade:
        return {4, false, {"已准予，证照已制成", "Granted; your document is made"}};
    case CaseState::Denied:
        return {4, false, {"已作出不予许可的决定", "Not granted"}};
    case CaseState::Ready:
        return {5, false, {"可以领取", "Ready to collect"}};
    case CaseState::Delivered:
    case CaseState::Rated:
        return {6, false, {"已办结", "Completed"}};
    case CaseState::NotAccepted:
        return {1, true, {"不予受理", "Not accepted"}};
    case CaseState::Withdrawn:
        return {1, true, {"已撤回", "Withdrawn"}};
    case CaseState::Terminated:
        return {1, true, {"已终止", "Ended"}};
    case CaseState::Voided:
        return {0, true, {"已作废", "Void"}};
    }
    return {0, false, {"", ""}};
}

QString dateWords(const QDate &date, PageLanguage language)
{
    if (language == PageLanguage::English)
        return QLocale(QLocale::English).toString(date, QStringLiteral("d MMMM yyyy"));
    return QStringLiteral("%1年%2月%3日").arg(date.year()).arg(date.month()).arg(date.day());
}

QString deadlineWords(const Deadline &deadline, PageLanguage language)
{
    if (!deadline.due.isValid() || deadline.state == TimerState::Stopped)
        return {};
    if (deadline.state == TimerState::Suspended)
        return in(language, {"期限暂停计算，恢复后继续", "The time limit is paused and goes on afterwards"});
    QString words = language == PageLanguage::English
                        ? QStringLiteral("A decision by %1 at the latest").arg(dateWords(deadline.due, language))
                        : QStringLiteral("最迟 %1 办结").arg(dateWords(deadline.due, language));
    if (deadline.remaining > 0) {
        words += language == PageLanguage::English ? QStringLiteral(" (%1 working days left)").arg(deadline.remaining)
                                                   : QStringLiteral("（还有 %1 个工作日）").arg(deadline.remaining);
    }
    if (deadline.provisional)
        words += in(language, {"，节假日公布后可能调整", "; may move when next year's holidays are announced"});
    return words;
}

QString row(const QString &label, const QString &value)
{
    if (value.isEmpty())
        return {};
    return QStringLiteral("<dt>%1</dt><dd>%2</dd>").arg(label, value.toHtmlEscaped());
}

QString stepList(const Progress &progress, PageLanguage language)
{
    QString html = QStringLiteral("<ol>");
    for (int i = 0; i < static_cast<int>(stepWords.size()); ++i) {
        if (progress.ended && i >= progress.done)
            break;
        const bool isNow = i == progress.done && !progress.ended;
        html += QStringLiteral("<li%1>%2</li>")
                    .arg(i < progress.done ? QStringLiteral(" class=\"done\"")
                         : isNow           ? QStringLiteral(" class=\"now\" aria-current=\"step\"")
                                           : QString(),
                         in(language, stepWords.at(static_cast<std::size_t>(i))));
    }
    return html + QStringLiteral("</ol>");
}

QString nextAct(const StatusView &view, PageLanguage language)
{
    if (view.state == CaseState::Ready) {
        const QString place = view.place.isEmpty() ? view.hallName : view.place;
        return QStringLiteral("<section class=\"call\">%1<br><strong>%2</strong></section>")
            .arg(in(language,
                    {"请携带身份证件和收件回执领取：", "Bring your identity document and the receipt slip to:"}),
                 place.toHtmlEscaped());
    }
    if (view.state == CaseState::NotAccepted || view.state == CaseState::Denied) {
        return QStringLiteral("<section class=\"warn\">%1</section>")
            .arg(in(language, {"理由见书面决定。如有异议，可以依法申请行政复议或者提起行政诉讼。",
                               "The reasons are in the written decision. You may apply for administrative review or "
                               "bring an action in court."}));
    }
    if (!view.corrected)
        return {};
    QString words = in(language, {"请按告知书补交材料", "Please hand in what the notice lists"});
    if (view.supplementDue.isValid())
        words += language == PageLanguage::English
                     ? QStringLiteral(", by %1").arg(dateWords(view.supplementDue, language))
                     : QStringLiteral("，最迟 %1").arg(dateWords(view.supplementDue, language));
    return QStringLiteral("<section class=\"warn\">%1</section>").arg(words);
}

QString shell(const QString &title, const QString &main, PageLanguage language)
{
    const bool english = language == PageLanguage::English;
    return QStringLiteral(
               "<!DOCTYPE html><html lang=\"%1\"><head><meta charset=\"utf-8\">"
               "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
               "<meta name=\"robots\" content=\"noindex\"><title>%2</title><style>%3</style></head><body><main>"
               "<header><span>%4</span><a href=\"?lang=%5\" lang=\"%6\">%7</a></header>%8</main></body></html>")
        .arg(english ? QStringLiteral("en") : QStringLiteral("zh-CN"), title, QString::fromLatin1(style),
             in(language, {"办件进度", "Progress of your case"}), english ? QStringLiteral("zh") : QStringLiteral("en"),
             english ? QStringLiteral("zh-CN") : QStringLiteral("en"),
             english ? QStringLiteral("中文") : QStringLiteral("English"), main);
}

QString nothingFound(PageLanguage language)
{
    return QStringLiteral("<h1>%1</h1><section>%2</section>")
        .arg(in(language, {"没有查到", "Nothing found"}),
             in(language,
                {"请核对回执上的收件号。刚在离线窗口办理的业务，稍后即可查询。",
                 "Please check the number on your receipt. A case taken while the window was off line can be seen a "
                 "little later."}));
}

QString waitABit(PageLanguage language)
{
    return QStringLiteral("<h1>%1</h1><section>%2</section>")
        .arg(in(language, {"请稍候", "Please wait a moment"}),
             in(language, {"查询太频繁。请过一分钟再试。", "There were many requests. Please try again in a minute."}));
}

} // namespace

PageLanguage pageLanguage(const QString &query, const QByteArray &acceptLanguage)
{
    if (query == QLatin1String("en"))
        return PageLanguage::English;
    if (query == QLatin1String("zh"))
        return PageLanguage::Chinese;
    const QByteArray wanted = acceptLanguage.toLower();
    const qsizetype english = wanted.indexOf("en");
    const qsizetype chinese = wanted.indexOf("zh");
    return english >= 0 && (chinese < 0 || english < chinese) ? PageLanguage::English : PageLanguage::Chinese;
}

QByteArray statusPage(const std::optional<StatusView> &view, PageLanguage language)
{
    if (!view)
        return shell(in(language, {"没有查到", "Nothing found"}), nothingFound(language), language).toUtf8();
    const Progress progress = progressOf(view->state);
    const QString headline = in(language, progress.headline);
    QString main = QStringLiteral("<h1>%1</h1><p class=\"lead\">%2</p>").arg(headline, view->matter.toHtmlEscaped());
    // What somebody comes for stands at the top: what to do, else by when it is done.
    const QString deadline = progress.ended || progress.done >= 4 ? QString() : deadlineWords(view->deadline, language);
    const QString act = nextAct(*view, language);
    const bool isWaited = act.isEmpty() && !deadline.isEmpty();
    main += isWaited ? QStringLiteral("<section class=\"call\"><strong>%1</strong></section>").arg(deadline) : act;
    main += stepList(progress, language);
    const QString details = row(in(language, {"办理期限", "Time limit"}), isWaited ? QString() : deadline)
                            + row(in(language, {"收件日期", "Received on"}),
                                  view->received.isValid() ? dateWords(view->received, language) : QString())
                            + row(in(language, {"承办部门", "Department"}), view->department)
                            + row(in(language, {"收件大厅", "Service hall"}), view->hallName);
    main += QStringLiteral("<dl>%1</dl>").arg(details);
    main += QStringLiteral("<footer>%1</footer>")
                .arg(in(language, {"本页不显示任何个人信息。", "This page shows no personal data."}));
    return shell(headline, main, language).toUtf8();
}

QByteArray waitPage(PageLanguage language)
{
    return shell(in(language, {"请稍候", "Please wait a moment"}), waitABit(language), language).toUtf8();
}

QByteArray statusPagePolicy()
{
    return "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'sha256-"
           + sha256(QByteArray(style)).toBase64() + "'";
}

} // namespace yichuang::server
