// SPDX-License-Identifier: MIT
// What will be done, in full, and by whom: every change wants the password and a code anew.
#pragma once

#include "kiosk/ui/look/page.h"
#include "kiosk/ui/people/proof_fields.h"

#include <QProgressBar>
#include <functional>

namespace ui {

struct Deed {
    struct Words {
        QString title; // A question.
        QString what; // What it comes to.
        QString way; // On the button.
        QString done;
    };
    std::function<Words()> words; // Called again for each language.
    broker::api::Request request; // Without one there is nothing to sign.
    Weight weight { Weight::Primary };
};

class SignPage : public Page {
    Q_OBJECT

public:
    explicit SignPage(Station&);
    void open(Deed);
    void left() override;
    bool is_busy() const { return m_state == State::Asked; }

signals:
    void back(); // Nothing was done.
    void done();

protected:
    void say() override;

private:
    enum class State { Open, Asked, Done };

    void check();
    void send();
    void take(const Answer&);

    Station& m_station;
    Deed m_deed;
    State m_state { State::Open };
    Text* m_what;
    ProofFields* m_proof;
    QProgressBar* m_bar;
    Notice* m_notice;
    Button* m_back;
    Button* m_send;
};

}
