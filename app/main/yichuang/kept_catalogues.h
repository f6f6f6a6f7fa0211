// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/outbox.h"

#include <QObject>

#include <functional>

namespace yichuang
{

/// The catalogues by which this window has worked, kept each under its own name, so that a case stays with the one it
/// was taken under and a bad one that the centre publishes never is the only one here. One thread, with an event loop.
class KeptCatalogues : public QObject
{
    Q_OBJECT

public:
    /// So many are kept; of a case that is older than all of them the newest that has its matter stands in.
    static constexpr qsizetype most = 6;

    explicit KeptCatalogues(Outbox &documents, QObject *parent = nullptr) : QObject(parent), m_documents(documents) {}

    /// Calls `act` later with their bytes, newest first; those that cannot be read are left out.
    void load(const std::function<void(const QList<QByteArray> &)> &act);
    /// Keeps a good one as the newest; `hash` is the hex SHA-256 of its bytes. Nothing is done where it is kept
    /// already.
    void keep(const QByteArray &bytes, const QString &hash);

private:
    void loadNext(qsizetype next, const QList<QByteArray> &loaded,
                  const std::function<void(const QList<QByteArray> &)> &act);

    Outbox &m_documents;
    QStringList m_hashes; ///< newest first
};

} // namespace yichuang
