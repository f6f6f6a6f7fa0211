// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/workplace.h"

#include "app/base/log.h"
#include "app/base/when_done.h"
#include "app/devices/driver_places.h"
#include "app/main/yichuang/enrolment.h"
#include "app/main/yichuang/name_initials.h"
#include "ui/pages/settings/ui_settings.h"
#include "ui/widgets/mend_words.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QThreadPool>

namespace yichuang
{
namespace
{

constexpr int mostHits = 12;
const Setting<int> idleSetting{"lock.idleMinutes", 10};   ///< 0 never locks by itself; at most 240
const Setting<int> backupSetting{"store.backupHours", 4}; ///< 0 for no backups; at most 168

/// The hall's own codes, beside the administrator's policy; most halls have none.
QString hallCodesFile()
{
    const QFileInfo policy(qEnvironmentVariable("YICHUANG_POLICY", QStringLiteral("/etc/yichuang/policy.json")));
    return policy.dir().filePath(QStringLiteral("codes.json"));
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Issuer issuerOf(const Enrolment &identity, const CentreAddress &address)
{
    return {identity.hallName, identity.hall, identity.windowName, {}, address.url.toString(QUrl::RemovePath)};
}

} // namespace

Workplace::Workplace(Settings &settings, const Places &places)
    : m_settings(settings),
      m_places(places),
      m_files(settings),
      m_routes(CodeRoutes::fromJson(QByteArrayLiteral("{\"routes\":[]}")).value()),
      m_devices(settings, places),
      m_trials(launchFrom(settings, places))
{
    // A trial needs the port that the counter's own device holds; after it a clerk who is signed in works on.
    const auto whenSignedIn = [this](const auto &act) {
        if (m_signIn && std::holds_alternative<SignedIn>(m_signIn->state()))
            act();
    };
    m_trials.setNeighbours(
        [this](const QString &kind) {
            if (kind == QLatin1String("idReader"))
                m_devices.reader->stop();
            else if (kind == QLatin1String("codeSource"))
                m_devices.codes->stop();
        },
        [this, whenSignedIn](const QString &kind) {
            if (kind == QLatin1String("idReader"))
                whenSignedIn([this] { m_devices.reader->start(); });
            else if (kind == QLatin1String("codeSource"))
                whenSignedIn([this] { m_devices.codes->start(); });
        });
}

Workplace::~Workplace()
{
    end();
}

Result<std::unique_ptr<Workplace>> Workplace::build(Settings &settings, const Places &places)
{
    std::unique_ptr<Workplace> workplace(new Workplace(settings, places));
    if (auto assembled = workplace->assemble(); !assembled)
        return failure(assembled.error());
    return workplace;
}

Result<Done> Workplace::assemble()
{
    if (auto made = m_files.make(); !made)
        return made;
    m_keys = std::make_unique<WindowVault>(m_files.keys, m_clock, Suite::International);
    const auto identity = m_keys->identity();
    if (!identity)
        return failure(identity.error());
    const auto address = centreAddress(m_settings, *m_keys);
    if (!address)
        return failure(address.error());
    auto routes = CodeRoutes::fromJson(contentOf(m_places.resources + QStringLiteral("/codes/routes.json")),
                                       contentOf(hallCodesFile()));
    if (!routes)
        return failure(routes.error());
    m_routes = *std::move(routes);
    m_centre = std::make_unique<HttpCentre>(*address, m_clock);
    m_keyring = std::make_unique<KeychainLink>(*m_keys, systemKeychain(QStringLiteral("yichuang")),
                                               [this] { return m_settings.get(ui_setting::keychain); });
    m_vault = std::make_unique<StoreVault>(*m_keys, *m_keyring, m_door, m_files.store,
                                           StoreSurroundings{&m_clock, systemRandom(),
                                                             [this] { return m_centre->serverOffsetMs(); },
                                                             initialsFrom(m_places.resources)},
                                           this);
    m_sync = std::make_unique<SyncEngine>(*m_centre, m_door, m_clock, systemRandom(), m_timers);
    m_audit = std::make_unique<AuditLoop>(m_door, *m_centre, m_clock);
    m_rules = std::make_unique<PublishedRules>(m_door, m_places.resources, issuerOf(*identity, *address), this);
    m_press = std::make_unique<Press>([this](const QString &path) { return m_devices.documents->import(path); });
    m_carrier = std::make_unique<BundleCarrier>(CarriedStores{m_door, m_door, m_door},
                                                BundleMaker{identity->hall, identity->device}, m_clock);
    assembleFlows();
    connectFlows();
    // Tells how the link stands before anybody signs in; the answer itself does not matter.
    (void)m_centre->queue();
    return Done{};
}

void Workplace::assembleFlows()
{
    const Rulebook &rules = m_rules->rulebook();
    m_signIn = std::make_unique<SignInFlow>(*m_centre, *m_vault);
    m_idle = std::make_unique<IdleLock>(*m_signIn, m_clock, std::clamp(m_settings.get(idleSetting), 0, 240));
    QCoreApplication::instance()->installEventFilter(m_idle.get());
    m_visit = std::make_unique<VisitFlow>(
        VisitPorts{m_door, *m_centre, *m_sync, *m_devices.reader, *m_devices.scanner, *m_press, m_clock}, rules);
    m_visit->heed(*m_signIn);
    m_citizen = std::make_unique<CitizenFlow>(*m_visit, m_door, *m_signIn, m_clock);
    m_cases = std::make_unique<CasesFlow>(m_door, rules);
    m_outbox = std::make_unique<OutboxFlow>(m_door, *m_sync, *m_carrier, rules);
    m_print = std::make_unique<PrintFlow>(m_door, *m_devices.slips, *m_press, rules, m_clock, m_files.papers);
    const auto findMatters = [this](const QString &text) {
        QList<FoundMatter> found;
        const MatterSearch *search = m_rules->search();
        if (search == nullptr)
            return found;
        for (const MatterHit &hit : search->find(text, mostHits)) {
            const MatterEntry &entry = search->entries().at(hit.index);
            found.append({entry.code, entry.name, m_rules->noteOf(entry)});
        }
        return found;
    };
    m_desk = std::make_unique<Desk>(
        Desk{m_settings,
             m_clock,
             *m_sync,
             *m_signIn,
             *m_visit,
             *m_citizen,
             *m_cases,
             *m_outbox,
             *m_print,
             *m_devices.reader,
             *m_devices.codes,
             *m_devices.scanner,
             *m_devices.slips,
             m_vault->renewal(),
             m_trials,
             findMatters,
             [this](const QString &text) { return m_routes.routeCode(text); },
             [this](const QString &name, const QString &typed) { return m_rules->means(name, typed); },
             QStringLiteral("Yichuang " YICHUANG_VERSION),
             {}});
}

void Workplace::connectFlows()
{
    connect(m_signIn.get(), &SignInFlow::admitted, this, [this](const Session &session) { begin(session); });
    connect(m_signIn.get(), &SignInFlow::left, this, &Workplace::end);
    connect(m_signIn.get(), &SignInFlow::changed, this, [this] {
        // A clerk who signed in off line and now proves himself to the centre: what waits may go.
        const auto *in = std::get_if<SignedIn>(&m_signIn->state());
        if (in != nullptr && !in->offline && m_door.isOpen())
            m_sync->sessionRestored();
    });
    connect(m_visit.get(), &VisitFlow::printWanted, m_print.get(), &PrintFlow::retry);
    connect(&m_door, &CaseStore::caseChanged, m_sync.get(), &SyncEngine::wake);
    connect(&m_door, &CaseStore::caseChanged, this, &Workplace::learnUses);
    connect(m_sync.get(), &CentreLink::documentChanged, this, [this](const QString &name) {
        if (name == QStringLiteral("keys"))
            layOutKeys();
        else
            m_rules->reload();
    });
    connect(m_rules.get(), &PublishedRules::changed, m_visit.get(), &VisitFlow::rulesChanged);
    connect(m_rules.get(), &PublishedRules::changed, m_print.get(), &PrintFlow::retry);
    for (CaseListFlow *list : {static_cast<CaseListFlow *>(m_cases.get()), static_cast<CaseListFlow *>(m_outbox.get())})
        connect(m_rules.get(), &PublishedRules::changed, list, &CaseListFlow::rulesChanged);
    connect(m_rules.get(), &PublishedRules::changed, this, &Workplace::rulesChanged);
    connect(m_rules.get(), &PublishedRules::failed, this, &Workplace::told);
    connect(m_vault.get(), &StoreVault::recoveryCodeMade, this, &Workplace::recoveryCodeMade);
    connect(m_vault.get(), &StoreVault::keyringTroubled, this, [this](const Reason &reason) {
        qCInfo(logSecrets) << describe(reason);
        Q_EMIT told(reason);
    });
    const auto log = [](const Reason &reason) { qCInfo(logSync) << describe(reason); };
    connect(m_sync.get(), &SyncEngine::troubled, this, log);
    connect(m_sync.get(), &SyncEngine::contacted, m_audit.get(), &AuditLoop::contacted);
    connect(m_audit.get(), &AuditLoop::troubled, this, log);
    connect(m_vault.get(), &StoreVault::rotationTroubled, this, &Workplace::told);
    connect(m_vault.get(), &StoreVault::foundDamaged, this, &Workplace::told);
    connect(m_vault.get(), &StoreVault::mended, this, &Workplace::layOutReport);
    m_vault->setBackupHours(std::clamp(m_settings.get(backupSetting), 0, 168));
}

void Workplace::learnUses()
{
    whenDone(m_door.matterUses(), this, [this](const Result<QHash<QString, qint64>> &uses) {
        if (uses)
            m_rules->setUses(*uses);
    });
}

void Workplace::layOutReport(const MendReport &report)
{
    const QString file = report.setAside + QStringLiteral("/report.txt");
    QThreadPool::globalInstance()->start([file, bytes = mendText(report).toUtf8()] {
        QSaveFile written(file);
        if (!written.open(QIODevice::WriteOnly) || written.write(bytes) != bytes.size() || !written.commit())
            qCWarning(logStore) << "the report on the mended store could not be written:" << written.errorString();
    });
    Q_EMIT storeMended(file);
}

void Workplace::layOutKeys()
{
    whenDone(m_door.document(QStringLiteral("keys")), this, [this](const Result<QPair<QByteArray, QString>> &keys) {
        if (!keys || keys->first.isEmpty())
            return;
        QThreadPool::globalInstance()->start([path = m_files.data + QStringLiteral("/keys.json"), bytes = keys->first] {
            QSaveFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
                qCWarning(logSync) << "the hall's public keys could not be laid out:" << file.errorString();
        });
    });
}

void Workplace::begin(const Session &session)
{
    m_rules->reload();
    learnUses();
    m_visit->begin(session.clerk);
    m_citizen->begin(session.clerk);
    m_cases->begin(session.clerk);
    m_outbox->begin(session.clerk);
    m_print->begin(session.clerkName);
    m_devices.reader->start();
    m_devices.codes->start();
    m_sync->start();
    m_vault->tendKeyring();
    renewCertificate();
}

void Workplace::renewCertificate()
{
    whenDone(renewWhereDue(*m_centre, *m_keys, m_clock, this), this, [this](const Result<bool> &renewed) {
        if (!renewed)
            qCInfo(logSync) << describe(renewed.error());
        else if (const auto address = centreAddress(m_settings, *m_keys); *renewed && address)
            m_centre->setAddress(*address);
    });
}

void Workplace::end()
{
    if (!m_sync)
        return;
    m_sync->stop();
    m_audit->stop();
    m_trials.end();
    m_devices.reader->stop();
    m_devices.codes->stop();
    m_print->end();
    m_outbox->end();
    m_cases->end();
    m_citizen->end();
    m_visit->end();
}

} // namespace yichuang
