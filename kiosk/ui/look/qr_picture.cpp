// SPDX-License-Identifier: MIT
#include "kiosk/ui/look/qr_picture.h"

#include <QPainter>
#include <cmath>

namespace ui {

static constexpr int side_pixels = 400; // What a phone reads at arm's length.

QrPicture::QrPicture(const QString& name)
{
    setObjectName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void QrPicture::tell(const QString& text, qr::Letters letters)
{
    auto code = qr::code_of(text.toStdString(), letters);
    if (text.isEmpty() || !code)
        return clear();
    m_code = code.take();
    updateGeometry();
    update();
    show();
}

void QrPicture::clear()
{
    m_code = {};
    hide();
}

QSize QrPicture::sizeHint() const
{
    auto modules = m_code.width + 2 * qr::quiet;
    auto side = std::max(2, side_pixels / modules) * modules;
    return { side, side };
}

void QrPicture::paint(QPainter& painter, const QRectF& place, const qr::Code& code, double step)
{
    auto modules = code.width + 2 * qr::quiet;
    auto module = std::floor(std::min(place.width(), place.height()) / modules / step) * step;
    if (code.width == 0 || module <= 0)
        return;
    painter.fillRect(
        QRectF(place.topLeft(), QSizeF(modules * module, modules * module)), Qt::white);
    for (int y = 0; y < code.width; ++y)
        for (int x = 0; x < code.width; ++x)
            if (code.is_dark(x, y))
                painter.fillRect(QRectF(place.left() + (x + qr::quiet) * module,
                                     place.top() + (y + qr::quiet) * module, module, module),
                    Qt::black);
}

void QrPicture::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    // In the screen's own pixels: a module of two and a half is read badly.
    paint(painter, rect(), m_code, 1 / devicePixelRatioF());
}

}
