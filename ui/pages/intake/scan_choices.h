// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/visit_flow.h"

#include <QMenu>

#include <functional>

namespace yichuang
{

/// Ways to scan once otherwise than the settings say: paper, sides, feeder or glass. Asks the scanner when it is opened
/// and offers what that can do; until it has answered, or where it cannot say, the settings' own way alone.
class ScanChoices : public QMenu
{
    Q_OBJECT

public:
    ScanChoices(VisitFlow &flow, std::function<ScanRequest()> usual, QWidget *parent);
    /// Shows what a scanner with these abilities can do.
    void offer(const ScannerAbilities &abilities);

private:
    void ask();
    void add(const QString &words, const ScanRequest &request);

    VisitFlow &m_flow;
    std::function<ScanRequest()> m_usual;
};

} // namespace yichuang
