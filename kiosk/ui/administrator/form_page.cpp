// SPDX-License-Identifier: MIT
#include "kiosk/ui/administrator/form_page.h"

namespace ui {

static constexpr int longest_line = 500;

QString line_in(const Answers& answers, const QString& key)
{
    auto lines = answers.value(key);
    return lines.isEmpty() ? QString() : lines[0].trimmed();
}

FormPage::FormPage()
    : Page("form")
    , m_steps(new QStackedWidget)
    , m_place(new Text(Rank::Small, "form-place"))
    , m_lead(new Text(Rank::Lead, "form-lead"))
    , m_back(new Button("form-back"))
    , m_next(new Button("form-next", Weight::Primary))
{
    body()->addWidget(m_place);
    body()->addWidget(m_lead);
    body()->addWidget(m_steps, 1);
    add_left(m_back);
    add_right(m_next);
    connect(m_next, &QPushButton::clicked, this, &FormPage::next);
    connect(m_back, &QPushButton::clicked, this, [this] {
        if (m_steps->currentIndex() <= 0)
            emit back();
        else
            go(m_steps->currentIndex() - 1);
    });
}

FormPage::Asked FormPage::ask(int step, const Question& question, QVBoxLayout* column)
{
    Asked asked { step, question };
    using Kind = Question::Kind;
    if (question.kind == Kind::One || question.kind == Kind::Several) {
        asked.label = new Text(Rank::Strong);
        asked.choices = new Choices(question.key, question.columns,
            question.kind == Kind::One ? Choices::Pick::One : Choices::Pick::Several);
        column->addWidget(asked.label);
        column->addWidget(asked.choices);
        asked.choices->offer(question.choices);
        asked.choices->choose_all(question.before);
        connect(asked.choices, &Choices::changed, this, &FormPage::check);
        return asked;
    }
    asked.field = new Field(
        question.key, question.kind == Kind::Secret ? Field::Kind::Secret : Field::Kind::Open);
    asked.field->edit()->setMaxLength(longest_line);
    asked.field->edit()->setText(question.before.isEmpty() ? QString() : question.before[0]);
    column->addWidget(asked.field);
    connect(asked.field->edit(), &QLineEdit::textChanged, this, &FormPage::check);
    connect(asked.field->edit(), &QLineEdit::returnPressed, m_next, &QPushButton::click);
    return asked;
}

void FormPage::begin(const QString& name, std::function<Form()> make)
{
    setObjectName(name);
    forget();
    m_make = std::move(make);
    auto form = m_make();
    for (int i = 0; i < static_cast<int>(form.size()); ++i) {
        auto* step = new QWidget;
        auto* column = new QVBoxLayout(step);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(gap);
        for (const auto& question : form[i].questions)
            m_asked.append(ask(i, question, column));
        column->addStretch();
        m_steps->addWidget(step);
    }
    go(0);
}

void FormPage::forget()
{
    m_asked.clear();
    m_make = {};
    while (auto* step = m_steps->widget(0)) {
        m_steps->removeWidget(step);
        step->deleteLater(); // One of its fields may be what was touched.
    }
}

void FormPage::go(int step)
{
    m_steps->setCurrentIndex(step);
    say();
    for (const auto& asked : m_asked)
        if (asked.step == step && asked.field)
            return asked.field->edit()->setFocus();
}

QStringList FormPage::answer(const Asked& asked) const
{
    return asked.choices ? asked.choices->all_chosen() : QStringList { asked.field->text() };
}

void FormPage::check()
{
    bool is_answered = true;
    for (const auto& asked : m_asked)
        if (asked.step == m_steps->currentIndex()
            && asked.question.answer == Question::Answer::Needed)
            is_answered &= !answer(asked).join("").trimmed().isEmpty();
    m_next->setEnabled(is_answered);
}

void FormPage::next()
{
    if (m_steps->currentIndex() + 1 < m_steps->count())
        return go(m_steps->currentIndex() + 1);
    Answers answers;
    for (const auto& asked : m_asked)
        answers[asked.question.key] = answer(asked);
    emit filled(answers);
}

void FormPage::say()
{
    if (!m_make)
        return;
    auto form = m_make();
    auto step = m_steps->currentIndex();
    set_title(form[step].title);
    m_lead->setText(form[step].lead);
    m_lead->setVisible(!form[step].lead.isEmpty());
    m_place->setText(QString("%1 / %2").arg(step + 1).arg(form.size()));
    m_place->setVisible(form.size() > 1);
    qsizetype number = 0;
    for (const auto& [title, lead, questions] : form)
        for (const auto& question : questions) {
            const auto& asked = m_asked[number++];
            if (asked.field)
                asked.field->set_label(question.words);
            if (!asked.choices)
                continue;
            asked.label->setText(question.words);
            asked.label->setVisible(!question.words.isEmpty());
            asked.choices->offer(question.choices);
        }
    m_back->setText(tr("Back"));
    m_next->setText(tr("Next"));
    check();
}

}
