// SPDX-License-Identifier: MIT
#include "kiosk/ui/look/choices.h"

#include <QGridLayout>

namespace ui {

static constexpr int between = 12;

Choices::Choices(const QString& name, int most_columns, Pick pick)
    : m_grid(new QGridLayout(this))
    , m_most_columns(most_columns)
    , m_pick(pick)
{
    setObjectName(name);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(between);
}

// The same ones keep their buttons: one of them may be what is being touched.
void Choices::offer(const QList<Choice>& choices)
{
    QStringList values;
    for (const auto& choice : choices)
        values << choice.value;
    if (m_group && values == m_values) {
        for (qsizetype i = 0; i < choices.size(); ++i)
            m_group->button(static_cast<int>(i))->setText(choices[i].words);
        place();
        return;
    }
    delete m_group;
    qDeleteAll(findChildren<QPushButton*>(QString(), Qt::FindDirectChildrenOnly));
    m_group = new QButtonGroup(this);
    m_group->setExclusive(m_pick == Pick::One);
    m_values.clear();
    for (const auto& [value, words] : choices) {
        auto number = static_cast<int>(m_values.size());
        auto* button = new Button(objectName() + "-" + value);
        button->setCheckable(true);
        button->setText(words);
        button->setChecked(m_chosen.contains(value));
        m_group->addButton(button, number);
        m_values << value;
    }
    m_chosen.removeIf([this](const QString& value) { return !m_values.contains(value); });
    m_columns = 0;
    place();
    connect(m_group, &QButtonGroup::idClicked, this, [this] {
        m_chosen.clear();
        for (qsizetype i = 0; i < m_values.size(); ++i)
            if (m_group->button(static_cast<int>(i))->isChecked())
                m_chosen << m_values[i];
        emit changed();
    });
}

int Choices::widest() const
{
    int width = 0;
    for (auto* button : m_group ? m_group->buttons() : QList<QAbstractButton*>())
        width = std::max(width, button->sizeHint().width());
    return width;
}

QSize Choices::minimumSizeHint() const
{
    return { widest(), m_grid->minimumSize().height() };
}

void Choices::place()
{
    auto columns
        = std::clamp((width() + between) / std::max(1, widest() + between), 1, m_most_columns);
    if (columns == m_columns || !m_group)
        return;
    m_columns = columns;
    for (int i = 0; i < static_cast<int>(m_values.size()); ++i)
        m_grid->addWidget(m_group->button(i), i / columns, i % columns); // Moves it there.
    updateGeometry();
}

void Choices::resizeEvent(QResizeEvent* event)
{
    place();
    QWidget::resizeEvent(event);
}

QString Choices::chosen() const
{
    return m_chosen.isEmpty() ? QString() : m_chosen[0];
}

void Choices::choose(const QString& value)
{
    choose_all(value.isEmpty() ? QStringList() : QStringList { value });
}

void Choices::choose_all(const QStringList& values)
{
    m_chosen = values;
    if (m_group) {
        m_group->setExclusive(false); // So that none may be, too.
        for (qsizetype i = 0; i < m_values.size(); ++i)
            m_group->button(static_cast<int>(i))->setChecked(values.contains(m_values[i]));
        m_group->setExclusive(m_pick == Pick::One);
    }
    emit changed();
}

}
