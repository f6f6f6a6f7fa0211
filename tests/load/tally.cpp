// SPDX-License-Identifier: Apache-2.0
#include "tests/load/tally.h"

#include <algorithm>

#include <unistd.h>

namespace yichuang::load
{

QJsonObject Times::toJson() const
{
    std::vector<int> sorted = m_all;
    std::sort(sorted.begin(), sorted.end());
    const auto at = [&](double part) {
        return sorted.empty() ? 0 : sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
    };
    return {{QStringLiteral("count"), static_cast<qint64>(sorted.size())},
            {QStringLiteral("p50Ms"), at(0.50)},
            {QStringLiteral("p95Ms"), at(0.95)},
            {QStringLiteral("p99Ms"), at(0.99)},
            {QStringLiteral("maxMs"), at(1.0)}};
}

bool Journal::open(const QString &file, bool durable)
{
    m_file.setFileName(file);
    m_durable = durable;
    return m_file.open(QIODevice::WriteOnly | QIODevice::Append);
}

void Journal::note(const Operation &operation, const OperationVerdict &verdict)
{
    const QByteArray line =
        operation.id.toLatin1() + ' ' + operation.caseId.toLatin1() + ' ' + QByteArray::number(verdict.sequence) + '\n';
    m_whole = m_whole && m_file.write(line) == line.size();
}

bool Journal::flush()
{
    m_whole = m_whole && m_file.flush() && (!m_durable || ::fdatasync(m_file.handle()) == 0);
    return m_whole;
}

QHash<QString, QString> Journal::read(const QString &file)
{
    QHash<QString, QString> acknowledged;
    QFile journal(file);
    if (!journal.open(QIODevice::ReadOnly))
        return acknowledged;
    while (!journal.atEnd()) {
        const QList<QByteArray> words = journal.readLine().trimmed().split(' ');
        if (words.size() == 3)
            acknowledged.insert(QString::fromLatin1(words[0]), QString::fromLatin1(words[1]));
    }
    return acknowledged;
}

} // namespace yichuang::load
