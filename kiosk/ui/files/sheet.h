// SPDX-License-Identifier: MIT
// One page of a file: pixels, or words. All that ever comes here of the file itself.
#pragma once

#include "kiosk/broker/api/api.pb.h"
#include "kiosk/ui/look/parts.h"

#include <QImage>

namespace ui {

class Sheet : public QFrame {
public:
    explicit Sheet(const QString& name);

    // Whatever does not add up shows nothing.
    void show_page(const broker::api::ShownPage&);
    void clear();
    bool has_page() const { return !m_picture.isNull() || !m_words->text().isEmpty(); }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent*) override;
    void paintEvent(QPaintEvent*) override;

private:
    QImage m_picture;
    Text* m_words;
};

}
