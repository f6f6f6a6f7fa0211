// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"

#include <QJsonValue>

#include <sane/sane.h>

namespace yichuang::sane
{

/// SANE itself, from its init to its exit. One in a process.
class Library
{
public:
    /// `configDir` is where SANE reads its configuration; empty: the system's.
    explicit Library(const QString &configDir);
    ~Library();
    Library(const Library &) = delete;
    Library &operator=(const Library &) = delete;
    /// May take seconds on a network.
    [[nodiscard]] Result<QList<ScannerChoice>> scanners(bool localOnly) const;
};

/// One open scanner. Calls block as long as the scanner does.
class Device
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Device>> open(const QString &name);
    ~Device();
    Device(const Device &) = delete;
    Device &operator=(const Device &) = delete;

    /// Sets an option by SANE's name, turned into its type and moved into its range. False where the scanner has no
    /// such option, or does not take the value.
    bool set(const char *option, const QJsonValue &value);
    /// The words that an option of text may have.
    [[nodiscard]] QStringList words(const char *option) const;
    [[nodiscard]] int resolution() const;
    /// The least and the most that an option of numbers takes, in its own unit; nothing where it has no bounds.
    [[nodiscard]] std::optional<std::pair<double, double>> bounds(const char *option) const;
    /// How many of an option's units are a millimetre: 1, or pixels of the resolution.
    [[nodiscard]] double perMillimetre(const char *option) const;
    /// Sets a length, whether the scanner counts in millimetres or in pixels of its resolution.
    bool setLength(const char *option, double millimetres);
    [[nodiscard]] SANE_Status start() { return sane_start(m_handle); }
    [[nodiscard]] Result<SANE_Parameters> parameters() const;
    /// Up to 64 KiB of the page.
    [[nodiscard]] SANE_Status read(QByteArray &bytes);
    void cancel() { sane_cancel(m_handle); }

private:
    explicit Device(SANE_Handle handle) : m_handle(handle) {}
    [[nodiscard]] int indexOf(const char *option) const;
    bool setText(int index, const SANE_Option_Descriptor &descriptor, const QString &text);
    bool setWord(int index, const SANE_Option_Descriptor &descriptor, double value);

    SANE_Handle m_handle;
};

/// What an open scanner says it can do. A4 is always among its papers, cut to what the scanner has.
[[nodiscard]] ScannerAbilities abilitiesOf(const Device &device);

/// Prepares a scanner for a request: source, sides, mode, resolution, the area of the paper, then `extra` as given.
/// Gives whether the source is a feeder.
[[nodiscard]] bool prepare(Device &device, const ScanRequest &request, const QJsonObject &extra);

} // namespace yichuang::sane
