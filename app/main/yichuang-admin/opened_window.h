// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/secrets/window_vault.h"
#include "app/storage/ledger.h"

#include <QCommandLineParser>

namespace yichuang
{

/// A window's data on this machine, with its keys open. The window's own program must not run beside it.
struct OpenedWindow {
    std::unique_ptr<WindowVault> vault;
    Enrolment enrolment;
    UnlockedKeys keys;
    QString folder; ///< of the store

    /// By `used`, which may be other keys than those that opened it. Not opened yet.
    [[nodiscard]] std::unique_ptr<Ledger> ledger(const UnlockedKeys &used, const Clock &clock) const;
};

/// The options --data, --clerk, --password-file, --recovery-code-file and --hall-key-file.
void addWindowOptions(QCommandLineParser &parser);
/// The first line of a file, or of standard input for "-". ConfigMissing.
[[nodiscard]] Result<QString> firstLine(const QString &file);
/// Opens the keys of the window whose data folder the options name, by the first way that they give. ConfigMissing
/// where they give none; else as WindowVault says.
[[nodiscard]] Result<OpenedWindow> openWindow(const QCommandLineParser &parser, const Clock &clock);

} // namespace yichuang
