// SPDX-License-Identifier: MIT
// What somebody takes away from the station: that it took their files in, and what was recorded of
// that.
#pragma once

#include <QPainter>
#include <QStringList>

namespace ui {

struct Slip {
    QString title;
    QString number; // The transfer's.
    QStringList facts; // One line each.
    QString next; // What they do with it.
    QString receipt; // ledger/receipt.h, in one line.
};

// On the upper half of the page, in black, as large as one reads at arm's length.
void draw_slip(QPainter&, const Slip&);

}
