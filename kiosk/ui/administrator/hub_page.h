// SPDX-License-Identifier: MIT
// What an administrator looks after, one large button each.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/page.h"

namespace ui {

class HubPage : public Page {
    Q_OBJECT

public:
    HubPage();

signals:
    void way(const QString& name); // "accounts", "media", …
    void back();

protected:
    void say() override;

private:
    struct Way {
        const char* name;
        Button* button;
        Text* words;
    };
    QList<Way> m_ways;
    Button* m_back;
};

}
