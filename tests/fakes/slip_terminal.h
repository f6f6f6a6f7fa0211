// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace yichuang
{

/// What a slip printer keeps of the bytes it gets, and answers, whichever link they come by.
struct SlipEar {
    QByteArray bytes;
    int offline = -1; ///< the answer to DLE EOT 2; -1: silent
    int paper = -1;   ///< to DLE EOT 4
    int error = -1;   ///< to DLE EOT 3

    /// Keeps them and gives the answer.
    [[nodiscard]] QByteArray hear(const QByteArray &came);
    /// All bytes but status questions.
    [[nodiscard]] QByteArray slip() const;
};

/// A slip printer at the other end of a pseudo-terminal: one opens it as a serial port or as a device file.
class SlipTerminal final : public QObject
{
    Q_OBJECT

public:
    explicit SlipTerminal(QObject *parent = nullptr);
    ~SlipTerminal() override;
    SlipTerminal(const SlipTerminal &) = delete;
    SlipTerminal &operator=(const SlipTerminal &) = delete;
    /// The device file.
    [[nodiscard]] QString file() const { return m_file; }
    [[nodiscard]] QByteArray slip() const { return m_ear.slip(); }
    void setStatus(int offline, int paper, int error = -1);
    /// It is unplugged once this many bytes came; 0: never.
    void hangUpAfter(qsizetype bytes) { m_hangUpAfter = bytes; }

private:
    void read();
    void hangUp();

    SlipEar m_ear;
    QString m_file;
    std::unique_ptr<QSocketNotifier> m_notifier;
    qsizetype m_hangUpAfter = 0;
    int m_master = -1;
    int m_slave = -1;
};

} // namespace yichuang
