// SPDX-License-Identifier: MIT
// A QR code as large as its place allows, each module a whole number of pixels.
#pragma once

#include "kiosk/core/qr/code.h"

#include <QWidget>

namespace ui {

class QrPicture : public QWidget {
public:
    explicit QrPicture(const QString& name);
    // Hidden where there is nothing to show.
    void tell(const QString& text, qr::Letters);
    void clear();
    QSize sizeHint() const override;

    // Black on white with its quiet zone, in the largest square of whole `steps` from the upper
    // left of `place` on.
    static void paint(QPainter&, const QRectF& place, const qr::Code&, double step = 1);

protected:
    void paintEvent(QPaintEvent*) override;

private:
    qr::Code m_code;
};

}
