// SPDX-License-Identifier: MIT
// Who has logged in proves it anew: the password, and the code of the second factor where there is
// one.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/parts.h"

namespace ui {

class ProofFields : public QWidget {
    Q_OBJECT

public:
    explicit ProofFields(Station&);
    void clear();
    void say();
    bool is_filled() const;
    Proof proof() const;

signals:
    void changed();
    void entered(); // The last field is done with.

private:
    Station& m_station;
    Field* m_password;
    Field* m_code;
};

}
