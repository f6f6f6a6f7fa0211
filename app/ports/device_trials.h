// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"
#include "app/ports/found_driver.h"

namespace yichuang
{

/// A driver with its settings, as the settings "devices.<kind>" name it.
struct DeviceChoice {
    QString kind; ///< "idReader", "codeSource", "pageSource", "slipPrinter"
    QString driver;
    QJsonObject settings;
};

/// One thing that happened while a device was tried. Nothing of it is personal: what a card, a code or a slip says is
/// left out or shown by its shape alone.
struct TrialEntry {
    enum class What {
        Sent,     ///< bytes to the device
        Came,     ///< bytes from it
        State,    ///< `state`
        Fault,    ///< `reason`
        Known,    ///< words: what the driver knows of the device, "member: value" each
        CardRead, ///< words: kind of card; number: bytes of its photo
        CardLeft,
        CodeRead, ///< words: format, shape of the text; number: characters
        PageCame, ///< words: mime; number: bytes
        Scanner,  ///< words: name, vendor, model
        Printed,
        TraceFull, ///< more went over the wire than is shown
    };
    What what = What::State;
    qint64 ms = 0; ///< since the trial began
    QByteArray bytes;
    bool shapeOnly = false; ///< the bytes are the shape of what went: see wireShape()
    qint64 number = 0;      ///< for Sent and Came: bytes that went beside those shown
    DeviceState state = DeviceState::Absent;
    std::optional<Reason> reason;
    QStringList words;
};

/// Tries devices, one at a time, each in a helper process of its own and apart from the counter's work. Main thread.
class DeviceTrials : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// What is installed, off the caller's thread; refused ones too.
    [[nodiscard]] virtual QFuture<QList<FoundDriver>> drivers() = 0;
    /// Begins: a reader waits for a card, a code source for a code, a scanner gives its names and one page, a printer
    /// prints a test slip. Whatever device of the counter is in the way rests until the end. Ends a trial that runs.
    virtual void begin(const DeviceChoice &choice) = 0;
    virtual void end() = 0;

Q_SIGNALS:
    void happened(const yichuang::TrialEntry &entry);
    /// The trial is over: by end(), by itself, or after two minutes.
    void ended();
};

} // namespace yichuang
