// SPDX-License-Identifier: Apache-2.0
#include "app/domain/catalogue/versions.h"

namespace yichuang
{
namespace
{

Reason older(const QString &version, const QString &than)
{
    return {Fault::CatalogueInvalid, QStringLiteral("catalogue.version"),
            QStringLiteral("version %1 does not follow %2").arg(version.left(40), than.left(40))};
}

} // namespace

const Matter *matterAsTaken(const QList<const Catalogue *> &catalogues, const QString &code, const QString &hash)
{
    const Matter *newest = nullptr;
    for (const Catalogue *catalogue : catalogues) {
        const Matter *matter = catalogue != nullptr ? catalogue->find(code) : nullptr;
        if (matter != nullptr && QString::fromLatin1(catalogue->hash) == hash)
            return matter;
        if (newest == nullptr)
            newest = matter;
    }
    return newest;
}

CatalogueChoice chooseCatalogue(const QByteArray &published, const QList<QByteArray> &kept)
{
    CatalogueChoice choice;
    for (const QByteArray &bytes : kept) {
        if (auto good = catalogueFromJson(bytes))
            choice.earlier.append(std::make_shared<const Catalogue>(*std::move(good)));
    }
    if (!published.isEmpty()) {
        auto read = catalogueFromJson(published);
        if (!read)
            choice.refused = read.error();
        else if (!choice.earlier.isEmpty() && isOlder(read->version, choice.earlier.constFirst()->version))
            choice.refused = older(read->version, choice.earlier.constFirst()->version);
        else
            choice.current = std::make_shared<const Catalogue>(*std::move(read));
    }
    if (!choice.current && !choice.earlier.isEmpty())
        choice.current = choice.earlier.constFirst();
    if (choice.current)
        choice.earlier.removeIf([&](const auto &one) { return one->hash == choice.current->hash; });
    return choice;
}

Result<Done> mayFollow(const Catalogue &now, const Catalogue &next)
{
    if (!isOlder(now.version, next.version))
        return failure(older(next.version, now.version));
    return Done{};
}

} // namespace yichuang
