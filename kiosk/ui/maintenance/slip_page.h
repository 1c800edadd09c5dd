// SPDX-License-Identifier: MIT
// The end of bringing in: the number by which the transfer is known, and what happens next.
#pragma once

#include "kiosk/ui/look/page.h"

namespace ui {

class SlipPage : public Page {
    Q_OBJECT

public:
    SlipPage();
    void tell(const QString& transfer);

signals:
    void done();

protected:
    void say() override;

private:
    QString m_transfer;
    Sign* m_sign;
    Text* m_number;
    Text* m_next;
    Button* m_done;
};

}
