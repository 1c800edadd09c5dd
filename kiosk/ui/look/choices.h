// SPDX-License-Identifier: MIT
// One of a few, by one touch.
#pragma once

#include "kiosk/ui/look/parts.h"

#include <QButtonGroup>

class QGridLayout;

namespace ui {

class Choices : public QWidget {
    Q_OBJECT

public:
    explicit Choices(const QString& name, int most_columns = 1);

    struct Choice {
        QString value;
        QString words;
    };
    // What was chosen stays, if it is still among them.
    void offer(const QList<Choice>&);
    QString chosen() const; // Empty: nothing yet.
    void choose(const QString& value);

    QSize minimumSizeHint() const override;

signals:
    void changed();

protected:
    void resizeEvent(QResizeEvent*) override;

private:
    void place(); // In as many columns as there is room for.
    int widest() const;

    QGridLayout* m_grid;
    QButtonGroup* m_group { nullptr };
    QStringList m_values;
    QString m_chosen;
    int m_most_columns;
    int m_columns { 0 };
};

}
