// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "plugins/codes/serialcode/code_lines.h"
#include "plugins/serial_link.h"

namespace yichuang::serialcode
{

/// A code scanner on a serial line. A code ends with CR, LF, or 150 ms of silence. Faults: CodeNotFound for bytes
/// that are no text, NotFound for a port that is not there.
class SerialCodeSource final : public CodeSource
{
    Q_OBJECT

public:
    explicit SerialCodeSource(SerialLink::Options options, QObject *parent = nullptr);
    void start() override;
    void stop() override;
    [[nodiscard]] DeviceState state() const override { return m_state; }

Q_SIGNALS:
    void traced(bool fromDevice, const QByteArray &bytes, bool content);

private:
    void report(const QByteArray &bytes);
    void setState(DeviceState state);

    SerialLink m_link;
    CodeLines m_lines;
    QTimer m_silence;
    DeviceState m_state = DeviceState::Absent;
    bool m_saidMissing = false;
};

} // namespace yichuang::serialcode
