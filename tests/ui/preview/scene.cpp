// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/preview/scene.h"

#include "app/base/json.h"
#include "app/domain/catalogue/catalogue_file.h"

#include <QApplication>
#include <QBuffer>
#include <QFile>
#include <QJsonDocument>
#include <QPainter>
#include <QPdfWriter>
#include <QTest>

namespace yichuang
{
namespace
{

QByteArray bytesOf(const char *path)
{
    QFile file(QStringLiteral(YICHUANG_SOURCE_DIR "/resources/") + QLatin1String(path));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no %s", path);
    return file.readAll();
}

/// A driver as its metadata has it.
FoundDriver driverAt(const char *path)
{
    const QJsonObject own =
        QJsonDocument::fromJson(bytesOf(qPrintable(QStringLiteral("../plugins/") + QLatin1String(path)))).object();
    FoundDriver found;
    found.name = own.value(QStringLiteral("name")).toString();
    found.file = found.name + QStringLiteral(".so");
    found.title = own.value(QStringLiteral("title")).toString();
    found.kinds = textsFrom(own.value(QStringLiteral("kinds")));
    found.settings = own.value(QStringLiteral("settings")).toObject();
    return found;
}

struct Sample {
    const char *matter;
    const char *name;
    const char *number;
    int minutesAgo;
    SyncWord word;
};
const Sample samples[] = {
    {"11130100MB1A0238143000168001000", "陈立", "130105199103051423", 95, SyncWord::Acknowledged},
    {"11130100MB1A0238143000123004000", "赵国庆", "130108197809210035", 61, SyncWord::Acknowledged},
    {"11130100MB1A0238143000131025000", "刘秀英", "130123196508173524", 34, SyncWord::SavedHere},
    {"11130100MB1A0238143000117006000", "陈立", "130105199103051423", 20, SyncWord::Sent},
};

} // namespace

QFuture<Result<QByteArray>> ScenePress::pdf(const PaperText &paper)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setResolution(150);
    QPainter painter(&writer);
    painter.setFont(QFont(QApplication::font().family(), 20, QFont::Bold));
    painter.drawText(QRect(0, 200, writer.width(), 80), Qt::AlignCenter, paper.title);
    painter.setFont(QFont(QApplication::font().family(), 11));
    int y = 400;
    for (const QString &paragraph : paper.paragraphs) {
        const QRect drawn(100, y, writer.width() - 200, 200);
        painter.drawText(drawn, Qt::TextWordWrap, paragraph);
        y += 120;
    }
    for (const auto &line : paper.lines) {
        painter.drawText(100, y, line.first + QStringLiteral("：") + line.second);
        y += 44;
    }
    painter.end();
    return QtFuture::makeReadyFuture(Result<QByteArray>(buffer.data()));
}

QFuture<Result<ScannedPage>> ScenePress::import(const QString &path)
{
    ScannedPage page;
    page.bytes = path.toUtf8();
    page.mime = QStringLiteral("application/pdf");
    page.name = path.section(u'/', -1);
    return QtFuture::makeReadyFuture(Result<ScannedPage>(page));
}

IdCard sampleCard()
{
    IdCard card;
    card.name = QStringLiteral("王晓明");
    card.sex = QStringLiteral("男");
    card.ethnicity = QStringLiteral("汉族");
    card.birth = QDate(1986, 4, 12);
    card.address = QStringLiteral("河北省石家庄市长安区广安大街 18 号");
    card.number = QStringLiteral("130102198604120614");
    card.authority = QStringLiteral("石家庄市公安局长安分局");
    card.from = QDate(2016, 5, 3);
    card.to = QDate(2036, 5, 3);
    return card;
}

Scene::Scene(QApplication &application)
    : clock(QDateTime(QDate(2026, 2, 13), QTime(2, 42, 7), Qt::UTC)),
      store(clock),
      link(clock),
      theme(std::make_unique<Theme>(application))
{
    readRules();
    settings =
        *Settings::load(folder.filePath(QStringLiteral("own.json")), folder.filePath(QStringLiteral("policy.json")));
    buildFlows();
    desk = std::make_unique<Desk>(Desk{*settings,
                                       clock,
                                       link,
                                       *signInFlow,
                                       *visit,
                                       *citizen,
                                       *cases,
                                       *outbox,
                                       *print,
                                       reader,
                                       codes,
                                       scanner,
                                       slips,
                                       renewal,
                                       trials,
                                       {},
                                       {},
                                       {},
                                       QStringLiteral("Yichuang 0.1.0")});
    desk->findMatters = [this](const QString &text) {
        QList<FoundMatter> found;
        for (const MatterHit &hit : search->find(text, 20)) {
            const Matter &matter = *rules.matter(hit.code);
            found.append({matter.code, matter.name, matter.department + QStringLiteral(" · ") + matter.kind});
        }
        return found;
    };
    trials.installed = {driverAt("idreaders/samv/samv.json"), driverAt("codes/serialcode/serialcode.json"),
                        driverAt("scanners/sane/sane.json"), driverAt("printers/escpos/escpos.json")};
    window = std::make_unique<MainWindow>(*desk, *theme);
}

Scene::~Scene() = default;

void Scene::readRules()
{
    auto catalogue =
        wholeCatalogue(QStringLiteral("catalogue/shijiazhuang.json"), [](const QString &path) -> Result<QByteArray> {
            return bytesOf(qPrintable(path));
        }).and_then(catalogueFromJson);
    if (!catalogue)
        qFatal("catalogue: %s", qPrintable(describe(catalogue.error())));
    rules.catalogue = std::make_shared<const Catalogue>(*catalogue);
    auto calendar = WorkingDays::fromJson(bytesOf("calendar/china-working-days.json"));
    if (!calendar)
        qFatal("calendar: %s", qPrintable(describe(calendar.error())));
    rules.calendar = std::make_shared<const WorkingDays>(*calendar);
    QList<MatterEntry> entries;
    for (const Matter &matter : rules.catalogue->matters)
        entries.append({matter.code, matter.name, matter.department, matter.keywords, 0});
    search = std::make_unique<MatterSearch>(entries, *PinyinReadings::fromTsv(bytesOf("pinyin/readings.tsv")));
    rules.issuer = {QStringLiteral("石家庄市政务服务大厅"), QStringLiteral("130100"), QStringLiteral("3 号窗口"),
                    QStringLiteral("李晓雯"), QStringLiteral("https://centre.example:8443")};
}

void Scene::buildFlows()
{
    centre.session.clerk = QStringLiteral("lixw");
    centre.session.clerkName = QStringLiteral("李晓雯");
    Ticket ticket;
    ticket.id = QStringLiteral("t-23");
    ticket.number = QStringLiteral("A023");
    ticket.state = TicketState::Called;
    ticket.takenAt = clock.now().addSecs(-552);
    ticket.calledAt = clock.now().addSecs(-192);
    ticket.calls = 1;
    centre.tickets.append(ticket);
    signInFlow = std::make_unique<SignInFlow>(centre, vault);
    visit = std::make_unique<VisitFlow>(VisitPorts{store, centre, link, reader, scanner, press, clock}, rules);
    visit->heed(*signInFlow);
    citizen = std::make_unique<CitizenFlow>(*visit, store, *signInFlow, clock);
    cases = std::make_unique<CasesFlow>(store, rules);
    outbox = std::make_unique<OutboxFlow>(store, link, carrier, rules);
    print = std::make_unique<PrintFlow>(store, slips, press, rules, clock, folder.path());
    QObject::connect(signInFlow.get(), &SignInFlow::admitted, visit.get(), [this](const Session &session) {
        visit->begin(session.clerk);
        citizen->begin(session.clerk);
        cases->begin(session.clerk);
        outbox->begin(session.clerk);
        print->begin(session.clerkName);
        reader.start();
        codes.start();
    });
    QObject::connect(visit.get(), &VisitFlow::printWanted, print.get(), &PrintFlow::retry);
}

void Scene::settle() const
{
    for (int i = 0; i < 12; ++i)
        QTest::qWait(10);
    if (!QTest::qWaitFor([this] { return window == nullptr || window->isComplete(); }))
        qFatal("the window is not built");
}

void Scene::set(const char *key, const QJsonValue &value)
{
    if (auto done = settings->set(QLatin1String(key), value); !done)
        qFatal("setting %s", key);
    settle();
}

void Scene::signIn()
{
    signInFlow->signIn(QStringLiteral("lixw"), QStringLiteral("password"));
    settle();
}

void Scene::beSupervisor()
{
    centre.session.role = QStringLiteral("supervisor");
    signInFlow->lock();
    signIn();
}

void Scene::fillVisit()
{
    visit->handle(visit::TicketCame{centre.tickets.constFirst()});
    reader.layCard(sampleCard());
    settle();
    Applicant applicant = std::get<Serving>(visit->state()).applicant;
    applicant.organisationName = QStringLiteral("石家庄市晓明餐饮店");
    applicant.creditCode = QStringLiteral("91130102MA0XWK7P5P");
    visit->handle(visit::ApplicantTyped{applicant});
    settle();
    visit->handle(visit::MatterChosen{rules.catalogue->matters.constFirst().code});
    settle();
    visit->handle(visit::FieldsTyped{{{QStringLiteral("place"), QStringLiteral("长安区广安大街 18 号 1 层 102")}}});
    settle();
    visit->handle(visit::MaterialChosen{QStringLiteral("licence")});
    visit->handle(visit::SharedAsked{});
    settle();
    const QString id = std::get<Serving>(visit->state()).file()->current.id;
    const auto page = [&](const char *material, const char *blob) {
        const PageRef ref{
            QString::fromLatin1(QByteArray(blob).repeated(64).left(64)), QStringLiteral("image/png"), {}, 100};
        visit->handle(visit::PageCame{ref, MaterialSource::Scanned, id, QLatin1String(material)});
        settle();
    };
    page("plan", "a");
    page("plan", "b");
    page("rules", "c");
    page("rules", "d");
    page("rules", "e");
    visit->handle(visit::MaterialChosen{QStringLiteral("layout")});
    settle();
}

/// The centre changed the first field of the form and the telephone number before it saw what was done here.
void Scene::dispute(CaseFile &file, const Matter &matter) const
{
    const auto made = [&](OperationKind kind, const QJsonObject &payload, const char *device) {
        Operation operation = file.history.constFirst();
        operation.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        operation.device = QLatin1String(device);
        operation.baseVersion = 2;
        operation.wallTime = clock.now();
        operation.kind = kind;
        operation.payload = payload;
        return operation;
    };
    const auto field = [&](qsizetype at, const char *value) {
        return QJsonObject{
            {QStringLiteral("fields"), QJsonObject{{matter.fields.at(at).key, QString::fromUtf8(value)}}}};
    };
    Applicant called = file.current.applicant;
    called.phone = QStringLiteral("13900001234");
    const QList<Operation> theirs{
        made(OperationKind::FieldsSet, field(0, "石家庄市立新广告有限公司"), "130100-4"),
        made(OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(called)}}, "130100-4")};
    called.phone = QStringLiteral("13700005678");
    const QString material = matter.materials.constFirst().id;
    const QJsonObject page{{QStringLiteral("blob"), QString(64, QLatin1Char('a'))},
                           {QStringLiteral("mime"), QStringLiteral("image/jpeg")},
                           {QStringLiteral("name"), QString()},
                           {QStringLiteral("size"), 412'000}};
    QList<Operation> ours{
        made(OperationKind::FieldsSet, field(0, "石家庄立新广告有限公司"), "130100-3"),
        made(OperationKind::FieldsSet, field(1, "长安区中山东路 126 号"), "130100-3"),
        made(OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(called)}}, "130100-3"),
        made(OperationKind::MaterialAdded,
             {{QStringLiteral("material"), material},
              {QStringLiteral("source"), QStringLiteral("scanned")},
              {QStringLiteral("pages"), QJsonArray{page}}},
             "130100-3")};
    ours += file.history.mid(2);
    const QList<Operation> known = file.history.mid(0, 2);
    file.atCentre = foldAll(known + theirs).value();
    file.current = foldAll(ours, *file.atCentre).value();
    file.history = known + theirs + ours;
    file.waiting = static_cast<int>(ours.size());
    file.word = SyncWord::NeedsAttention;
    file.attention = {Fault::VersionConflict, QStringLiteral("scene"), {}};
}

void Scene::fillOutbox()
{
    const QDateTime kept = clock.now();
    for (int n = 0; n < 3; ++n)
        fillCases();
    SendingStanding sending;
    QStringList waiting;
    for (const OutboxLine &line : outbox->lines()) {
        if (line.word == WaitWord::Waiting)
            waiting.append(line.summary.id);
    }
    if (waiting.size() < 3)
        qFatal("too few cases wait");
    CaseFile aside = store.load(waiting.at(0)).result().value();
    aside.word = SyncWord::NeedsAttention;
    aside.attention = {Fault::OperationInvalid, QStringLiteral("scene"), {}};
    aside.atCentre = Case();
    store.put(aside);
    sending.resting.insert(waiting.at(1), NextTry{kept.addSecs(180), {Fault::CentreFault, {}, {}}});
    sending.underWay.insert(waiting.at(2));
    link.show(sending, {{QStringLiteral("1"), QStringLiteral("A019"), TicketEvent::Finish,
                         Reason{Fault::TicketTaken, QStringLiteral("scene"), {}}},
                        {QStringLiteral("2"), QStringLiteral("A021"), TicketEvent::Pass, std::nullopt}});
    settle();
}

void Scene::fillCases()
{
    const QDateTime kept = clock.now();
    for (const Sample &sample : samples) {
        clock.setWall(kept.addSecs(-60LL * sample.minutesAgo));
        const QString code = QLatin1String(sample.matter);
        const Matter *matter = rules.matter(code);
        if (matter == nullptr)
            matter = &rules.catalogue->matters.at(1);
        Applicant applicant;
        applicant.name = QString::fromUtf8(sample.name);
        applicant.idNumber = QLatin1String(sample.number);
        CommitRequest request;
        request.clerk = QStringLiteral("lixw");
        request.drafts = {{OperationKind::Opened,
                           {{QStringLiteral("matter"), matter->code},
                            {QStringLiteral("situation"), QJsonObject()},
                            {QStringLiteral("source"), QStringLiteral("window")}}},
                          {OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(applicant)}}},
                          {OperationKind::Received, {}},
                          {OperationKind::Accepted, {}}};
        auto saved = store.commit(request).result();
        if (!saved)
            qFatal("sample case: %s", qPrintable(describe(saved.error())));
        CaseFile file = *saved;
        file.word = sample.word;
        if (file.word == SyncWord::Acknowledged)
            file.waiting = 0;
        if (file.word == SyncWord::Sent)
            dispute(file, *matter);
        store.put(file);
    }
    clock.setWall(kept);
    settle();
}

} // namespace yichuang
