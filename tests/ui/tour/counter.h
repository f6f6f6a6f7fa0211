// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/fakes/samv_module.h"
#include "tests/fakes/slip_sink.h"

#include <QJsonObject>
#include <QThread>

namespace yichuang::tour
{

/// An invented visitor.
struct Visitor {
    CardText card;
    QString phone;
};
[[nodiscard]] const QList<Visitor> &visitors();

/// What stands on the counter, each at the other end of a real line: a SAM_V module on a pseudo-terminal, a slip
/// printer on a TCP port, SANE's test backend with a configuration of its own. They work in a thread of their own, so
/// that they answer while the tour looks at the screen.
class Counter
{
public:
    /// `folder`: where the configuration of SANE goes.
    explicit Counter(const QString &folder);
    ~Counter();
    Counter(const Counter &) = delete;
    Counter &operator=(const Counter &) = delete;

    /// The client's settings "devices.…".
    [[nodiscard]] QJsonObject devices() const;

    void layCard(const CardText &card);
    void takeCardAway();
    /// Bytes of the slips since forgetSlips(), without status questions.
    [[nodiscard]] QByteArray slips();
    void forgetSlips();
    /// When the first byte since forgetSlips() came: nanoseconds of the steady clock, 0 for none.
    [[nodiscard]] qint64 firstByteNs();

private:
    template <typename Act>
    void there(Act act);

    QString m_sane;
    QThread m_thread;
    std::unique_ptr<SamvModule> m_reader;
    std::unique_ptr<SlipSink> m_printer;
    QString m_readerPort;
    QString m_printerAddress;
    qint64 m_firstByteNs = 0; ///< of m_thread
};

/// Nanoseconds of the steady clock.
[[nodiscard]] qint64 steadyNs();

} // namespace yichuang::tour
