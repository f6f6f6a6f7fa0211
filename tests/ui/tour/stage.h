// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/tour/centre_desk.h"
#include "tests/ui/tour/counter.h"
#include "tests/ui/tour/window.h"

#include <QTemporaryDir>

namespace yichuang::tour
{

/// The programs that are played with, and how.
struct Cast {
    QString client;
    QString server;
    QString admin;
    QString out; ///< where pictures and papers go
    QSize size{1366, 768};
    QString look = QStringLiteral("light");
    QString language = QStringLiteral("zh_CN");

    /// The folder of catalogue and calendar: beside the client, in a build as when installed.
    [[nodiscard]] QString resources() const;
};

/// A stretch of time in which the client's main thread did one thing.
struct Hold {
    double ms = 0;
    double cpuMs = 0;    ///< of it, on a processor
    double queuedMs = 0; ///< of it, ready to run while other work had the processors
    QString receiver;    ///< class of the object that was busy
};

/// The holds of a run that say most; 0 ms where none was over 8 ms.
struct Holds {
    Hold longest; ///< by the clock
    Hold busiest; ///< by its own work: what another machine, or a quieter one, cannot take away
};

/// A hall with its centre, a counter with its devices, and an enrolled window that is not open yet. Everything is in
/// a temporary folder of its own and ends with it.
class Stage
{
public:
    explicit Stage(const Cast &cast);
    ~Stage();
    Stage(const Stage &) = delete;
    Stage &operator=(const Stage &) = delete;

    [[nodiscard]] const Cast &cast() const { return m_cast; }
    [[nodiscard]] const Tongue &tongue() const { return m_tongue; }
    Hall &hall() { return *m_hall; }
    Counter &counter() { return *m_counter; }
    Window &window() { return *m_window; }
    /// The other window of the hall.
    CentreDesk &centre() { return *m_centre; }
    [[nodiscard]] QString paperFolder() const { return m_folder.filePath(QStringLiteral("papers")); }
    [[nodiscard]] QString keysFile() const { return m_folder.filePath(QStringLiteral("keys.json")); }
    [[nodiscard]] QString decisionLog() const { return m_folder.filePath(QStringLiteral("decisions.jsonl")); }
    [[nodiscard]] QString pdfToImport() const { return m_folder.filePath(QStringLiteral("rules.pdf")); }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    /// How the client's main thread was held so far.
    [[nodiscard]] Holds holds() const;
    [[nodiscard]] Hold longestHold() const { return holds().longest; }

private:
    void writeConfig();
    void enrol();

    Cast m_cast;
    QTemporaryDir m_folder;
    Tongue m_tongue;
    std::unique_ptr<Hall> m_hall;
    std::unique_ptr<Counter> m_counter;
    std::unique_ptr<CentreDesk> m_centre;
    std::unique_ptr<Window> m_window;
};

} // namespace yichuang::tour
