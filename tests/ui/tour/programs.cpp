// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/programs.h"

#include "tests/ui/tour/shortfall.h"

#include <QFileInfo>

#include <csignal>
#include <sys/prctl.h>

namespace yichuang::tour
{
namespace
{

constexpr int startMs = 10'000;
constexpr int endMs = 20'000;

} // namespace

Ended run(const QString &program, const QStringList &arguments, const QByteArray &input, int ms)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForStarted(startMs))
        return {-1, {}, process.errorString().toUtf8()};
    process.write(input);
    process.closeWriteChannel();
    const bool inTime = process.waitForFinished(ms);
    const bool good = inTime && process.exitStatus() == QProcess::NormalExit;
    return {good ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

QByteArray mustRun(const QString &program, const QStringList &arguments, const QByteArray &input)
{
    const Ended ended = run(program, arguments, input);
    demand(ended.code == 0, QStringLiteral("%1 %2 ended with %3: %4")
                                .arg(QFileInfo(program).fileName(), arguments.value(0))
                                .arg(ended.code)
                                .arg(QString::fromUtf8(ended.err.right(600))));
    return ended.out;
}

Running::Running(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment,
                 const QString &errors)
{
    m_process.setProcessEnvironment(environment);
    m_process.setStandardErrorFile(errors, QIODevice::Append);
    // Whatever becomes of the tour, nothing of it stays behind.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.start(program, arguments);
    demand(m_process.waitForStarted(startMs),
           QStringLiteral("%1 does not start: %2").arg(program, m_process.errorString()));
}

Running::~Running()
{
    if (isRunning()) {
        m_process.terminate();
        if (!m_process.waitForFinished(3'000))
            kill();
    }
}

QByteArray Running::line(int ms)
{
    while (!m_process.canReadLine())
        demand(m_process.waitForReadyRead(ms), QStringLiteral("%1 says nothing").arg(m_process.program()));
    return m_process.readLine().trimmed();
}

void Running::end()
{
    m_process.terminate();
    demand(m_process.waitForFinished(endMs), QStringLiteral("%1 does not end").arg(m_process.program()));
}

void Running::kill()
{
    m_process.kill();
    m_process.waitForFinished(endMs);
}

} // namespace yichuang::tour
