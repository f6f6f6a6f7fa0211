// SPDX-License-Identifier: Apache-2.0
// The programs that give a window a new master key, killed on their way.
#include "tests/faults/kill_client/survival.h"
#include "tests/ui/tour/shortfall.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

namespace yichuang::tour
{
namespace
{

/// Deriving a key of the password alone takes 0.2 s; sealing a few cases, a backup and the end some ten milliseconds.
constexpr int longestRenewalMicros = 600'000;
constexpr int longestSealingMicros = 40'000;

} // namespace

/// The window's key file, of which the generation and what is kept of keys before stand open.
QJsonObject Survival::keys() const
{
    QFile file(m_stage.path(QStringLiteral("window/keys/keys.json")));
    demand(file.open(QIODevice::ReadOnly), QStringLiteral("the window has no key file"));
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    demand(json.contains(QStringLiteral("generation")), QStringLiteral("the key file cannot be read"));
    return json;
}

/// What the kill has left.
void Survival::noteRenewal(int &generation)
{
    const QJsonObject json = keys();
    const int now = json.value(QStringLiteral("generation")).toInt();
    m_within += json.value(QStringLiteral("older")).toArray().isEmpty() ? 0 : 1;
    m_renewals += now - generation;
    generation = now;
}

void Survival::renewUntilKilled()
{
    const QString password = m_stage.path(QStringLiteral("password"));
    QFile file(password);
    demand(file.open(QIODevice::WriteOnly) && file.write(Hall::clerk().password.toUtf8() + '\n') > 0,
           QStringLiteral("cannot write the password"));
    file.close();
    Running renewal(m_stage.cast().admin,
                    {QStringLiteral("rotate-keys"), QStringLiteral("--data"), m_stage.path(QStringLiteral("window")),
                     QStringLiteral("--clerk"), Hall::clerk().name, QStringLiteral("--password-file"), password},
                    QProcessEnvironment::systemEnvironment(), m_stage.path(QStringLiteral("admin.err")));
    // Three in four when the new key is made and nothing is sealed by it.
    if (m_dice.bounded(4U) == 0) {
        pass(m_dice.bounded(longestRenewalMicros));
    } else {
        demand(renewal.line().contains("new key"), QStringLiteral("no new key is made"));
        pass(m_dice.bounded(longestSealingMicros));
    }
    renewal.kill();
    ++m_kills;
}

void Survival::killInRenewals(int kills)
{
    m_stage.hall().stop();
    job::awaitOffline(m_stage);
    prepareWholeJob(false);
    int generation = keys().value(QStringLiteral("generation")).toInt();
    while (m_kills < kills) {
        kill();
        renewUntilKilled();
        noteRenewal(generation);
        if (m_dice.bounded(2) == 0) {
            killWhileOpening();
            noteRenewal(generation);
        }
        openAndLook();
        std::printf("killed in renewals, now generation %d: all is there\n", generation);
        std::fflush(stdout);
    }
    const Accepted accepted = job::accept(m_stage);
    m_known.receipt = accepted.receipt;
    m_stage.hall().start();
    job::signInAgain(m_stage);
    m_known.caseNumber = job::awaitAtCentre(m_stage, 120'000);
    job::compareWithCentre(m_stage, accepted);
    demand(m_renewals > 0, QStringLiteral("no key was ever made"));
}

} // namespace yichuang::tour
