// SPDX-License-Identifier: MIT
// What an administrator looks after, one large button each; approvers have a part in some of it.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/page.h"

namespace ui {

class HubPage : public Page {
    Q_OBJECT

public:
    explicit HubPage(Station&);
    void enter() override;

signals:
    void way(const QString& name); // "accounts", "media", …
    void back();

protected:
    void say() override;

private:
    struct Way {
        QString name;
        Button* button;
        Text* words;
        Card* card;
    };
    Station& m_station;
    QList<Way> m_ways;
    Button* m_back;
};

}
