// SPDX-License-Identifier: MIT
#include "kiosk/ui/people/enrol_page.h"

#include <QDate>
#include <QJsonDocument>

namespace ui {

EnrolPage::EnrolPage(Station& station)
    : Page("enrol")
    , m_station(station)
    , m_lead(new Text(Rank::Lead, "enrol-lead"))
    , m_picture(new QrPicture("enrol-picture"))
    , m_secret(new Text(Rank::Title, "enrol-secret"))
    , m_code(new Field("enrol-code"))
    , m_notice(new Notice("enrol-notice"))
    , m_back(new Button("enrol-back"))
    , m_by_key(new Button("enrol-key"))
    , m_send(new Button("enrol-send", Weight::Primary))
{
    body()->addWidget(m_notice);
    body()->addWidget(m_lead);
    body()->addWidget(m_picture);
    body()->addWidget(m_secret);
    body()->addWidget(m_code);
    body()->addStretch();
    add_left(m_back);
    add_right(m_by_key);
    add_right(m_send);
    connect(m_by_key, &QPushButton::clicked, this, &EnrolPage::enrol_key);
    m_code->edit()->setMaxLength(6);
    connect(m_code->edit(), &QLineEdit::textChanged, m_send,
        [this](const QString& text) { m_send->setEnabled(text.size() == 6); });
    connect(m_code->edit(), &QLineEdit::returnPressed, m_send, &QPushButton::click);
    connect(m_send, &QPushButton::clicked, this, [this] { ask(m_code->text()); });
    connect(m_back, &QPushButton::clicked, this, &EnrolPage::back);
}

void EnrolPage::begin(const Proof& proof)
{
    m_proof = proof;
    m_secret->clear();
    m_code->edit()->clear();
    m_notice->clear();
    m_send->setEnabled(false);
    ask({});
}

void EnrolPage::ask(const QString& code)
{
    broker::api::Request request;
    request.mutable_enrol_second_factor()->set_code(code.toStdString());
    m_send->setEnabled(false);
    auto* call = m_station.prove(m_proof, request, asking());
    connect(
        call, &Call::finished, this, [this, code](const Answer& answer) { take(answer, code); });
}

// Named by its day: who has several can tell them apart, and nobody has to type.
void EnrolPage::enrol_key()
{
    broker::api::Request request;
    auto name = tr("Security key of %1").arg(QDate::currentDate().toString(Qt::ISODate));
    request.mutable_enrol_security_key()->set_name(name.toStdString());
    m_by_key->setEnabled(false);
    m_notice->clear();
    auto* call = m_station.prove(m_proof, request, asking());
    connect(call, &Call::finished, this, [this](const Answer& answer) {
        m_by_key->setEnabled(true);
        if (answer.is_done()) {
            m_proof = {};
            return emit enrolled();
        }
        m_notice->tell(Mood::Warning,
            answer.reached ? answer.message : tr("The station does not answer just now"),
            tr("No security key was enrolled. Try again, or use codes."));
    });
}

void EnrolPage::left()
{
    m_proof = {};
    m_secret->clear();
    m_picture->clear();
    m_code->edit()->setText({});
    Page::left();
}

// In groups of four, as it is copied by hand.
static QString grouped(const QString& secret)
{
    QString groups;
    for (qsizetype i = 0; i < secret.size(); i += 4)
        groups += (groups.isEmpty() ? "" : " ") + secret.mid(i, 4);
    return groups;
}

void EnrolPage::take(const Answer& answer, const QString& code)
{
    if (answer.is_done() && !code.isEmpty()) {
        m_proof = {};
        emit enrolled();
    } else if (answer.is_done()) {
        auto told = QJsonDocument::fromJson(answer.json).object();
        m_secret->setText(grouped(told["secret"].toString()));
        m_picture->tell(told["uri"].toString(), qr::Letters::Any);
        m_code->edit()->setFocus();
    } else {
        m_code->edit()->clear();
        m_notice->tell(Mood::Warning,
            answer.reached ? answer.message : tr("The station does not answer just now"),
            tr("Wait for the next code and try again."));
    }
}

void EnrolPage::say()
{
    set_title(tr("Set up your second factor"));
    m_lead->setText(
        tr("Read the picture with the app on your phone, or enter the key below it in your token, "
           "by time, with six digits. It is shown this once. Then type the code that you see "
           "there."));
    m_code->set_label(tr("Code of six digits"));
    m_back->setText(tr("Back"));
    m_by_key->setText(tr("Use a security key instead"));
    m_send->setText(tr("Confirm"));
}

}
