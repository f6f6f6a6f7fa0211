// SPDX-License-Identifier: Apache-2.0
// Every JSON body that the centre reads, through the same router, rules and store as a window's: the input's first line
// names the call, the rest is the body.
#include "app/base/ids.h"
#include "app/crypto/signing.h"
#include "app/server/routes/router.h"

#include <QTemporaryDir>

using namespace yichuang;
using namespace yichuang::server;

namespace
{

const QString hall = QStringLiteral("130102");
const QString device = QStringLiteral("130102-03-1");
const QString fingerprint = QStringLiteral("f1");

/// A centre without sockets and threads, with one window and a session of each role on it.
class Centre
{
public:
    Centre()
    {
        Foundation foundation;
        foundation.folder = m_folder.filePath(QStringLiteral("centre"));
        foundation.hall = hall;
        foundation.hallName = QStringLiteral("Sample hall");
        foundation.catalogueFile = QStringLiteral(YICHUANG_SOURCE_DIR "/resources/catalogue/shijiazhuang.json");
        foundation.calendarFile = QStringLiteral(YICHUANG_SOURCE_DIR "/resources/calendar/china-working-days.json");
        if (const auto made = found(foundation, m_clock); !made)
            qFatal("%s", qPrintable(describe(made.error())));
        Configuration configuration = *loadConfiguration(foundation.folder);
        configuration.signInsPerMinute = configuration.enrolmentsPerMinute = 1'000'000'000;
        WorkingDays calendar = *WorkingDays::fromJson(configuration.calendar);
        m_state = std::make_unique<ServerState>(std::move(configuration), std::move(calendar), m_clock, systemRandom(),
                                                StoreThreads::Callers);
        if (!readRules(m_state->rules, m_state->configuration) || !m_state->open())
            qFatal("the centre does not begin");
        m_router = std::make_unique<Router>(*m_state);
        settle();
    }

    /// `call` as "POST /v1/tickets"; an act is asked by a role that may.
    void ask(const QByteArray &call, const QByteArray &body)
    {
        Request request;
        request.method = call.left(call.indexOf(' ')).left(16);
        request.path = QString::fromUtf8(call.mid(call.indexOf(' ') + 1).left(300));
        request.body = body;
        request.peer = {QStringLiteral("10.0.0.1"), device, fingerprint};
        request.headers.insert("yichuang-request", newId(m_clock, systemRandom()).toLatin1());
        const bool isApprovers =
            request.path.endsWith(QLatin1String("/operations")) && request.path.startsWith(QLatin1String("/v1/cases/"));
        request.headers.insert("authorization", "Bearer " + (isApprovers ? m_approver : m_clerk).toLatin1());
        bool answered = false;
        m_router->serve(std::move(request), [&answered, this](Response response) {
            answered = true;
            m_router->finish(response);
            if (response.status >= 500 && response.status != 503 && response.status != 507)
                qFatal("status %d: %s", response.status, response.body.constData());
        });
        // Passwords are left in their queue: they take a fifth of a second each, and their body has been read.
        while (m_state->readers.work() + m_state->pages.work() + m_state->writer.work() > 0) {
        }
        if (!answered && !call.contains("/v1/sessions"))
            qFatal("no answer to %s", call.constData());
    }

private:
    void settle()
    {
        const auto sql = *Sql::open(m_state->configuration.database);
        sql->begin(hall);
        const SigningKey key = *SigningKey::generate(Suite::International);
        addDevice(*sql, {device, hall, 3, QStringLiteral("3"), 1, key.publicKey(), false}, fingerprint, m_clock.now());
        for (const Role role : {Role::Clerk, Role::Approver}) {
            (void)addClerk(*sql, hall, {roleName(role), QStringLiteral("Clerk"), role, QStringLiteral("none")});
            const Tokens tokens = openSession(*sql, hall, roleName(role), device, m_clock.now(), systemRandom());
            (role == Role::Clerk ? m_clerk : m_approver) = tokens.access;
        }
        if (!sql->commit())
            qFatal("the window is not kept");
    }

    /// Sessions must not run out while millions of inputs are tried.
    class StandingClock final : public Clock
    {
    public:
        [[nodiscard]] QDateTime now() const override { return QDateTime({2026, 11, 23}, {1, 0}, Qt::UTC); }
        [[nodiscard]] qint64 monotonicMs() const override { return 0; }
    };
    QTemporaryDir m_folder;
    StandingClock m_clock;
    std::unique_ptr<ServerState> m_state;
    std::unique_ptr<Router> m_router;
    QString m_clerk;
    QString m_approver;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    static Centre centre;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype end = bytes.indexOf('\n');
    if (end < 0)
        return 0;
    const QByteArray body = bytes.mid(end + 1);
    centre.ask(bytes.left(end), body);
    // The same body at another call too.
    const auto &routes = routeTable();
    const Route &other = routes.at(body.size() % routes.size());
    if (qstrcmp(other.method, "POST") == 0)
        centre.ask(QByteArray("POST ") + QByteArray(other.pattern).replace('{', "").replace('}', ""), body);
    return 0;
}
