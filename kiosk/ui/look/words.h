// SPDX-License-Identifier: MIT
// Words on screens. Whatever comes from a medium or a person passes shown() first.
#pragma once

#include <QString>

namespace ui {

enum class Tongue { Japanese, English };

// Of all screens at once; every widget hears of it by QEvent::LanguageChange.
void speak(Tongue);
Tongue tongue();

// What the broker says in both languages, a line each: the line of the screen's language, or all
// there is.
QString in_own_language(const QString& message);

// Printable as it stands: controls, bidirectional and invisible characters are escaped (once more
// where the broker has done so), and it is cut in its middle beyond `most` letters.
QString shown(const QString& foreign, int most = 200);

QString amount(double bytes); // "1.2 MB"
QString moment(const QString& utc); // "2026-11-22T08:10:39Z" as the station's local time.

}
