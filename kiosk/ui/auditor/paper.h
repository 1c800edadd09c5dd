// SPDX-License-Identifier: MIT
// A register on paper: A4 across, its name on each page, and at the foot of each the period, what
// the record was then, and the number of the page.
#pragma once

#include <QJsonArray>
#include <QString>
#include <QStringList>

namespace ui {

struct Paper {
    QString title;
    QString about; // Station, period.
    QString foot; // What it rests on.
    QStringList columns;
    QJsonArray rows; // {"cells":[..]}
    QString page; // "page %1 of %2"
};

// Takes its time: not for the thread of the screens. Qt puts the time into the fonts, so that no
// two of the same paper have the same bytes.
QByteArray pdf_of(const Paper&);

}
