// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QList>

class QApplication;

namespace yichuang::bench
{

/// The devices of a counter, each against a peer in the same run: a card from the last byte of the module's frame to
/// the filled form (the module at a pseudo-terminal, the driver in its helper, the real window), beside the same bytes
/// through a bare pseudo-terminal; slips a second at a printer on a TCP port, beside their bytes alone; codes as
/// codeFigures(). Throws tour::Shortfall.
[[nodiscard]] QList<QJsonObject> deviceFigures(QApplication &application, int runs);

} // namespace yichuang::bench
