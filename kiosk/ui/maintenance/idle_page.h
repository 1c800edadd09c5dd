// SPDX-License-Identifier: MIT
// Nobody is there: what to do, what is in the ports, and how the station is.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/page.h"

namespace ui {

class IdlePage : public Page {
    Q_OBJECT

public:
    explicit IdlePage(Station&);
    void enter() override;
    void left() override;
    void tell_logged_out(); // Not by their own wish; until the next one begins.

signals:
    void bring_in(const ui::SeenMedium&);
    void log_in(); // For whatever else one may do here.

protected:
    void say() override;
    void hideEvent(QHideEvent*) override;

private:
    void look(); // At the next port.
    void take(const QString& medium, const QJsonObject& told);
    void say_medium();
    void say_health();

    Station& m_station;
    Notice* m_logged_out;
    bool m_was_logged_out { false };
    Text* m_steps[3];
    Notice* m_medium;
    Text* m_facts;
    Notice* m_health;
    Button* m_begin;
    Button* m_log_in;
    QTimer m_timer;
    QStringList m_to_look_at;
    Call* m_looking { nullptr };
    QString m_found; // The medium that is shown; empty: none.
    QJsonObject m_seen;
};

}
