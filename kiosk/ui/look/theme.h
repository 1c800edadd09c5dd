// SPDX-License-Identifier: MIT
// How the station looks: calm, large, high contrast. Sizes are in logical pixels; a finger in a
// glove needs 12 mm.
#pragma once

#include <QApplication>
#include <QColor>

namespace ui {

enum class Mood { Calm, Good, Warning, Bad };

struct Shade {
    QColor strong; // For text and signs on `soft` and on white: a contrast of 4.5 or more.
    QColor soft;
};

Shade shade_of(Mood);
QColor ink();
QColor line();

inline constexpr int finger = 60; // The least height of what is touched.
inline constexpr int gap = 16;

void dress(QApplication&); // Fonts, palette, style sheet.

}
