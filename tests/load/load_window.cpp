// SPDX-License-Identifier: Apache-2.0
#include "tests/load/load_window.h"

#include "app/base/when_done.h"
#include "app/crypto/certificates.h"
#include "app/sync/http_line.h"

#include <QJsonArray>

namespace yichuang::load
{
namespace
{

const QString hallOf = QStringLiteral("130102");
constexpr int signInAttempts = 5;

QJsonObject applicant(int number)
{
    return {{QStringLiteral("name"), QStringLiteral("试某%1").arg(number)},
            {QStringLiteral("phone"), QStringLiteral("1380000%1").arg(number % 10000, 4, 10, QLatin1Char('0'))},
            {QStringLiteral("address"), QStringLiteral("样例路%1号").arg(number % 300)}};
}

QJsonObject fields(int number)
{
    return {{QStringLiteral("purpose"), QStringLiteral("用途%1").arg(number)},
            {QStringLiteral("remark"), QStringLiteral("备注%1").arg(number)}};
}

/// 200 to 400 KB that no other page has.
QByteArray page()
{
    static const QByteArray picture = systemRandom()(400 * 1024);
    static qint64 serial = 0;
    QByteArray bytes = picture.left(200 * 1024 + (serial * 7919) % (200 * 1024));
    bytes.replace(0, 16, systemRandom()(16));
    ++serial;
    return bytes;
}

} // namespace

struct LoadWindow::Play {
    QString caseId;
    int left = 0; ///< operations that are still to be made
    int step = 0;
    qint64 version = 0;
};

LoadWindow::LoadWindow(const Terms &terms, int number, bool follows)
    : m_terms(terms),
      m_number(number),
      m_follows(follows),
      m_address{terms.server, terms.authority, {}, {}, {}},
      m_outbox(
          [this](const Operation &operation, const OperationVerdict &verdict) {
              if (verdict.kind == VerdictKind::Refused) {
                  ++m_terms.tally.refused[faultName(verdict.fault) + QLatin1Char(' ') + verdict.detail];
                  return;
              }
              m_terms.journal.note(operation, verdict);
              m_terms.tally.acknowledged.add(m_terms.clock.monotonicMs() - operation.monotonicMs);
          },
          [this](const Change &change) {
              if (change.operation.device != QLatin1String("centre")
                  && (!m_maker || change.operation.device != m_maker->device()))
                  m_terms.tally.seen.add(m_terms.clock.monotonicMs() - change.operation.monotonicMs);
          })
{
    m_centre = std::make_unique<HttpCentre>(std::make_unique<HttpLine>(m_address, CallLimits()), m_address,
                                            m_terms.clock, m_timers);
}

LoadWindow::~LoadWindow() = default;

void LoadWindow::begin(const QString &code, const QString &clerk)
{
    const auto request = makeDeviceRequest(QStringLiteral("window"));
    auto key = SigningKey::generate(Suite::International);
    if (!request || !key)
        return Q_EMIT failed(request ? key.error() : request.error());
    m_address.keyPem = request->keyPem;
    whenDone(m_centre->enrol(code, request->requestPem, key->publicKey().toDer()), this,
             [this, clerk, signing = *key](const Result<Enrolment> &enrolment) {
                 if (!enrolment)
                     return Q_EMIT failed(enrolment.error());
                 m_address.certificatePem = enrolment->certificate;
                 m_address.centreKeyDer = enrolment->centreKey;
                 m_centre->setAddress(m_address);
                 m_maker = std::make_unique<OperationMaker>(enrolment->device, signing, m_terms.clock);
                 signIn(clerk, 1);
             });
}

void LoadWindow::signIn(const QString &clerk, int attempt)
{
    whenDone(m_centre->signIn(clerk, m_terms.password), this, [this, clerk, attempt](const Result<Session> &session) {
        if (!session && attempt < signInAttempts) {
            m_timers.after(200 * attempt, [this, clerk, attempt] { signIn(clerk, attempt + 1); });
            return;
        }
        if (!session)
            return Q_EMIT failed(session.error());
        startSync();
        Q_EMIT ready();
    });
}

void LoadWindow::startSync()
{
    // A window that comes to work has the documents of before; what is measured is the work.
    SyncOptions options;
    options.documents.clear();
    if (m_follows) {
        m_engine = std::make_unique<SyncEngine>(*m_centre, m_outbox, m_terms.clock, systemRandom(), m_timers, options);
        connect(m_engine.get(), &SyncEngine::troubled, this, &LoadWindow::trouble);
        m_engine->start();
        return;
    }
    m_gate = std::make_unique<SessionGate>(*m_centre, m_timers, systemRandom(), options.watch);
    const SyncParts parts{*m_centre, m_outbox, m_terms.clock, systemRandom(), m_timers, options.retry, *m_gate};
    m_operations = std::make_unique<OperationLoop>(parts);
    m_blobs = std::make_unique<BlobLoop>(parts, [this] { return m_operations->isIdle(); });
    connect(m_operations.get(), &OperationLoop::idled, this, [this] { m_blobs->wake(); });
    connect(m_operations.get(), &OperationLoop::troubled, this, &LoadWindow::trouble);
    connect(m_blobs.get(), &BlobLoop::troubled, this, &LoadWindow::trouble);
    m_operations->start();
    m_blobs->start();
}

void LoadWindow::trouble(const Reason &reason)
{
    ++m_terms.tally.troubles[faultName(reason.fault)];
}

void LoadWindow::playCase(int operations)
{
    auto play = std::make_shared<Play>();
    play->caseId = m_maker->newCase();
    play->left = operations;
    ++m_saving;
    ++m_terms.tally.cases;
    next(play);
}

void LoadWindow::add(Play &play, OperationKind kind, const QJsonObject &payload)
{
    m_outbox.add(m_maker->make(play.caseId, kind, payload, play.version++));
    --play.left;
    ++m_terms.tally.operations;
}

void LoadWindow::addMaterial(Play &play, int number)
{
    QJsonArray pages;
    if (m_terms.pages) {
        const QByteArray bytes = page();
        const QString blob = sha256Hex(bytes);
        m_outbox.addPage(blob, bytes);
        ++m_terms.tally.pages;
        pages.append(QJsonObject{{QStringLiteral("blob"), blob},
                                 {QStringLiteral("mime"), QStringLiteral("image/jpeg")},
                                 {QStringLiteral("name"), QString()},
                                 {QStringLiteral("size"), bytes.size()}});
    }
    add(play, OperationKind::MaterialAdded,
        {{QStringLiteral("material"), QStringLiteral("material-%1").arg(number)},
         {QStringLiteral("source"), QStringLiteral("scanned")},
         {QStringLiteral("pages"), pages}});
}

/// One save of a case: what the clerk keys in, a page, at last the decision.
void LoadWindow::next(const std::shared_ptr<Play> &play)
{
    constexpr int decision = 2;
    if (play->step == 0) {
        add(*play, OperationKind::Opened,
            {{QStringLiteral("matter"), m_terms.matter}, {QStringLiteral("source"), QStringLiteral("window")}});
        add(*play, OperationKind::ApplicantSet, {{QStringLiteral("applicant"), applicant(m_number)}});
        add(*play, OperationKind::FieldsSet, {{QStringLiteral("fields"), fields(m_number)}});
    } else if (play->left <= decision) {
        const QString receipt = QStringLiteral("%1-%2-%3")
                                    .arg(m_maker->device(), m_terms.clock.now().toString(QStringLiteral("yyMMdd")))
                                    .arg(++m_receipts, 6, 10, QLatin1Char('0'));
        add(*play, OperationKind::Received,
            {{QStringLiteral("receipt"), receipt},
             {QStringLiteral("receivedAt"), m_terms.clock.now().toUTC().toString(Qt::ISODateWithMs)}});
        add(*play, OperationKind::Accepted, {});
    } else if (play->step <= 2) {
        addMaterial(*play, play->step);
    } else if (play->step % 2 == 1) {
        add(*play, OperationKind::FieldsSet, {{QStringLiteral("fields"), fields(m_number + play->step)}});
    } else {
        add(*play, OperationKind::Noted, {{QStringLiteral("text"), QStringLiteral("样例备注")}});
    }
    ++play->step;
    if (m_engine)
        m_engine->wake();
    else
        m_operations->wake();
    if (play->left > 0)
        m_timers.after(m_terms.thinkMs, [this, play] { next(play); });
    else
        --m_saving;
}

} // namespace yichuang::load
