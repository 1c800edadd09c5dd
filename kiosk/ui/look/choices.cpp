// SPDX-License-Identifier: MIT
#include "kiosk/ui/look/choices.h"

#include <QGridLayout>

namespace ui {

static constexpr int between = 12;

Choices::Choices(const QString& name, int most_columns)
    : m_grid(new QGridLayout(this))
    , m_most_columns(most_columns)
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
    m_values.clear();
    for (const auto& [value, words] : choices) {
        auto number = static_cast<int>(m_values.size());
        auto* button = new Button(objectName() + "-" + value);
        button->setCheckable(true);
        button->setText(words);
        button->setChecked(value == m_chosen);
        m_group->addButton(button, number);
        m_values << value;
    }
    if (!m_values.contains(m_chosen))
        m_chosen.clear();
    m_columns = 0;
    place();
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) {
        m_chosen = m_values[id];
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
    return m_chosen;
}

void Choices::choose(const QString& value)
{
    m_chosen = value;
    if (m_group) {
        m_group->setExclusive(false); // So that none may be, too.
        for (qsizetype i = 0; i < m_values.size(); ++i)
            m_group->button(static_cast<int>(i))->setChecked(m_values[i] == value);
        m_group->setExclusive(true);
    }
    emit changed();
}

}
