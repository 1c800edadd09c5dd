// SPDX-License-Identifier: MIT
#include "kiosk/ui/auditor/sign_off_page.h"

#include "kiosk/ui/auditor/story.h"

#include <QJsonDocument>

namespace ui {

static constexpr unsigned most_shown = 50;

SignOffPage::SignOffPage(Station& station)
    : Page("sign-off")
    , m_station(station)
    , m_notice(new Notice("sign-off-notice"))
    , m_which(new Text(Rank::Strong))
    , m_subject(new Choices("subject", 2))
    , m_when(new Text(Rank::Strong))
    , m_period(new Choices("sign-off-period", 4))
    , m_note(new Field("sign-off-note"))
    , m_proof(new ProofFields(station))
    , m_earlier_head(new Text(Rank::Strong))
    , m_rows(new QVBoxLayout)
    , m_back(new Button("sign-off-back"))
    , m_sign(new Button("sign-off-sign", Weight::Primary))
{
    m_note->edit()->setMaxLength(300);
    body()->addWidget(m_notice);
    body()->addWidget(m_which);
    body()->addWidget(m_subject);
    body()->addWidget(m_when);
    body()->addWidget(m_period);
    body()->addWidget(m_note);
    body()->addWidget(m_proof);
    body()->addWidget(m_earlier_head);
    body()->addLayout(m_rows);
    body()->addStretch();
    add_left(m_back);
    add_right(m_sign);
    connect(m_subject, &Choices::changed, this, &SignOffPage::may_sign);
    connect(m_period, &Choices::changed, this, &SignOffPage::may_sign);
    connect(m_note->edit(), &QLineEdit::textChanged, this, &SignOffPage::may_sign);
    connect(m_proof, &ProofFields::changed, this, &SignOffPage::may_sign);
    connect(m_back, &QPushButton::clicked, this, &SignOffPage::back);
    connect(m_sign, &QPushButton::clicked, this, &SignOffPage::sign);
}

void SignOffPage::enter()
{
    m_notice->clear();
    m_note->edit()->setText({});
    m_proof->clear();
    say();
    ask();
}

void SignOffPage::left()
{
    m_proof->clear();
    Page::left();
}

void SignOffPage::ask()
{
    broker::api::Request request;
    request.mutable_ledger()->set_verb("show");
    request.mutable_ledger()->set_kind("sign_off");
    request.mutable_ledger()->set_limit(most_shown);
    connect(m_station.ask(request, asking()), &Call::finished, this, [this](const Answer& answer) {
        m_earlier = {};
        auto told = QJsonDocument::fromJson(answer.json).array();
        for (auto place = told.size() - 1; place >= 0; --place)
            m_earlier.append(told[place]);
        show_earlier();
    });
}

void SignOffPage::may_sign()
{
    m_sign->setEnabled(!m_subject->chosen().isEmpty() && !m_period->chosen().isEmpty()
        && !m_note->text().trimmed().isEmpty() && m_proof->is_filled());
}

void SignOffPage::sign()
{
    m_sign->setEnabled(false);
    auto period = period_named(m_period->chosen());
    broker::api::Request request;
    auto& verb = *request.mutable_sign_off();
    verb.set_subject(m_subject->chosen().toStdString());
    verb.set_since(period.since.toStdString());
    verb.set_until(period.until.toStdString());
    verb.set_note(m_note->text().trimmed().toStdString());
    connect(m_station.prove(m_proof->proof(), request, asking()), &Call::finished, this,
        [this](const Answer& answer) {
            m_proof->clear();
            if (answer.is_done()) {
                m_note->edit()->setText({});
                m_notice->tell(Mood::Good, tr("Your sign-off is in the record"));
                ask();
            } else {
                m_notice->tell(Mood::Bad,
                    answer.reached ? answer.message : tr("The station does not answer just now"),
                    tr("Nothing has been signed off."));
            }
            may_sign();
        });
}

void SignOffPage::show_earlier()
{
    while (auto* item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_earlier_head->setText(
        m_earlier.isEmpty() ? tr("Nothing has been signed off yet") : tr("Signed off earlier"));
    for (const auto& value : m_earlier) {
        auto entry = value.toObject();
        auto* card = new Card;
        auto* when = new Text(Rank::Small);
        when->setText(moment(entry["wall"].toString()) + "  "
            + (entry["subject"] == "privileged" ? tr("Privileged use") : tr("The record")) + "  "
            + tr("up to entry %1").arg(entry["checkpoint"].toObject()["size"].toInteger()));
        auto* what = new Text(Rank::Body, "signed-off");
        what->setText(story_of(entry));
        card->inside()->addWidget(when);
        card->inside()->addWidget(what);
        m_rows->addWidget(card);
    }
}

void SignOffPage::say()
{
    set_title(tr("Sign off a review"));
    m_which->setText(tr("What did you look at?"));
    m_subject->offer({ { "record", tr("The record") }, { "privileged", tr("Privileged use") } });
    m_when->setText(tr("Of which time?"));
    m_period->offer({ { "week", tr("Last 7 days") }, { "month", tr("Last 30 days") },
        { "fiscal", tr("This fiscal year") }, { "all", tr("At any time") } });
    m_note->set_label(tr("What did you find, and what is to be done?"));
    m_proof->say();
    m_back->setText(tr("Back"));
    m_sign->setText(tr("Sign off"));
    show_earlier();
    may_sign();
}

}
