// SPDX-License-Identifier: MIT
// Verdicts and reasons in the words of the policy, in the language of the screen.
#pragma once

#include "kiosk/ui/files/file_model.h"

namespace ui {

Fate fate_of(const QString& verdict); // An unknown word stays outside.
QString words_for(const QString& verdict);

struct ReasonWords {
    QString what; // What exactly, as the station told it; may be empty.
    QString meaning; // And what to do next.
};
ReasonWords reason_words(const QString& line); // "type-mismatch: the name says pdf"

// One of the two texts of something that the broker tells in both ("en", "ja").
QString own_words(const QJsonObject&);

}
