// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QStringList>

namespace yichuang
{

/// What a slip printer makes of ESC/POS bytes, so that tests look at the paper instead of the bytes.
struct SlipPaper {
    struct Row {
        QString text;    ///< a drawn character is U+25A1
        int columns = 0; ///< cells of half width that it takes
        int from = 0;    ///< cells before the first character that is no blank
        int scale = 1;   ///< of that character
        bool bold = false;
        bool centred = false;
        QImage picture;     ///< of a raster; black on white
        QString code;       ///< of a QR that the printer drew by itself
        int codeModule = 0; ///< dots
    };
    QList<Row> rows; ///< in the order of the paper; blank ones of feeds are left out
    int fed = 0;     ///< lines
    bool cut = false;
    int drawerPin = 0; ///< of the drawer that was opened, 2 or 5; 0: none
    QString trouble;   ///< the first thing that a printer would not understand; empty for none
};

/// Prints the bytes on paper of so many columns; a row that is wider is trouble.
[[nodiscard]] SlipPaper printedBy(const QByteArray &bytes, int columns);

/// What stands where, one entry a row that is not blank: column of the first cell, size, weight, text; codes as they
/// read. Two ways to the same place, as blanks and centring by the printer, give the same.
[[nodiscard]] QStringList cellsOf(const SlipPaper &paper, int columns);

} // namespace yichuang
