// SPDX-License-Identifier: MIT
// One of a few, or several of them, by one touch each.
#pragma once

#include "kiosk/ui/look/parts.h"

#include <QButtonGroup>

class QGridLayout;

namespace ui {

class Choices : public QWidget {
    Q_OBJECT

public:
    enum class Pick { One, Several };
    explicit Choices(const QString& name, int most_columns = 1, Pick pick = Pick::One);

    struct Choice {
        QString value;
        QString words;
    };
    // What was chosen stays, if it is still among them.
    void offer(const QList<Choice>&);
    QString chosen() const; // Empty: nothing yet.
    QStringList all_chosen() const { return m_chosen; }
    void choose(const QString& value);
    void choose_all(const QStringList& values);

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
    QStringList m_chosen; // In the order of the values.
    int m_most_columns;
    Pick m_pick;
    int m_columns { 0 };
};

}
