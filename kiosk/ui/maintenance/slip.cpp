// SPDX-License-Identifier: MIT
#include "kiosk/ui/maintenance/slip.h"

#include "kiosk/ui/look/qr_picture.h"

#include <QPaintDevice>
#include <algorithm>

namespace ui {

namespace {

class Sheet {
public:
    explicit Sheet(QPainter& painter)
        : m_painter(painter)
        , m_dots(painter.device()->logicalDpiY() / 72.0)
        , m_width(painter.window().width())
    {
    }

    void write(const QString& text, double points, QFont::Weight weight = QFont::Normal)
    {
        QFont font;
        font.setFamilies({ "Noto Sans CJK JP", "IPAexGothic", "Noto Sans" });
        font.setPixelSize(std::max(1, static_cast<int>(points * m_dots)));
        font.setWeight(weight);
        m_painter.setFont(font);
        QRectF place(0, m_y, m_width, m_painter.window().height() - m_y);
        QRectF taken;
        m_painter.drawText(place, Qt::TextWrapAnywhere, text, &taken);
        m_y += taken.height() + 0.4 * points * m_dots;
    }

    void put(const qr::Code& code)
    {
        auto side = std::min({ m_width, 220 * m_dots, m_painter.window().height() - m_y });
        QrPicture::paint(m_painter, QRectF(0, m_y, side, side), code);
        m_y += side;
    }

private:
    QPainter& m_painter;
    double m_dots; // Of a point.
    double m_width;
    double m_y { 0 };
};

}

void draw_slip(QPainter& painter, const Slip& slip)
{
    Sheet sheet(painter);
    sheet.write(slip.title, 12, QFont::Bold);
    sheet.write(slip.number, 18, QFont::Bold);
    for (const auto& fact : slip.facts)
        sheet.write(fact, 8);
    sheet.write(slip.next, 8);
    if (auto code = qr::code_of(slip.receipt.toStdString(), qr::Letters::Alphanumeric);
        code && !slip.receipt.isEmpty())
        sheet.put(code.value());
}

}
