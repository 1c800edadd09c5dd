// SPDX-License-Identifier: MIT
#include "kiosk/ui/look/printer.h"

#include <QPrinter>
#include <QPrinterInfo>

namespace ui {

Printer::~Printer() = default;

namespace {

class SystemPrinter : public Printer {
public:
    bool is_there() override { return !QPrinterInfo::defaultPrinter().isNull(); }

    bool print(const QString& title, const std::function<void(QPainter&)>& draw) override
    {
        auto chosen = QPrinterInfo::defaultPrinter();
        if (chosen.isNull() || chosen.state() == QPrinter::Error)
            return false;
        QPrinter paper(chosen, QPrinter::HighResolution);
        paper.setDocName(title);
        QPainter painter;
        if (!painter.begin(&paper))
            return false;
        draw(painter);
        return painter.end() && paper.printerState() != QPrinter::Error;
    }
};

}

std::unique_ptr<Printer> system_printer()
{
    return std::make_unique<SystemPrinter>();
}

}
