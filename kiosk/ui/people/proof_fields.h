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
    // Somebody else than who has logged in, by their own account.
    void ask_for(const QString& whose_account); // Empty: who has logged in.
    void say();
    bool is_filled() const;
    Proof proof() const;

signals:
    void changed();
    void entered(); // The last field is done with.

private:
    void show_factor();

    Station& m_station;
    QString m_whose;
    Field* m_account;
    Field* m_password;
    Field* m_code;
    Button* m_by_key; // Checked: in place of the code.
};

}
