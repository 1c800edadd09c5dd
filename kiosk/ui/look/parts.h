// SPDX-License-Identifier: MIT
// What every screen is built from. Text is always plain: nothing that is shown can be marked up.
#pragma once

#include "kiosk/ui/look/theme.h"
#include "kiosk/ui/look/words.h"

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

enum class Rank { Body, Title, Lead, Strong, Small, Figure };

class Text : public QLabel {
public:
    explicit Text(Rank rank = Rank::Body, const QString& name = {});
    void set_mood(Mood);
};

enum class Weight { Plain, Primary, Danger, Quiet };

class Button : public QPushButton {
public:
    explicit Button(const QString& name, Weight weight = Weight::Plain);
    void set_weight(Weight);
};

// A mark with a shape of its own for each mood, so that nobody needs to see its colour.
class Sign : public QWidget {
public:
    explicit Sign(Mood mood = Mood::Calm, int size = 44);
    void set_mood(Mood);
    static void paint(QPainter&, const QRectF&, Mood);

protected:
    void paintEvent(QPaintEvent*) override;

private:
    Mood m_mood;
};

class Card : public QFrame {
public:
    explicit Card(QWidget* parent = nullptr);
    QVBoxLayout* inside() const { return m_inside; }

private:
    QVBoxLayout* m_inside;
};

// Beside one another where there is room, else one below the other.
class Sides : public QWidget {
public:
    Sides();
    void add(QWidget*, int stretch = 1);

private:
    QBoxLayout* m_row;
};

// Something that the person should know, and what to do next. Hidden while it says nothing.
class Notice : public QFrame {
public:
    explicit Notice(const QString& name);
    void tell(Mood, const QString& what, const QString& next = {});
    void clear();

private:
    Sign* m_sign;
    Text* m_what;
    Text* m_next;
};

// A line to write on, with its name above it.
class Field : public QWidget {
public:
    enum class Kind { Open, Secret };
    explicit Field(const QString& name, Kind kind = Kind::Open);
    void set_label(const QString&);
    QLineEdit* edit() const { return m_edit; }
    QString text() const { return m_edit->text(); }

private:
    Text* m_label;
    QLineEdit* m_edit;
};

}
