// SPDX-License-Identifier: MIT
#include "kiosk/ui/maintenance/collect_page.h"

#include <QJsonDocument>
#include <cmath>

namespace ui {

static constexpr int looks_every = 700; // Milliseconds, at one port.

CollectPage::CollectPage(Station& station)
    : Page("collect")
    , m_station(station)
    , m_list(new TransferList(station))
    , m_card(new Card)
    , m_what(new Text(Rank::Lead, "collect-what"))
    , m_where(new Text(Rank::Body, "collect-where"))
    , m_bar(new QProgressBar)
    , m_proof(new ProofFields(station))
    , m_notice(new Notice("collect-notice"))
    , m_back(new Button("collect-back"))
    , m_withdraw(new Button("collect-withdraw", Weight::Danger))
    , m_hand_out(new Button("hand-out", Weight::Primary))
{
    m_bar->setRange(0, 1000);
    m_card->inside()->addWidget(m_what);
    m_card->inside()->addWidget(m_where);
    m_card->inside()->addWidget(m_proof);
    m_card->inside()->addWidget(m_bar);
    body()->addWidget(m_notice);
    body()->addWidget(m_card);
    body()->addWidget(m_list);
    body()->addStretch();
    add_left(m_back);
    add_left(m_withdraw);
    add_right(m_hand_out);
    m_looks.setInterval(looks_every);
    connect(&m_looks, &QTimer::timeout, this, &CollectPage::look);
    connect(m_list, &TransferList::chosen, this, &CollectPage::open);
    connect(m_proof, &ProofFields::changed, this, &CollectPage::check);
    connect(m_proof, &ProofFields::entered, m_hand_out, &QPushButton::click);
    connect(m_withdraw, &QPushButton::clicked, this, &CollectPage::withdraw);
    connect(m_hand_out, &QPushButton::clicked, this, &CollectPage::hand_out);
    connect(m_back, &QPushButton::clicked, this, [this] {
        if (m_transfer.isEmpty())
            emit back();
        else
            enter();
    });
}

void CollectPage::enter()
{
    m_transfer = {};
    m_looks.stop();
    m_notice->clear();
    m_list->load([account = m_station.person().account](const QJsonObject& transfer) {
        auto state = transfer["state"].toString();
        return transfer["submitter"] == account && state != "rejected" && state != "released"
            && state != "failed";
    });
    say();
}

void CollectPage::open(const QJsonObject& transfer)
{
    m_transfer = transfer;
    m_is_sure = false;
    m_notice->clear();
    auto destinations = m_station.destinations();
    m_destination = destinations.isEmpty() ? QString() : destinations.first();
    m_to_look_at.clear();
    m_proof->clear();
    say();
}

// One port of a machine has a name for slow sticks and one for fast ones.
void CollectPage::look()
{
    if (!isVisible() || m_transfer.isEmpty())
        return m_looks.stop();
    if (m_looking)
        return;
    if (m_to_look_at.isEmpty())
        m_to_look_at = m_station.destinations();
    auto place = m_to_look_at.takeFirst();
    broker::api::Request request;
    request.mutable_look_at()->set_medium(place.toStdString());
    m_looking = m_station.prove({}, request, this); // Of nobody: no session lives on by it.
    connect(m_looking, &Call::finished, this, [this, place](const Answer& answer) {
        m_looking = nullptr;
        auto told = QJsonDocument::fromJson(answer.json).object();
        if (!answer.is_done() || !told["present"].toBool() || !m_looks.isActive())
            return;
        m_to_look_at = { place }; // As long as it is there.
        if (m_destination != place) {
            m_destination = place;
            say();
        }
    });
}

void CollectPage::hand_out()
{
    broker::api::Request request;
    request.mutable_release()->set_transfer(m_transfer.value("transfer").toString().toStdString());
    request.mutable_release()->set_destination(m_destination.toStdString());
    m_notice->clear();
    m_bar->setValue(0);
    m_call = m_station.prove(m_proof->proof(), request, this);
    connect(m_call, &Call::progressed, this, [this](const broker::api::Progress& progress) {
        m_bar->setValue(static_cast<int>(std::lround(progress.share() * 1000)));
    });
    connect(m_call, &Call::finished, this, &CollectPage::finish);
    say();
}

// There is no way back, so it takes two touches.
void CollectPage::withdraw()
{
    if (!m_is_sure) {
        m_is_sure = true;
        m_notice->tell(Mood::Warning, tr("Nothing of it will come in"),
            tr("Touch once more to withdraw it for good, or go back."));
        return say();
    }
    broker::api::Request request;
    request.mutable_reject()->set_transfer(m_transfer.value("transfer").toString().toStdString());
    request.mutable_reject()->set_reason("withdrawn at the desk");
    m_withdraw->setEnabled(false);
    auto* call = m_station.ask(request, asking());
    connect(call, &Call::finished, this, [this](const Answer& answer) {
        m_is_sure = false;
        if (answer.is_done()) {
            m_transfer["state"] = "rejected";
            m_notice->tell(Mood::Good, tr("It is withdrawn"), {});
        } else {
            m_notice->tell(Mood::Bad,
                answer.reached ? answer.message : tr("The station stopped answering"),
                tr("It is not withdrawn. Go back and open it again."));
        }
        say();
    });
}

void CollectPage::finish(const Answer& answer)
{
    m_call = nullptr;
    m_proof->clear();
    if (answer.is_done()) {
        m_transfer["state"] = "released";
        m_notice->tell(Mood::Good, tr("Handed out, and read back to be sure"),
            tr("The files, their list with its signature and a receipt are in %1.")
                .arg(shown(m_destination)));
    } else {
        m_notice->tell(Mood::Bad,
            answer.reached ? answer.message : tr("The station stopped answering"),
            answer.reached
                ? tr("Nothing counts as handed out. Try again; if it goes on, tell the "
                     "administrator.")
                : tr("Whether it was handed out is not known. Look at the list once it is back."));
    }
    say();
}

void CollectPage::say()
{
    bool is_open = !m_transfer.isEmpty();
    auto state = m_transfer.value("state").toString();
    set_title(is_open ? tr("Collect") : tr("My transfers"));
    m_list->setVisible(!is_open);
    m_card->setVisible(is_open);
    m_list->say();
    m_what->setText(shown(m_transfer.value("purpose").toString()) + " — " + words_for_state(state));
    m_where->setText(m_destination.isEmpty()
            ? tr("There is no place to hand anything out to. Ask the administrator.")
            : tr("It is written to %1.").arg(shown(m_destination)));
    m_where->setVisible(state == "approved");
    m_bar->setVisible(m_call != nullptr);
    m_back->setText(tr("Back"));
    m_back->setEnabled(!m_call);
    m_withdraw->setText(m_is_sure ? tr("Yes, withdraw it") : tr("Withdraw"));
    m_withdraw->setVisible(is_open && !m_call && (state == "checked" || state == "approved"));
    m_withdraw->setEnabled(true);
    m_hand_out->setText(tr("Hand out"));
    m_hand_out->setVisible(is_open && state == "approved");
    m_proof->say();
    m_proof->setVisible(state == "approved" && !m_call);
    check();
}

// Whoever has typed their proof has read where it goes: from then on it goes there.
void CollectPage::check()
{
    bool looks = !m_call && !m_proof->is_filled() && m_transfer.value("state") == "approved"
        && m_station.destinations().size() > 1;
    if (!looks)
        m_looks.stop();
    else if (!m_looks.isActive())
        m_looks.start();
    m_hand_out->setEnabled(!m_call && !m_destination.isEmpty() && m_proof->is_filled());
}

}
