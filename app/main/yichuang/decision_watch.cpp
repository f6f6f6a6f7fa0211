// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/decision_watch.h"

#include <QCoreApplication>
#include <QEvent>

#include <chrono>

namespace yichuang
{
namespace
{

qint64 steadyNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Notes when the last key came to the program, before anything answers it.
class KeyWatch final : public QObject
{
public:
    explicit KeyWatch(std::shared_ptr<std::atomic<qint64>> lastNs)
        : QObject(QCoreApplication::instance()),
          m_lastNs(std::move(lastNs))
    {
        QCoreApplication::instance()->installEventFilter(this);
    }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::ShortcutOverride)
            *m_lastNs = steadyNs();
        return false;
    }

private:
    std::shared_ptr<std::atomic<qint64>> m_lastNs;
};

} // namespace

std::shared_ptr<PapersWitness> DecisionWatch::around(std::shared_ptr<PapersWitness> witness)
{
    const QString file = qEnvironmentVariable("YICHUANG_DECISION_LOG");
    if (file.isEmpty() || !witness)
        return witness;
    return std::make_shared<DecisionWatch>(std::move(witness), file);
}

DecisionWatch::DecisionWatch(std::shared_ptr<PapersWitness> witness, const QString &file)
    : m_witness(std::move(witness)),
      m_file(file),
      m_keyNs(std::make_shared<std::atomic<qint64>>(0))
{
    new KeyWatch(m_keyNs); // the application's
    m_file.open(QIODevice::WriteOnly | QIODevice::Append);
}

void DecisionWatch::expected()
{
    m_askedNs = steadyNs();
    m_askedKeyNs = *m_keyNs;
    m_witness->expected();
}

void DecisionWatch::written(const Case &theCase, const QList<PrintJob> &jobs, const PaperSigner &sign)
{
    m_papersNs = steadyNs();
    m_witness->written(theCase, jobs, sign);
}

void DecisionWatch::durable()
{
    const qint64 durableNs = steadyNs();
    m_witness->durable();
    m_file.write(QStringLiteral("{\"keyNs\":%1,\"askedNs\":%2,\"papersNs\":%3,\"durableNs\":%4}\n")
                     .arg(m_askedKeyNs)
                     .arg(m_askedNs)
                     .arg(m_papersNs)
                     .arg(durableNs)
                     .toLatin1());
    m_file.flush();
}

void DecisionWatch::lost()
{
    m_witness->lost();
}

} // namespace yichuang
