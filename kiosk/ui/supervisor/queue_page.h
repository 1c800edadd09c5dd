// SPDX-License-Identifier: MIT
// What waits for somebody's yes.
#pragma once

#include "kiosk/ui/files/transfer_list.h"
#include "kiosk/ui/look/page.h"

namespace ui {

class QueuePage : public Page {
    Q_OBJECT

public:
    explicit QueuePage(Station&);
    void enter() override;

signals:
    void chosen(const QJsonObject& transfer);
    void back();

protected:
    void say() override;

private:
    TransferList* m_list;
    Button* m_back;
};

}
