// SPDX-License-Identifier: MIT
// One screen, one decision: a title, what there is to see, and the ways on at the bottom. What does
// not fit is scrolled to; the ways on are always there.
#pragma once

#include "kiosk/ui/look/parts.h"

#include <QScrollArea>

namespace ui {

class Page : public QWidget {
    Q_OBJECT

public:
    explicit Page(const QString& name);

    // Each time that it comes to the front: fresh, or as it was left.
    virtual void enter() { }

protected:
    // All words anew: once it is built, and whenever the language changes.
    virtual void say() = 0;

    void set_title(const QString&);
    QVBoxLayout* body() const { return m_body; }
    void add_left(QWidget*); // Ways back.
    void add_right(QWidget*); // The way on, last.

    void changeEvent(QEvent*) override;
    void showEvent(QShowEvent*) override;

private:
    Text* m_title;
    QVBoxLayout* m_body;
    QHBoxLayout* m_left;
    QHBoxLayout* m_right;
    bool m_has_spoken { false };
};

}
