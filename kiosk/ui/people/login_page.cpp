// SPDX-License-Identifier: MIT
#include "kiosk/ui/people/login_page.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ui {

LoginPage::LoginPage(Station& station)
    : Page("login")
    , m_station(station)
    , m_account(new Field("account"))
    , m_password(new Field("password", Field::Kind::Secret))
    , m_code(new Field("code"))
    , m_notice(new Notice("login-notice"))
    , m_back(new Button("login-back"))
    , m_by_key(new Button("login-key"))
    , m_enter(new Button("login-enter", Weight::Primary))
{
    body()->addWidget(m_notice);
    body()->addWidget(m_account);
    body()->addWidget(m_password);
    body()->addWidget(m_code);
    body()->addStretch();
    add_left(m_back);
    add_right(m_by_key);
    add_right(m_enter);
    m_account->edit()->setMaxLength(32);
    m_password->edit()->setMaxLength(1024);
    m_code->edit()->setMaxLength(6);
    for (auto* field : { m_account, m_password })
        connect(field->edit(), &QLineEdit::textChanged, this, [this] {
            for (auto* button : { m_by_key, m_enter })
                button->setEnabled(!m_account->text().isEmpty() && !m_password->text().isEmpty());
        });
    connect(m_account->edit(), &QLineEdit::returnPressed, m_password->edit(),
        [this] { m_password->edit()->setFocus(); });
    connect(m_password->edit(), &QLineEdit::returnPressed, m_code->edit(),
        [this] { m_code->edit()->setFocus(); });
    connect(m_code->edit(), &QLineEdit::returnPressed, m_enter, &QPushButton::click);
    connect(m_enter, &QPushButton::clicked, this, [this] { log_in(false); });
    connect(m_by_key, &QPushButton::clicked, this, [this] { log_in(true); });
    connect(m_back, &QPushButton::clicked, this, &LoginPage::back);
}

void LoginPage::enter()
{
    m_notice->clear();
    m_by_key->setEnabled(false);
    m_enter->setEnabled(false);
    m_account->edit()->setFocus();
}

void LoginPage::left()
{
    m_account->edit()->setText({}); // Not clear(), which can be undone.
    m_password->edit()->setText({});
    m_code->edit()->setText({});
    Page::left();
}

void LoginPage::log_in(bool by_key)
{
    auto code = by_key ? QString() : m_code->text();
    Proof proof { m_account->text().trimmed(), m_password->text(), code, by_key };
    broker::api::Request request;
    request.mutable_login();
    m_by_key->setEnabled(false);
    m_enter->setEnabled(false);
    m_notice->clear();
    auto* call = m_station.prove(proof, request, asking());
    connect(call, &Call::finished, this, [this, proof](const Answer& answer) {
        m_password->edit()->setText({});
        m_code->edit()->setText({});
        m_password->edit()->setFocus();
        take(answer, proof);
    });
}

void LoginPage::take(const Answer& answer, const Proof& proof)
{
    auto told = QJsonDocument::fromJson(answer.json).object();
    if (answer.is_done()) {
        Person person { told["account"].toString(), told["person"].toString(), {},
            told["session"].toString(), !proof.code.isEmpty(), told["idle_seconds"].toInt(300),
            told["ends_with_key"].toBool() };
        for (const auto& role : told["roles"].toArray())
            person.roles << role.toString();
        m_station.set_person(std::move(person));
        emit logged_in();
    } else if (told["must_enrol"].toBool()) {
        emit must_enrol(proof);
    } else if (answer.reached) {
        m_notice->tell(Mood::Bad, answer.message,
            tr("Try again. After several failures the station waits longer each time. If it goes "
               "on, "
               "ask the administrator."));
    } else {
        m_notice->tell(Mood::Warning, tr("The station does not answer just now"),
            tr("Wait a moment and try again."));
    }
}

void LoginPage::say()
{
    set_title(tr("Who are you?"));
    m_account->set_label(tr("Account"));
    m_password->set_label(tr("Password"));
    m_code->set_label(tr("Code of six digits, if you have been given one"));
    m_back->setText(tr("Back"));
    m_by_key->setText(tr("Log in with a security key"));
    m_enter->setText(tr("Log in"));
}

}
