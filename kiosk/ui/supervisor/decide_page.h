// SPDX-License-Identifier: MIT
// Yes or no, by somebody who proves anew who they are. A yes is for what was on the screen, by its
// manifest's hash; the broker refuses it if that is not what it has.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/choices.h"
#include "kiosk/ui/look/page.h"
#include "kiosk/ui/people/proof_fields.h"

namespace ui {

class DecidePage : public Page {
    Q_OBJECT

public:
    explicit DecidePage(Station&);
    void open(const QJsonObject& transfer);

signals:
    void decided();
    void back();

protected:
    void say() override;

private:
    QList<Choices::Choice> answers() const;
    bool wants_reason() const;
    void ask_whose_stead();
    broker::api::Request request() const;
    void check();
    void send();

    Station& m_station;
    QJsonObject m_transfer;
    Text* m_duty;
    Choices* m_answer;
    QStringList m_absent; // Accounts in whose stead this person may decide today.
    Choices* m_stead;
    Field* m_reason;
    ProofFields* m_proof;
    Notice* m_notice;
    Button* m_back;
    Button* m_send;
    bool m_is_decided { false };
};

}
