// SPDX-License-Identifier: MIT
// Paper, where the machine has a printer: it may be none, or gone in the meantime.
#pragma once

#include <QPainter>
#include <functional>
#include <memory>

namespace ui {

class Printer {
public:
    virtual ~Printer();
    // Either takes its time: not for the thread of the screens, and one at a time.
    virtual bool is_there() = 0;
    // Draws one page, whose size is the painter's window. False: it is not printed.
    virtual bool print(const QString& title, const std::function<void(QPainter&)>& draw) = 0;
};

// The one that CUPS has as the machine's own.
std::unique_ptr<Printer> system_printer();

}
