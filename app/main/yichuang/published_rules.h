// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/search/matter_search.h"
#include "app/ports/outbox.h"
#include "app/workflows/rulebook.h"

#include <QObject>

namespace yichuang
{

/// Keeps the rulebook that the window works by: what the centre published last and the store kept, else what was
/// installed. Reading, checking and indexing happen off the main thread.
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
    /// True where the name is meant by what was typed: a part of it, its pinyin or its initials.
    [[nodiscard]] bool means(const QString &name, const QString &typed) const;

Q_SIGNALS:
    void changed();
    void failed(const yichuang::Reason &reason);

private:
    struct Reading;
    void read(const QByteArray &catalogue, const QByteArray &calendar);
    void take(const std::shared_ptr<Reading> &reading);

    Outbox &m_documents;
    QString m_resources;
    Rulebook m_rulebook;
    std::shared_ptr<MatterSearch> m_search;
    std::shared_ptr<PinyinReadings> m_readings;
};

} // namespace yichuang
