// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QIODevice>
#include <QUrl>

namespace yichuang::escpos
{

/// The way to one printer, for one slip. Bytes from the printer come by QIODevice's signals.
class Line : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void open() = 0;
    [[nodiscard]] virtual QIODevice &device() = 0;
    /// True once the far end has taken everything, as far as the way can tell.
    [[nodiscard]] virtual bool isTaken() const = 0;
    /// Sends what was written without waiting for a turn of the event loop.
    virtual void flush() {}
    /// Whether the printer's answers can come back.
    [[nodiscard]] virtual bool isTwoWay() const = 0;

Q_SIGNALS:
    void opened();
    /// It cannot be opened, or broke.
    void broken(const QString &detail);
};

/// tcp://HOST:PORT (9100 where none is told), serial:///dev/ttyS0?baud=9600&flow=hardware (none, hardware or software),
/// or a device file by its path or file URL; one that is a device, as /dev/usb/lp0, is asked too. BadArgument for
/// something else.
[[nodiscard]] Result<std::unique_ptr<Line>> lineTo(const QString &address);

} // namespace yichuang::escpos
