// SPDX-License-Identifier: MIT
#include "kiosk/ui/look/theme.h"

#include <QFont>
#include <QPalette>
#include <QStyleFactory>

namespace ui {

Shade shade_of(Mood mood)
{
    switch (mood) {
    case Mood::Good: return { QColor("#176338"), QColor("#e4f1e8") };
    case Mood::Warning: return { QColor("#7a4a00"), QColor("#fbf0d9") };
    case Mood::Bad: return { QColor("#9b1420"), QColor("#fae6e6") };
    case Mood::Calm: break;
    }
    return { QColor("#0b4776"), QColor("#e5eef6") };
}

QColor ink()
{
    return { "#16202a" };
}
QColor line()
{
    return { "#b9bfc4" };
}

static constexpr auto sheet = R"(
* { color: #16202a; }
QWidget#window, QWidget#body, QScrollArea { background: #f6f5f1; border: none; }
QLabel { background: transparent; }
QLabel[rank="title"] { font-size: 34px; font-weight: 700; }
QLabel[rank="lead"] { font-size: 23px; }
QLabel[rank="strong"] { font-weight: 700; }
QLabel[rank="small"] { font-size: 17px; color: #46525d; }
QLabel[rank="figure"] { font-size: 44px; font-weight: 700; }
QFrame#bar { background: #16202a; }
QFrame#bar QLabel { color: #ffffff; }
QFrame#footer { background: #ffffff; border-top: 1px solid #b9bfc4; }
QFrame[card="true"] { background: #ffffff; border: 1px solid #c9cdd0; border-radius: 10px; }
QPushButton { background: #ffffff; border: 2px solid #5c6770; border-radius: 8px; padding: 10px 22px;
              min-height: 38px; }
QPushButton:focus { border: 4px solid #0b4776; padding: 8px 20px; }
QPushButton:pressed { background: #e5eef6; }
QPushButton:disabled { color: #6b757d; border-color: #c9cdd0; background: #f0f0ec; }
QPushButton:checked { background: #0b4776; color: #ffffff; border-color: #0b4776; font-weight: 700; }
QPushButton[kind="primary"] { background: #0b4776; color: #ffffff; border-color: #0b4776;
                              font-weight: 700; padding: 10px 34px; }
QPushButton[kind="primary"]:focus { border: 4px solid #16202a; padding: 8px 32px; }
QPushButton[kind="primary"]:pressed { background: #083556; }
QPushButton[kind="primary"]:disabled { background: #b9bfc4; border-color: #b9bfc4; color: #46525d; }
QPushButton[kind="danger"] { color: #9b1420; border-color: #9b1420; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; text-decoration: underline; }
QPushButton[kind="quiet"]:focus { border: 4px solid #0b4776; }
QPushButton[key="true"] { padding: 0; min-height: 18px; border-width: 1px; border-radius: 6px; }
QFrame#keyboard { background: #dfe2e0; border-top: 1px solid #b9bfc4; }
QFrame#bar QPushButton:checked { background: #ffffff; color: #16202a; }
QFrame#bar QPushButton { background: transparent; color: #ffffff; border: 1px solid #8b959d; padding: 4px 16px; }
QFrame#bar QPushButton:focus { border: 3px solid #ffffff; }
QLineEdit, QPlainTextEdit, QComboBox { background: #ffffff; border: 2px solid #5c6770; border-radius: 8px;
            padding: 8px 12px; min-height: 40px; selection-background-color: #0b4776; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 4px solid #0b4776; padding: 6px 10px; }
QProgressBar { background: #dfe2e0; border: none; border-radius: 10px; min-height: 34px; text-align: center; }
QProgressBar::chunk { background: #0b4776; border-radius: 10px; }
QListView, QTableView { background: #ffffff; border: 1px solid #c9cdd0; border-radius: 10px; outline: none; }
QListView::item:selected { background: #e5eef6; color: #16202a; }
QScrollBar:vertical { width: 26px; background: #eceae4; }
QScrollBar::handle:vertical { background: #8b959d; border-radius: 8px; min-height: 60px; margin: 4px; }
QScrollBar:vertical:disabled, QScrollBar::handle:vertical:disabled { background: #f6f5f1; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
)";

void dress(QApplication& application)
{
    QApplication::setStyle(QStyleFactory::create("Fusion"));
    QFont font;
    font.setFamilies({ "Noto Sans CJK JP", "IPAexGothic", "Noto Sans" });
    font.setPixelSize(20);
    QApplication::setFont(font);
    QPalette palette;
    palette.setColor(QPalette::Window, QColor("#f6f5f1"));
    palette.setColor(QPalette::WindowText, ink());
    palette.setColor(QPalette::Text, ink());
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Highlight, shade_of(Mood::Calm).strong);
    palette.setColor(QPalette::PlaceholderText, QColor("#6b757d"));
    QApplication::setPalette(palette);
    application.setStyleSheet(sheet);
}

}
