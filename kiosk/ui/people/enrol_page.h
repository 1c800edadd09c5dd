// SPDX-License-Identifier: MIT
// The first log-in: a second factor is set up. Its key is shown this once.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/page.h"
#include "kiosk/ui/look/qr_picture.h"

namespace ui {

class EnrolPage : public Page {
    Q_OBJECT

public:
    explicit EnrolPage(Station&);
    void begin(const Proof&);
    void left() override;

signals:
    void enrolled(); // Now they can log in.
    void back();

protected:
    void say() override;

private:
    void ask(const QString& code);
    void take(const Answer&, const QString& code);
    void enrol_key();

    Station& m_station;
    Proof m_proof;
    Text* m_lead;
    QrPicture* m_picture;
    Text* m_secret;
    Field* m_code;
    Notice* m_notice;
    Button* m_back;
    Button* m_by_key;
    Button* m_send;
};

}
