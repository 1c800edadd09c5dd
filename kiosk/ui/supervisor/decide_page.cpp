// SPDX-License-Identifier: MIT
#include "kiosk/ui/supervisor/decide_page.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ui {

DecidePage::DecidePage(Station& station)
    : Page("decide")
    , m_station(station)
    , m_duty(new Text(Rank::Lead, "duty"))
    , m_answer(new Choices("answer", 2))
    , m_stead(new Choices("stead", 2))
    , m_reason(new Field("reason"))
    , m_proof(new ProofFields(station))
    , m_notice(new Notice("decide-notice"))
    , m_back(new Button("decide-back"))
    , m_send(new Button("decide-send", Weight::Primary))
{
    body()->addWidget(m_notice);
    body()->addWidget(m_duty);
    body()->addWidget(m_answer);
    body()->addWidget(m_stead);
    body()->addWidget(m_reason);
    body()->addWidget(m_proof);
    body()->addStretch();
    add_left(m_back);
    add_right(m_send);
    m_reason->edit()->setMaxLength(500);
    connect(m_answer, &Choices::changed, this, &DecidePage::say);
    connect(m_reason->edit(), &QLineEdit::textChanged, this, &DecidePage::check);
    connect(m_proof, &ProofFields::changed, this, &DecidePage::check);
    connect(m_proof, &ProofFields::entered, m_send, &QPushButton::click);
    connect(m_send, &QPushButton::clicked, this, &DecidePage::send);
    connect(m_back, &QPushButton::clicked, this, [this] {
        if (m_is_decided)
            emit decided();
        else
            emit back();
    });
}

void DecidePage::open(const QJsonObject& transfer)
{
    m_transfer = transfer;
    m_is_decided = false;
    m_answer->choose({});
    m_absent.clear();
    ask_whose_stead();
    m_reason->edit()->setText({});
    m_proof->clear();
    m_notice->clear();
    say();
}

// What may be said of it; the broker knows who may say it.
QList<Choices::Choice> DecidePage::answers() const
{
    if (m_transfer.value("red").toBool())
        return { { "review", tr("I have looked into it") } };
    QList<Choices::Choice> answers { { "content", tr("Yes, it may come in") }, { "no", tr("No") } };
    auto route = m_transfer.value("route").toObject();
    if (!route["unlock"].toArray().isEmpty())
        answers.append({ "unlock", tr("Open the way for it (technical unlock)") });
    if (route["witness"].toBool())
        answers.append({ "witness", tr("Somebody was there as a witness, and signs") });
    answers.append({ "break-glass", tr("Emergency: without the others") });
    return answers;
}

// The broker asks again; this is to know what to offer.
void DecidePage::ask_whose_stead()
{
    broker::api::Request request;
    request.mutable_list_grants();
    auto* call = m_station.ask(request, asking());
    connect(call, &Call::finished, this, [this](const Answer& answer) {
        for (const auto& value : QJsonDocument::fromJson(answer.json).array()) {
            auto grant = value.toObject();
            if (grant["kind"] == "deputy" && grant["in_force"].toBool()
                && grant["deputy"] == m_station.person().account)
                m_absent << grant["deputy_for"].toString();
        }
        m_absent.removeDuplicates();
        say();
    });
}

bool DecidePage::wants_reason() const
{
    auto answer = m_answer->chosen();
    return answer == "no" || answer == "break-glass" || answer == "review";
}

broker::api::Request DecidePage::request() const
{
    auto id = m_transfer.value("transfer").toString().toStdString();
    auto reason = m_reason->text().trimmed().toStdString();
    broker::api::Request request;
    if (m_answer->chosen() == "no") {
        request.mutable_reject()->set_transfer(id);
        request.mutable_reject()->set_reason(reason);
    } else if (m_answer->chosen() == "review") {
        request.mutable_review()->set_transfer(id);
        request.mutable_review()->set_note(reason);
    } else {
        auto& approve = *request.mutable_approve();
        approve.set_transfer(id);
        approve.set_manifest_sha256(m_transfer.value("manifest_sha256").toString().toStdString());
        approve.set_decision(m_answer->chosen().toStdString());
        if (m_answer->chosen() == "break-glass")
            approve.set_reason(reason);
    }
    return request;
}

void DecidePage::send()
{
    m_send->setEnabled(false);
    auto proof = m_proof->proof();
    if (m_answer->chosen() != "witness"
        && m_answer->chosen() != "no") // Anybody may say no themselves.
        proof.deputy_for = m_stead->chosen();
    auto* call = m_station.prove(proof, request(), asking());
    connect(call, &Call::finished, this, [this](const Answer& answer) {
        m_proof->clear();
        m_is_decided = answer.is_done();
        if (m_is_decided)
            m_notice->tell(Mood::Good, tr("Your decision is in the record"), answer.message);
        else if (answer.reached)
            m_notice->tell(Mood::Bad, answer.message, tr("Nothing has been decided."));
        else
            m_notice->tell(Mood::Warning, tr("The station stopped answering"),
                tr("Whether your decision was taken is not known. Look at the list once it is "
                   "back."));
        say();
    });
}

void DecidePage::check()
{
    auto answer = m_answer->chosen();
    bool has_reason = !wants_reason() || !m_reason->text().trimmed().isEmpty();
    m_send->setEnabled(!answer.isEmpty() && has_reason && m_proof->is_filled());
}

void DecidePage::say()
{
    set_title(m_is_decided ? tr("Decided") : tr("Your decision"));
    m_duty->setText(
        tr("With a yes you answer for this transfer beside the one who asked for it. The "
           "record keeps your name, the time and the hash of what you saw."));
    m_answer->offer(answers());
    bool is_witness = m_answer->chosen() == "witness";
    QList<Choices::Choice> steads { { "", tr("I decide for myself") } };
    for (const auto& account : m_absent)
        steads.append({ account, tr("I stand in for %1").arg(shown(account, 40)) });
    m_stead->offer(steads);
    m_stead->setVisible(
        !m_absent.isEmpty() && !is_witness && m_answer->chosen() != "no" && !m_is_decided);
    m_proof->ask_for(is_witness ? tr("Account of the witness") : QString());
    m_reason->set_label(m_answer->chosen() == "no" ? tr("Why not? The one who asked will read it.")
            : m_answer->chosen() == "review"
            ? tr("What did you find?")
            : tr("What is the emergency? It stays red until a third person has looked into it."));
    m_proof->say();
    for (auto* widget : { static_cast<QWidget*>(m_duty), static_cast<QWidget*>(m_answer),
             static_cast<QWidget*>(m_proof) })
        widget->setVisible(!m_is_decided);
    m_reason->setVisible(wants_reason() && !m_is_decided);
    m_back->setText(m_is_decided ? tr("To the list") : tr("Back"));
    m_send->setText(m_answer->chosen() == "no" ? tr("Reject")
            : m_answer->chosen() == "content"  ? tr("Approve")
                                               : tr("Sign"));
    m_send->setVisible(!m_is_decided);
    check();
}

}
