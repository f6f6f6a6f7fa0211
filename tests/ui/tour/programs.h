// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStringList>

#include <memory>

namespace yichuang::tour
{

/// What a program that ended has left.
struct Ended {
    int code = -1; ///< -1: it did not start, crashed or took too long
    QByteArray out;
    QByteArray err;
};

/// Runs a program to its end.
[[nodiscard]] Ended run(const QString &program, const QStringList &arguments, const QByteArray &input = {},
                        int ms = 60'000);
/// The same; throws with what the program said where it does not end with 0. Gives its output.
QByteArray mustRun(const QString &program, const QStringList &arguments, const QByteArray &input = {});

/// A program that runs beside the tour and ends with it. Its errors go into a file.
class Running
{
public:
    Running(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment,
            const QString &errors);
    ~Running();
    Running(const Running &) = delete;
    Running &operator=(const Running &) = delete;

    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }
    /// A line of its output.
    [[nodiscard]] QByteArray line(int ms = 20'000);
    /// SIGTERM, and the wait for its end; throws where it does not end by itself within 20 s.
    void end();
    /// SIGKILL.
    void kill();

private:
    QProcess m_process;
};

} // namespace yichuang::tour
