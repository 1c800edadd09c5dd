// SPDX-License-Identifier: MIT
// The broker as the screens see it: who is logged in, what the station says of itself, and the way
// to ask. It decides nothing; the broker does.
#pragma once

#include "kiosk/ui/broker/call.h"

#include <QJsonObject>
#include <QTimer>

namespace ui {

// Whoever has logged in, as the broker told it. The session goes with each request.
struct Person {
    QString account; // Empty: nobody.
    QString name; // Of the human being.
    QStringList roles;
    QString session;
    bool has_code { false }; // Of a second factor.
    int idle_seconds { 300 }; // After which the session ends.
    bool has_key { false }; // Came in by a security key; the session ends with it.

    bool has(const char* role) const { return roles.contains(role); }
};

// Typed in anew, for what a session is not enough for; kept nowhere.
struct Proof {
    QString account;
    QString password;
    QString code;
    bool by_key { false }; // A security key is touched in place of a code.
    QString deputy_for {}; // In whose stead; empty: their own.
};

struct SeenMedium {
    QString address; // As for Submit.
    QString seen_as; // Which one was looked at there, by the broker's word.
};

class Station : public QObject {
    Q_OBJECT

public:
    // `state`: the station's folder. `samples` and `places`: media that are there without a port,
    // and places to hand out to without one, for first looks.
    Station(const QString& state, QStringList samples, QStringList places);

    // The call belongs to `owner` and ends with it.
    Call* ask(broker::api::Request, QObject* owner);
    Call* prove(const Proof&, broker::api::Request, QObject* owner);

    const Person& person() const { return m_person; }
    void set_person(Person);
    void log_out();

    // As `Overview` answers; empty until the first answer, and kept while the broker is gone.
    const QJsonObject& overview() const { return m_overview; }
    bool is_there() const { return m_is_there; }
    // A word of what keeps the broker from starting, as image/data leaves it beside its socket.
    QString fault() const;
    QString disk_socket() const { return m_state + "/disk.sock"; } // image/data's, until it ends.
    QStringList media() const; // Where something can be brought in: ports, then samples.
    QStringList destinations() const; // Where something can be handed out to, likewise.

    void tell_presence() { m_somebody_is_there = true; } // Somebody touches or types something.
    void cancel_touch(); // Nobody touches the security key that is waited for.

    void look(); // Now, not at the next turn of the clock.

signals:
    void changed(); // The overview, or whether the broker is there.
    void person_changed();
    // A security key is waited for, in this stage (api.proto); empty: no more.
    void hand_wanted(const QString& stage);
    void session_ended(); // By the broker: nobody was there for too long, or the account changed.

private:
    Call* call(const broker::api::Request&, QObject* owner);
    void take(const Answer&);
    void watch_for_hand(Call*);
    void want_hand(Call*, const QString& stage);
    void ask_for_session();

    QString m_state;
    QString m_socket;
    QStringList m_samples;
    QStringList m_places;
    Person m_person;
    QJsonObject m_overview;
    bool m_is_there { false };
    Call* m_looking { nullptr };
    Call* m_checking { nullptr };
    Call* m_touching { nullptr }; // Waits for a security key.
    QTimer m_timer;
    QTimer m_session_timer; // Does the session still hold?
    bool m_somebody_is_there { false }; // Since it was last asked for.
};

}
