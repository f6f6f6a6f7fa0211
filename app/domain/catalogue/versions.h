// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/matter.h"

#include <memory>

namespace yichuang
{

/// The matter under which a case was taken: of the catalogue whose hash the case holds; where that one is not among
/// them, of the newest that has the code. So a matter that was changed or withdrawn meanwhile keeps its running cases.
/// `catalogues`: the newest first. nullptr where none has the code.
[[nodiscard]] const Matter *matterAsTaken(const QList<const Catalogue *> &catalogues, const QString &code,
                                          const QString &hash);

/// What a window works by once the centre published something.
struct CatalogueChoice {
    std::shared_ptr<const Catalogue> current;        ///< null where nothing could be read
    QList<std::shared_ptr<const Catalogue>> earlier; ///< newest first, without the current
    std::optional<Reason> refused;                   ///< why the published one was not taken
};

/// Takes the published catalogue unless it cannot be read or is older than the newest one kept: then the window goes on
/// with what it had, and CatalogueInvalid says why. `kept`: bytes of catalogues that were good, newest first; any that
/// no longer read are let be. Signatures were checked before. No published bytes: the newest kept, and no refusal.
[[nodiscard]] CatalogueChoice chooseCatalogue(const QByteArray &published, const QList<QByteArray> &kept);

/// Whether `next` may be published after `now`: its version must rise. CatalogueInvalid tells both versions.
[[nodiscard]] Result<Done> mayFollow(const Catalogue &now, const Catalogue &next);

} // namespace yichuang
