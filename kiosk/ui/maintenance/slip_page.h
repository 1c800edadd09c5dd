// SPDX-License-Identifier: MIT
// The end of bringing in: the number by which the transfer is known, what happens next, and the
// ledger's receipt to take along, as a code for a phone or on paper.
#pragma once

#include "kiosk/ui/look/page.h"
#include "kiosk/ui/look/printer.h"
#include "kiosk/ui/look/qr_picture.h"
#include "kiosk/ui/maintenance/request_page.h"
#include "kiosk/ui/maintenance/slip.h"

#include <QPointer>

class QThread;

namespace ui {

class SlipPage : public Page {
    Q_OBJECT

public:
    SlipPage(Station&, Printer&);
    ~SlipPage() override;
    void tell(const Wish&, const QString& transfer);
    void enter() override;
    void left() override;

signals:
    void done();

protected:
    void say() override;

private:
    enum class Paper { None, Offered, Printing, Printed, Failed };
    Slip slip() const;
    void look_for_printer();
    void print();
    void on_printer(const std::function<bool(Printer&)>&, Paper good, Paper bad);

    Station& m_station;
    Printer& m_printer;
    Wish m_wish;
    QString m_transfer;
    QJsonObject m_receipt; // As the ledger's verb "slip" answers; empty until then.
    unsigned m_visit { 0 };
    bool m_has_answer { false };
    Paper m_paper { Paper::None };
    QPointer<QThread> m_at_printer;
    Sign* m_sign;
    Text* m_number;
    Text* m_next;
    Text* m_proof;
    QrPicture* m_code;
    Notice* m_notice;
    Button* m_print;
    Button* m_done;
};

}
