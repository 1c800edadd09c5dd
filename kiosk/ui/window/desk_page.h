// SPDX-License-Identifier: MIT
// After logging in: what this person may do here, one large button each. What they may not do is
// not offered; the broker would refuse it all the same.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/page.h"

namespace ui {

class DeskPage : public Page {
    Q_OBJECT

public:
    explicit DeskPage(Station&);
    void enter() override;

signals:
    void collect();
    void approve();
    void review();
    void registers();
    void figures();
    void sign_off();
    void administer();
    void own();
    void leave();

protected:
    void say() override;

private:
    struct Way {
        const char* role; // nullptr: everybody's.
        Button* button;
        Text* words;
        Card* card;
    };
    Way make_way(const char* role, const char* name);

    Station& m_station;
    Way m_collect;
    Way m_approve;
    Way m_review;
    Way m_registers;
    Way m_figures;
    Way m_sign_off;
    Way m_administer;
    Way m_own;
    Button* m_leave;
};

}
