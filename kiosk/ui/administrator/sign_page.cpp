// SPDX-License-Identifier: MIT
#include "kiosk/ui/administrator/sign_page.h"

namespace ui {

SignPage::SignPage(Station& station)
    : Page("sign")
    , m_station(station)
    , m_what(new Text(Rank::Lead, "sign-what"))
    , m_proof(new ProofFields(station))
    , m_bar(new QProgressBar)
    , m_notice(new Notice("sign-notice"))
    , m_back(new Button("sign-back"))
    , m_send(new Button("sign-send", Weight::Primary))
{
    m_bar->setRange(0, 0); // How long it takes is not known.
    m_bar->setTextVisible(false);
    body()->addWidget(m_notice);
    body()->addWidget(m_what);
    body()->addWidget(m_bar);
    body()->addWidget(m_proof);
    body()->addStretch();
    add_left(m_back);
    add_right(m_send);
    connect(m_proof, &ProofFields::changed, this, &SignPage::check);
    connect(m_proof, &ProofFields::entered, m_send, &QPushButton::click);
    connect(m_send, &QPushButton::clicked, this, &SignPage::send);
    connect(m_back, &QPushButton::clicked, this, [this] {
        if (m_state == State::Done)
            emit done();
        else
            emit back();
    });
}

void SignPage::open(Deed deed)
{
    m_deed = std::move(deed);
    m_state = State::Open;
    m_proof->clear();
    m_notice->clear();
    m_send->set_weight(m_deed.weight);
    say();
}

void SignPage::left()
{
    m_proof->clear();
    m_deed = {};
    m_state = State::Open; // Nobody waits for its answer any more.
    Page::left();
}

void SignPage::send()
{
    m_state = State::Asked;
    m_notice->clear();
    auto* call = m_station.prove(m_proof->proof(), m_deed.request, asking());
    connect(call, &Call::finished, this, &SignPage::take);
    m_proof->clear();
    say();
}

void SignPage::take(const Answer& answer)
{
    m_state = answer.is_done() ? State::Done : State::Open;
    if (answer.is_done())
        m_station.look(); // What it changed may be on every screen.
    else if (answer.reached)
        m_notice->tell(Mood::Bad, answer.message, tr("Nothing was changed."));
    else
        m_notice->tell(Mood::Warning, tr("The station stopped answering"),
            tr("Whether this was done is not known. Go back and look before you try again."));
    say();
}

void SignPage::check()
{
    m_send->setEnabled(m_state == State::Open && m_proof->is_filled()
        && m_deed.request.what_case() != broker::api::Request::WHAT_NOT_SET);
}

void SignPage::say()
{
    if (!m_deed.words)
        return;
    auto words = m_deed.words();
    set_title(words.title);
    m_what->setText(words.what);
    m_proof->say();
    m_proof->setVisible(m_state == State::Open);
    m_bar->setVisible(m_state == State::Asked);
    m_send->setVisible(m_state != State::Done);
    m_send->setText(words.way);
    m_back->setText(m_state == State::Done ? tr("Continue") : tr("Back"));
    m_back->setEnabled(m_state != State::Asked);
    if (m_state == State::Done)
        m_notice->tell(Mood::Good, words.done, tr("It stands in the record, with your name."));
    check();
}

}
