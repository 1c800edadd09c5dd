// SPDX-License-Identifier: MIT
#include "kiosk/ui/look/page.h"

#include <QEvent>

namespace ui {

static constexpr int widest = 1120; // Longer lines are hard to read.

Page::Page(const QString& name)
    : m_column(new QWidget)
    , m_title(new Text(Rank::Title, name + "-title"))
    , m_body(new QVBoxLayout)
    , m_left(new QHBoxLayout)
    , m_right(new QHBoxLayout)
{
    setObjectName(name);
    auto* inside = new QWidget;
    inside->setObjectName("body");
    m_column->setMaximumWidth(widest);
    auto* words = new QVBoxLayout(m_column);
    words->setContentsMargins(24, 20, 24, 20);
    words->setSpacing(gap);
    words->addWidget(m_title);
    m_body->setSpacing(gap);
    words->addLayout(m_body, 1);
    auto* middle = new QHBoxLayout(inside);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->addStretch();
    middle->addWidget(m_column, 100);
    middle->addStretch();

    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Its room is always there, so that no line breaks anew because it comes; unused, it is not
    // seen.
    scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    scroll->setMinimumHeight(1); // Beside keys on a small screen little is left.
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inside);

    auto* footer = new QFrame;
    footer->setObjectName("footer");
    auto* ways = new QHBoxLayout(footer);
    ways->setContentsMargins(24, 12, 24, 12);
    ways->setSpacing(gap);
    ways->addLayout(m_left);
    ways->addStretch();
    ways->addLayout(m_right);

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(scroll, 1);
    all->addWidget(footer);
}

void Page::set_title(const QString& title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void Page::set_wide()
{
    m_column->setMaximumWidth(QWIDGETSIZE_MAX);
}

QObject* Page::asking()
{
    if (!m_asking)
        m_asking = std::make_unique<QObject>();
    return m_asking.get();
}

void Page::left()
{
    if (!m_asking)
        return;
    for (auto* call : m_asking->children())
        call->disconnect(); // Its answer may be what brought us here: it is not deleted under its
                            // feet.
    m_asking.release()->deleteLater();
}

void Page::add_left(QWidget* widget)
{
    m_left->addWidget(widget);
}
void Page::add_right(QWidget* widget)
{
    m_right->addWidget(widget);
}

void Page::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && m_has_spoken)
        say();
    QWidget::changeEvent(event);
}

void Page::showEvent(QShowEvent* event)
{
    if (!m_has_spoken) {
        m_has_spoken = true;
        say();
    }
    QWidget::showEvent(event);
}

}
