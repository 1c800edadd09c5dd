// SPDX-License-Identifier: MIT
#include "kiosk/ui/broker/station.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace ui {

static constexpr int looks_every = 5'000; // Milliseconds.
static constexpr int tries_every = 1'000; // While the broker is gone.
static constexpr int session_every = 1'000; // Over, the screen is left.
static constexpr int longest_fault = 40;

Station::Station(const QString& state, QStringList samples, QStringList places)
    : m_state(state)
    , m_socket(state + "/broker.sock")
    , m_samples(std::move(samples))
    , m_places(std::move(places))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Station::look);
    m_session_timer.setInterval(session_every);
    connect(&m_session_timer, &QTimer::timeout, this, &Station::ask_for_session);
    look();
}

Call* Station::ask(broker::api::Request request, QObject* owner)
{
    if (!m_person.session.isEmpty())
        request.mutable_who()->set_session(m_person.session.toStdString());
    return call(request, owner);
}

Call* Station::prove(const Proof& proof, broker::api::Request request, QObject* owner)
{
    auto& who = *request.mutable_who();
    if (proof.account == m_person.account) // It goes on by this.
        who.set_session(m_person.session.toStdString());
    who.set_account(proof.account.toStdString());
    who.set_password(proof.password.toStdString());
    who.set_code(proof.code.toStdString());
    who.set_security_key(proof.by_key);
    who.set_deputy_for(proof.deputy_for.toStdString());
    return call(request, owner);
}

Call* Station::call(const broker::api::Request& request, QObject* owner)
{
    auto* call = new Call(m_socket, request, owner);
    connect(call, &Call::finished, call, &QObject::deleteLater);
    watch_for_hand(call);
    connect(call, &Call::finished, this, [this](const Answer& answer) {
        if (!answer.reached && m_is_there)
            look();
        if (answer.session_is_over && !m_person.session.isEmpty()) {
            m_person.session.clear();
            emit session_ended();
        }
    });
    return call;
}

void Station::watch_for_hand(Call* call)
{
    connect(call, &Call::progressed, this, [this, call](const broker::api::Progress& progress) {
        auto stage = QString::fromStdString(progress.stage());
        auto wanted = stage.startsWith("security-key-");
        if (wanted || m_touching == call)
            want_hand(wanted ? call : nullptr, stage);
    });
    auto over = [this, call] {
        if (m_touching == call)
            want_hand(nullptr, {});
    };
    connect(call, &Call::finished, this, over);
    connect(call, &QObject::destroyed, this, over);
}

void Station::want_hand(Call* call, const QString& stage)
{
    m_touching = call;
    emit hand_wanted(call ? stage : QString());
}

void Station::cancel_touch()
{
    if (m_touching)
        m_touching->cancel();
}

void Station::ask_for_session()
{
    if (m_checking)
        return;
    broker::api::Request request;
    auto is_there = std::exchange(m_somebody_is_there, false);
    request.mutable_check_session()->set_somebody_is_there(is_there);
    m_checking = ask(request, this);
    connect(m_checking, &Call::finished, this, [this] { m_checking = nullptr; });
}

void Station::set_person(Person person)
{
    m_person = std::move(person);
    m_somebody_is_there = false;
    if (m_person.session.isEmpty())
        m_session_timer.stop();
    else
        m_session_timer.start();
    emit person_changed();
}

void Station::log_out()
{
    if (!m_person.session.isEmpty()) {
        broker::api::Request request;
        request.mutable_logout();
        ask(request, this);
    }
    set_person({});
}

static QStringList ports_for(const char* use, const QJsonObject& overview)
{
    QStringList ports;
    for (const auto& port : overview["ports"].toArray())
        if (port.toObject()["use"] == use)
            ports << port.toObject()["medium"].toString();
    return ports;
}

QStringList Station::media() const
{
    return ports_for("input", m_overview) + m_samples;
}
QStringList Station::destinations() const
{
    return ports_for("output", m_overview) + m_places;
}

QString Station::fault() const
{
    QFile file(m_state + "/fault");
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.read(longest_fault)).trimmed()
                                          : QString();
}

void Station::look()
{
    if (m_looking)
        return;
    broker::api::Request request;
    request.mutable_overview();
    m_looking = new Call(m_socket, request, this);
    connect(m_looking, &Call::finished, this, &Station::take);
}

void Station::take(const Answer& answer)
{
    m_looking->deleteLater();
    m_looking = nullptr;
    m_is_there = answer.is_done();
    auto told = QJsonDocument::fromJson(answer.json).object();
    for (auto it = told.begin(); it != told.end(); ++it) // What it does not say just now stays.
        m_overview[it.key()] = it.value();
    m_timer.start(m_is_there ? looks_every : tries_every);
    emit changed();
}

}
