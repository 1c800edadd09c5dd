// SPDX-License-Identifier: MIT
#include "kiosk/ui/people/first_page.h"

namespace ui {

FirstPage::FirstPage(Station& station)
    : Page("first")
    , m_station(station)
    , m_lead(new Text(Rank::Lead, "first-lead"))
    , m_account(new Field("first-account"))
    , m_person(new Field("first-person"))
    , m_password(new Field("first-secret", Field::Kind::Secret))
    , m_again(new Field("first-secret-again", Field::Kind::Secret))
    , m_notice(new Notice("first-notice"))
    , m_back(new Button("first-back"))
    , m_send(new Button("first-send", Weight::Primary))
{
    body()->addWidget(m_notice);
    body()->addWidget(m_lead);
    for (auto* field : { m_account, m_person, m_password, m_again }) {
        body()->addWidget(field);
        connect(field->edit(), &QLineEdit::textChanged, m_send,
            [this] { m_send->setEnabled(is_complete()); });
    }
    body()->addStretch();
    add_left(m_back);
    add_right(m_send);
    m_account->edit()->setMaxLength(32);
    m_person->edit()->setMaxLength(100);
    for (auto* field : { m_password, m_again })
        field->edit()->setMaxLength(1024);
    connect(m_again->edit(), &QLineEdit::returnPressed, m_send, &QPushButton::click);
    connect(m_send, &QPushButton::clicked, this, &FirstPage::ask);
    connect(m_back, &QPushButton::clicked, this, &FirstPage::back);
}

void FirstPage::enter()
{
    m_notice->clear();
    m_send->setEnabled(false);
    m_account->edit()->setFocus();
}

void FirstPage::left()
{
    for (auto* field : { m_account, m_person, m_password, m_again })
        field->edit()->setText({}); // Not clear(), which can be undone.
    Page::left();
}

bool FirstPage::is_complete() const
{
    return !m_account->text().trimmed().isEmpty() && !m_person->text().trimmed().isEmpty()
        && !m_password->text().isEmpty() && !m_again->text().isEmpty();
}

void FirstPage::ask()
{
    if (m_password->text() != m_again->text()) {
        m_notice->tell(Mood::Bad, tr("The two passwords are not the same"), tr("Type them again."));
        return;
    }
    broker::api::Request request;
    auto& add = *request.mutable_add_account();
    add.set_name(m_account->text().trimmed().toStdString());
    add.set_person(m_person->text().trimmed().toStdString());
    add.set_password(m_password->text().toStdString());
    add.add_roles("administrator");
    m_send->setEnabled(false);
    m_notice->clear();
    auto* call = m_station.prove({}, request, asking());
    connect(call, &Call::finished, this, &FirstPage::take);
}

void FirstPage::take(const Answer& answer)
{
    if (answer.is_done()) {
        m_station.look(); // From now on one logs in.
        emit made();
        return;
    }
    m_send->setEnabled(true);
    m_notice->tell(Mood::Bad,
        answer.reached ? answer.message : tr("The station does not answer just now"),
        answer.reached ? tr("Change what you typed and try again.")
                       : tr("Wait a moment and try again."));
}

void FirstPage::say()
{
    set_title(tr("Who is the first administrator?"));
    m_lead->setText(
        tr("This station has no accounts yet. The first administrator makes all others, "
           "and brings nothing in and approves nothing."));
    m_account->set_label(tr("Account"));
    m_person->set_label(tr("Name of the person"));
    m_password->set_label(tr("Password, at least 8 characters"));
    m_again->set_label(tr("The same once more"));
    m_back->setText(tr("Back"));
    m_send->setText(tr("Make the account"));
}

}
