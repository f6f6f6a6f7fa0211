// SPDX-License-Identifier: Apache-2.0
// How the ledger follows its master key through a rotation.
#include "app/crypto/key_wrap.h"
#include "app/storage/ledger.h"

namespace yichuang
{

namespace
{

constexpr int rowsAtOnce = 25;
constexpr int filesAtOnce = 8;

} // namespace

/// Written before anything is sealed by the new key: from then on a program that does not know it must not write here.
Result<Done> Ledger::noteKey()
{
    return m_database.transaction([&]() -> Result<Done> {
        const QString note = QStringLiteral("generation %1").arg(m_keys.generation);
        if (auto noted = m_audit.append({QStringLiteral("rotation"), {}, {}, {}, note}, now()); !noted)
            return noted;
        return m_kept.setMark(KeptThings::fingerprintMark(), keyFingerprint(m_keys.master));
    });
}

Result<Done> Ledger::takeUp(const StoreKeys &keys)
{
    if (auto can = writable(); !can)
        return can;
    if (keys.master == m_keys.master)
        return Done{};
    if (keys.generation <= m_keys.generation || keys.older.value(m_keys.generation) != m_keys.master)
        return failure(Fault::KeyMismatch, QStringLiteral("store.rotate"));
    const StoreKeys before = m_keys;
    m_keys = keys;
    m_seals.takeUp(m_keys);
    m_resealing.reset();
    auto noted = noteKey();
    if (!noted) {
        m_keys = before;
        m_seals.takeUp(m_keys);
        m_audit.forget();
    }
    return noted;
}

Result<ResealStanding> Ledger::resealSome()
{
    ResealStanding standing;
    if (auto can = writable(); !can)
        return failure(can.error());
    if (m_keys.older.isEmpty()) {
        standing.over = true;
        return standing;
    }
    if (!m_resealing) {
        m_resealing.emplace(m_database, m_seals, m_place.folder + QStringLiteral("/pages"));
        const auto all = m_resealing->left();
        if (!all)
            return failure(all.error());
        m_resealed = {0, *all, 0, false};
    }
    const QSet<QString> changed = m_changed;
    auto done = write([&] {
        return m_resealing->rows(
            rowsAtOnce, [this](const QString &id) { return refold(id).map([](const HeldCase &) { return Done{}; }); });
    });
    m_changed = changed; // nothing that anybody sees is another
    if (done && *done == 0)
        done = m_resealing->pages(filesAtOnce);
    if (!done) {
        m_resealing.reset();
        return failure(done.error());
    }
    m_resealed.done += *done;
    m_resealed.broken = m_resealing->broken();
    if (*done > 0)
        return m_resealed;
    m_resealing.reset();
    m_keys.older.clear();
    m_seals.takeUp(m_keys);
    // The log still holds what the older keys sealed.
    m_database.checkpoint();
    m_resealed.over = true;
    return m_resealed;
}

} // namespace yichuang
