// SPDX-License-Identifier: MIT
// Keys on the screen, for a station without others. They write where the person is writing.
#pragma once

#include "kiosk/ui/look/parts.h"

#include <QGridLayout>

namespace ui {

class Keyboard : public QFrame {
    Q_OBJECT

public:
    Keyboard();
    void say();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void closed();

private:
    enum class Layer { Letters, Capitals, Signs, Hiragana, Katakana };
    void show_layer(Layer);
    void add_row(const QString& keys);
    void add_ways(int row);
    QPushButton* add_key(const QString& name, const QString& text, int row, int column, int span);
    void write(const QString&);
    void erase();
    void change_last(); // か to が and back, つ to っ and づ.

    QGridLayout* m_keys;
    Layer m_layer { Layer::Letters };
    int m_rows { 0 };
};

// What the key for voiced, half-voiced and small letters makes of one: the next of its kind.
QChar next_of_its_kind(QChar kana);

}
