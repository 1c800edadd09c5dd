// SPDX-License-Identifier: MIT
// Bars, each with its name before it and its number behind it, so that nobody needs to guess by
// length or colour.
#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>

namespace ui {

struct Bar {
    QString name {};
    double value { 0 };
    QString number {}; // As it is read; empty: the value.
};

class Chart : public QWidget {
public:
    explicit Chart(const QString& name);
    void show_bars(const QList<Bar>&);
    QStringList texts() const; // "name: number", as a screen reader is told.

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QList<Bar> m_bars;
};

}
