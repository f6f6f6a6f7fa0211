// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/operation.h"

#include <QFile>
#include <QMap>
#include <QSet>

#include <vector>

namespace yichuang::load
{

/// How long things took, ms.
class Times
{
public:
    void add(qint64 ms) { m_all.push_back(static_cast<int>(ms)); }
    [[nodiscard]] std::size_t count() const { return m_all.size(); }
    /// {count, p50, p95, p99, max}
    [[nodiscard]] QJsonObject toJson() const;

private:
    std::vector<int> m_all;
};

/// What was seen in a run.
struct Tally {
    Times acknowledged; ///< from the save at the window to the centre's verdict there
    Times seen;         ///< from the save at one window to another window's store
    qint64 cases = 0;
    qint64 operations = 0; ///< made
    qint64 pages = 0;
    QMap<QString, int> refused;  ///< by fault
    QMap<QString, int> troubles; ///< retried by the windows, by fault
};

/// Every operation that the centre acknowledged, a line each: "operation case sequence". What is held against the
/// centre afterwards is read from here.
class Journal
{
public:
    /// Adds to a file; `durable` syncs the disk with each flush().
    [[nodiscard]] bool open(const QString &file, bool durable);
    void note(const Operation &operation, const OperationVerdict &verdict);
    [[nodiscard]] bool flush();
    /// What a file has, by operation: its case.
    [[nodiscard]] static QHash<QString, QString> read(const QString &file);

private:
    QFile m_file;
    bool m_durable = false;
    bool m_whole = true;
};

} // namespace yichuang::load
