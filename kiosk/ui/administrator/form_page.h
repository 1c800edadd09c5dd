// SPDX-License-Identifier: MIT
// A form of a few steps, each with what belongs together. What was answered is handed on; nothing
// is done here.
#pragma once

#include "kiosk/ui/look/choices.h"
#include "kiosk/ui/look/page.h"

#include <QStackedWidget>
#include <functional>

namespace ui {

struct Question {
    enum class Kind { Line, Secret, One, Several } kind { Kind::Line };
    QString key; // The name of its widget, too.
    QString words;
    QStringList before {}; // What it begins with.
    enum class Answer { Needed, Optional } answer { Answer::Needed };
    QList<Choices::Choice> choices {};
    int columns { 1 };
};

struct Step {
    QString title;
    QString lead; // May be empty.
    QList<Question> questions;
};

using Form = QList<Step>;
using Answers = QMap<QString, QStringList>;

QString line_in(const Answers&, const QString& key); // Trimmed; empty if there is none.

class FormPage : public Page {
    Q_OBJECT

public:
    FormPage();
    // From the first step on. `make` is called again for each language.
    void begin(const QString& name, std::function<Form()> make);
    // Somebody else may be next: what was typed is gone.
    void forget();

signals:
    void filled(const ui::Answers&);
    void back();

protected:
    void say() override;

private:
    struct Asked {
        int step;
        Question question;
        Text* label { nullptr }; // Of choices.
        Choices* choices { nullptr };
        Field* field { nullptr };
    };
    Asked ask(int step, const Question&, QVBoxLayout*);
    QStringList answer(const Asked&) const;
    void go(int step);
    void check();
    void next();

    std::function<Form()> m_make;
    QList<Asked> m_asked;
    QStackedWidget* m_steps;
    Text* m_place; // "2 / 4"
    Text* m_lead;
    Button* m_back;
    Button* m_next;
};

}
