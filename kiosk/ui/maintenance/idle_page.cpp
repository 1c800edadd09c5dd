// SPDX-License-Identifier: MIT
#include "kiosk/ui/maintenance/idle_page.h"

#include "kiosk/ui/files/verdict_words.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ui {

static constexpr int looks_every = 700; // Milliseconds, at one port.

IdlePage::IdlePage(Station& station)
    : Page("idle")
    , m_station(station)
    , m_logged_out(new Notice("logged-out"))
    , m_medium(new Notice("medium"))
    , m_facts(new Text(Rank::Small, "medium-facts"))
    , m_health(new Notice("health"))
    , m_begin(new Button("begin", Weight::Primary))
    , m_log_in(new Button("log-in"))
{
    auto* steps = new Sides;
    for (int i = 0; i < 3; ++i) {
        auto* card = new Card;
        auto* number = new Text(Rank::Figure);
        number->setText(QString::number(i + 1));
        number->set_mood(Mood::Calm);
        m_steps[i] = new Text(Rank::Lead);
        card->inside()->addWidget(number);
        card->inside()->addWidget(m_steps[i]);
        card->inside()->addStretch();
        steps->add(card);
    }
    body()->addWidget(m_logged_out);
    body()->addWidget(steps);
    body()->addWidget(m_medium);
    body()->addWidget(m_facts);
    body()->addStretch();
    body()->addWidget(m_health);
    add_left(m_log_in);
    add_right(m_begin);
    connect(m_begin, &QPushButton::clicked, this, [this] {
        emit bring_in({ m_found, m_seen.value("seen_as").toString() });
    });
    connect(m_log_in, &QPushButton::clicked, this, &IdlePage::log_in);
    connect(&m_station, &Station::changed, this, [this] {
        if (isVisible())
            say_health();
    });
    m_timer.setInterval(looks_every);
    connect(&m_timer, &QTimer::timeout, this, &IdlePage::look);
}

void IdlePage::enter()
{
    m_found.clear();
    m_seen = {};
    m_timer.start();
    look();
    say();
}

void IdlePage::left()
{
    m_was_logged_out = false;
    Page::left();
}

void IdlePage::tell_logged_out()
{
    m_was_logged_out = true;
    say();
}

void IdlePage::hideEvent(QHideEvent* event)
{
    m_timer.stop();
    Page::hideEvent(event);
}

void IdlePage::look()
{
    if (m_looking)
        return;
    if (m_to_look_at.isEmpty())
        m_to_look_at = m_station.media();
    if (m_to_look_at.isEmpty())
        return;
    auto medium = m_to_look_at.takeFirst();
    broker::api::Request request;
    request.mutable_look_at()->set_medium(medium.toStdString());
    m_looking = m_station.ask(request, this);
    connect(m_looking, &Call::finished, this, [this, medium](const Answer& answer) {
        m_looking = nullptr;
        if (answer.is_done())
            take(medium, QJsonDocument::fromJson(answer.json).object());
        else if (answer.reached)
            take(medium, { { "present", true }, { "not_admitted", answer.message } });
    });
}

// The first that is found stays until it is gone.
void IdlePage::take(const QString& medium, const QJsonObject& told)
{
    if (told["busy"].toBool())
        return;
    bool is_there = told["present"].toBool();
    if (is_there && m_found.isEmpty())
        m_found = medium;
    if (medium != m_found)
        return;
    m_seen = told;
    if (!is_there)
        m_found.clear();
    say_medium();
}

void IdlePage::say()
{
    if (m_was_logged_out)
        m_logged_out->tell(Mood::Calm, tr("Whoever was here has been logged out"),
            tr("Nobody touched the screen for a while, the security key was taken out, or the "
               "account was changed. Log in again to go on; what was handed over is still there."));
    else
        m_logged_out->clear();
    m_steps[0]->setText(tr("Insert the stick, and leave it until the screen says so"));
    m_steps[1]->setText(tr("Say where it goes and what for"));
    m_steps[2]->setText(tr("Somebody else looks at the result and approves it"));
    m_begin->setText(tr("Bring in"));
    m_log_in->setText(tr("Collect, approve, review"));
    say_medium();
    say_health();
}

static QString name_of(const QString& medium, const QJsonObject& seen)
{
    auto device = seen["device"].toObject();
    auto name
        = shown(device["manufacturer"].toString()) + " " + shown(device["product"].toString());
    return name.trimmed().isEmpty() ? shown(medium, 60) : name.trimmed();
}

void IdlePage::say_medium()
{
    auto device = m_seen.value("device").toObject();
    bool is_refused = m_seen.contains("not_admitted") || device.contains("denied_as");
    set_title(m_found.isEmpty() ? tr("Insert your USB stick") : tr("Your USB stick is here"));
    m_begin->setEnabled(!m_found.isEmpty() && !is_refused && m_station.is_there());
    if (m_found.isEmpty()) {
        m_medium->clear();
        m_facts->clear();
        return;
    }
    auto serial = device["serial"].toString();
    m_facts->setText(serial.isEmpty() ? QString() : tr("Serial number %1").arg(shown(serial)));
    if (device.contains("denied_as")) {
        bool japanese = tongue() == Tongue::Japanese;
        auto what = device[japanese ? "denied_as_ja" : "denied_as"].toString();
        m_medium->tell(Mood::Bad, tr("This is not let in: %1").arg(shown(what)),
            tr("Pull it out. Only plain storage sticks are read here. If it should be one, give it "
               "to the administrator, and plug it into no other computer."));
    } else if (m_seen.contains("not_admitted")) {
        m_medium->tell(Mood::Bad, in_own_language(m_seen.value("not_admitted").toString()),
            tr("Pull it out, and ask the administrator."));
    } else if (auto known = m_seen.value("registered").toObject(); !known.isEmpty()) {
        m_medium->tell(Mood::Good, tr("Found: %1").arg(shown(known["name"].toString())),
            tr("Registered as %1, of %2")
                .arg(shown(known["id"].toString()), shown(known["owner"].toString())));
    } else {
        m_medium->tell(Mood::Calm, tr("Found: %1").arg(name_of(m_found, m_seen)),
            tr("It is not in the register of media. It can be read all the same."));
    }
}

void IdlePage::say_health()
{
    const auto& station = m_station.overview();
    auto ailments = station["ailments"].toArray();
    if (!station["failure"].toString().isEmpty()) {
        m_health->tell(Mood::Bad, tr("This station carries nothing: its self-test failed"),
            tr("Tell the administrator. %1").arg(shown(station["failure"].toString())));
    } else if (!ailments.isEmpty()) {
        auto words = reason_words(ailments[0].toString());
        m_health->tell(
            Mood::Warning, tr("Nothing can pass just now"), words.meaning + " " + words.what);
    } else if (station["engines"]["clamav"]["built_in_test_set"].toBool()) {
        m_health->tell(Mood::Warning, tr("This station is set up for trying it out"),
            tr("Its virus definitions find test files only, and protect from nothing."));
    } else if (!m_station.is_there() || !station.contains("engines")) {
        m_health->clear(); // Not known.
    } else {
        auto time = station["engines"]["clamav"]["definitions_time"].toString();
        m_health->tell(Mood::Good, tr("This station is ready"),
            tr("Virus definitions of %1").arg(moment(time)));
    }
    say_medium();
}

}
