// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/case_store.h"

#include <QTableWidget>

namespace yichuang
{

class Theme;

/// One part of a case as the centre and this window have it, in words.
struct ComparedPart {
    QString part;
    QString centre;
    QString here;
    [[nodiscard]] bool differs() const { return centre != here; }
};
/// Both versions part by part; what differs comes first.
[[nodiscard]] QList<ComparedPart> compare(const Case &centre, const Case &here, const Matter *matter);

/// The two versions side by side, with what differs marked.
class ComparisonTable : public QTableWidget
{
    Q_OBJECT

public:
    ComparisonTable(const Theme &theme, QWidget *parent);
    void show(const QList<ComparedPart> &parts);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace yichuang
