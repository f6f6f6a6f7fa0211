// SPDX-License-Identifier: Apache-2.0
#include "app/domain/catalogue/catalogue_file.h"

#include "app/base/json.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace yichuang
{
namespace
{

constexpr qsizetype mostParts = 200;
constexpr JsonLimits limits{64 * 1024 * 1024, 64};

tl::unexpected<Reason> faulty(const QString &file, const QString &rule)
{
    return failure(Fault::CatalogueInvalid, QStringLiteral("catalogue.file"), file + QStringLiteral(": ") + rule);
}

} // namespace

Result<QList<CatalogueText>> catalogueTexts(const QString &path, const ReadFile &read)
{
    static const QRegularExpression nameForm(QStringLiteral("^([a-z0-9_-]+/)*[a-z0-9_-]+\\.json$"));
    auto first = read(path);
    if (!first)
        return failure(first.error());
    QList<CatalogueText> texts{{path, *std::move(first)}};
    const auto json = parseJsonObject(texts.constFirst().bytes, limits);
    if (!json)
        return texts; // who reads the texts says what is wrong with them
    const QJsonArray parts = json->value(QStringLiteral("parts")).toArray();
    if (parts.size() > mostParts)
        return faulty(path, QStringLiteral("more than 200 parts"));
    const QString folder = path.left(path.lastIndexOf(QLatin1Char('/')) + 1);
    for (const QJsonValue &part : parts) {
        if (!nameForm.match(part.toString()).hasMatch())
            return faulty(path, QStringLiteral("not the name of a part: ") + part.toString().left(100));
        auto bytes = read(folder + part.toString());
        if (!bytes)
            return failure(bytes.error());
        texts.append({folder + part.toString(), *std::move(bytes)});
    }
    return texts;
}

Result<QByteArray> joinedCatalogue(const QList<CatalogueText> &texts)
{
    if (texts.isEmpty())
        return failure(Fault::BadArgument, QStringLiteral("catalogue.file"));
    auto whole = parseJsonObject(texts.constFirst().bytes, limits);
    if (!whole)
        return faulty(texts.constFirst().name, whole.error().detail);
    if (texts.size() == 1)
        return texts.constFirst().bytes;
    QJsonArray matters = whole->value(QStringLiteral("matters")).toArray();
    for (const CatalogueText &text : texts.mid(1)) {
        const auto part = parseJsonObject(text.bytes, limits);
        if (!part)
            return faulty(text.name, part.error().detail);
        for (const QJsonValue &matter : part->value(QStringLiteral("matters")).toArray())
            matters.append(matter);
    }
    whole->remove(QStringLiteral("parts"));
    whole->remove(QStringLiteral("$schema"));
    whole->insert(QStringLiteral("matters"), matters);
    return canonicalJson(*whole);
}

Result<QByteArray> wholeCatalogue(const QString &path, const ReadFile &read)
{
    const auto texts = catalogueTexts(path, read);
    if (!texts)
        return failure(texts.error());
    return joinedCatalogue(*texts);
}

} // namespace yichuang
