// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/search/matter_search.h"
#include "app/main/yichuang/kept_catalogues.h"
#include "app/ports/outbox.h"
#include "app/workflows/rulebook.h"

#include <QObject>

namespace yichuang
{

/// Keeps the rulebook that the window works by: what the centre published last and the store kept, else what was
/// installed. A catalogue that breaks its rules or is older than the last good one is refused with failed(), and the
/// window goes on with that one; the catalogues of running cases are kept. Reading, checking and indexing happen off
/// the main thread.
class PublishedRules : public QObject
{
    Q_OBJECT

public:
    PublishedRules(Outbox &documents, QString resources, const Issuer &issuer, QObject *parent = nullptr);

    /// Lives as long as this object; its content is replaced as a whole.
    [[nodiscard]] const Rulebook &rulebook() const { return m_rulebook; }
    /// Reads the kept documents; call it after the store is open and whenever the centre published something.
    void reload();
    [[nodiscard]] const MatterSearch *search() const { return m_search.get(); }
    /// How often each matter was taken at this window, by code: what is taken often is found first.
    void setUses(const QHash<QString, qint64> &uses);
    /// What a clerk reads beside a matter that was found: its department; of a one thing the matters it holds too.
    [[nodiscard]] QString noteOf(const MatterEntry &entry) const;
    /// True where the name is meant by what was typed: a part of it, its pinyin or its initials.
    [[nodiscard]] bool means(const QString &name, const QString &typed) const;

Q_SIGNALS:
    void changed();
    void failed(const yichuang::Reason &reason);

private:
    struct Reading;
    struct Documents {
        QByteArray catalogue;
        QByteArray calendar;
        QByteArray policy;
        QList<QByteArray> kept; ///< catalogues by which this window worked before, newest first
    };
    void read(const Documents &documents);
    void take(const std::shared_ptr<Reading> &reading);

    Outbox &m_documents;
    KeptCatalogues m_kept;
    QString m_resources;
    Rulebook m_rulebook;
    std::shared_ptr<MatterSearch> m_search;
    std::shared_ptr<PinyinReadings> m_readings;
    QHash<QString, qint64> m_uses;
};

} // namespace yichuang
