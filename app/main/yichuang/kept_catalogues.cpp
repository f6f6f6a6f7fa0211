// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/kept_catalogues.h"

#include "app/base/log.h"
#include "app/base/when_done.h"

namespace yichuang
{
namespace
{

using Document = Result<QPair<QByteArray, QString>>;

const QString listName = QStringLiteral("catalogue.versions");

QString nameOf(const QString &hash)
{
    return QStringLiteral("catalogue.") + hash.left(16);
}

} // namespace

void KeptCatalogues::load(const std::function<void(const QList<QByteArray> &)> &act)
{
    whenDone(m_documents.document(listName), this, [this, act](const Document &list) {
        m_hashes = list ? QString::fromLatin1(list->first).split(QLatin1Char('\n'), Qt::SkipEmptyParts) : QStringList();
        loadNext(0, {}, act);
    });
}

void KeptCatalogues::loadNext(qsizetype next, const QList<QByteArray> &loaded,
                              const std::function<void(const QList<QByteArray> &)> &act)
{
    if (next >= std::min(m_hashes.size(), most))
        return act(loaded);
    whenDone(m_documents.document(nameOf(m_hashes.at(next))), this, [this, next, loaded, act](const Document &one) {
        QList<QByteArray> all = loaded;
        if (one && !one->first.isEmpty())
            all.append(one->first);
        loadNext(next + 1, all, act);
    });
}

void KeptCatalogues::keep(const QByteArray &bytes, const QString &hash)
{
    if (m_hashes.contains(hash))
        return;
    m_hashes.prepend(hash);
    const QStringList dropped = m_hashes.mid(most);
    m_hashes = m_hashes.mid(0, most);
    // The bytes first: a list that names what is not there yet would be of no use after a crash.
    whenDone(m_documents.keepDocument(nameOf(hash), bytes, hash), this, [this, dropped](const Result<Done> &kept) {
        if (!kept) {
            qCWarning(logStore) << "catalogue not kept:" << describe(kept.error());
            return;
        }
        whenDone(m_documents.keepDocument(listName, m_hashes.join(QLatin1Char('\n')).toLatin1(), {}), this,
                 [this, dropped](const Result<Done> &listed) {
                     for (const QString &old : listed ? dropped : QStringList())
                         (void)m_documents.keepDocument(nameOf(old), {}, {});
                 });
    });
}

} // namespace yichuang
