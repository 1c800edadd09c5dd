// SPDX-License-Identifier: MIT
// One screen, one decision: a title, what there is to see, and the ways on at the bottom. What does
// not fit is scrolled to; the ways on are always there.
#pragma once

#include "kiosk/ui/look/parts.h"

#include <QScrollArea>
#include <memory>

namespace ui {

class Page : public QWidget {
    Q_OBJECT

public:
    explicit Page(const QString& name);

    // Each time that it comes to the front: fresh, or as it was left.
    virtual void enter() { }
    // It goes to the back. What it asked is not waited for any more: an answer would meet another
    // page, or another person.
    virtual void left();

protected:
    // All words anew: once it is built, and whenever the language changes.
    virtual void say() = 0;

    void set_title(const QString&);
    void set_wide(); // As wide as the window: there are pictures on it.
    QVBoxLayout* body() const { return m_body; }
    // Owns what this page asks the broker, until it is left.
    QObject* asking();
    void add_left(QWidget*); // Ways back.
    void add_right(QWidget*); // The way on, last.

    void changeEvent(QEvent*) override;
    void showEvent(QShowEvent*) override;

private:
    QWidget* m_column;
    Text* m_title;
    QVBoxLayout* m_body;
    QHBoxLayout* m_left;
    QHBoxLayout* m_right;
    std::unique_ptr<QObject> m_asking;
    bool m_has_spoken { false };
};

}
