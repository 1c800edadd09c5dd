// SPDX-License-Identifier: MIT
// A person's own transfers: what is approved is handed out, what waits can be withdrawn.
#pragma once

#include "kiosk/ui/files/transfer_list.h"
#include "kiosk/ui/look/page.h"
#include "kiosk/ui/people/proof_fields.h"

#include <QProgressBar>

namespace ui {

class CollectPage : public Page {
    Q_OBJECT

public:
    explicit CollectPage(Station&);
    void enter() override;
    bool is_busy() const { return m_call != nullptr; }

signals:
    void back();

protected:
    void say() override;

private:
    void open(const QJsonObject& transfer);
    void look(); // Into which of several ports somebody has plugged a stick.
    void hand_out();
    void withdraw();
    void finish(const Answer&);
    void check();

    Station& m_station;
    QJsonObject m_transfer; // That is open; empty: none.
    QString m_destination;
    QStringList m_to_look_at; // One after the other, over and over.
    QTimer m_looks;
    Call* m_looking { nullptr };
    Call* m_call { nullptr };
    TransferList* m_list;
    Card* m_card;
    Text* m_what;
    Text* m_where;
    QProgressBar* m_bar;
    ProofFields* m_proof;
    Notice* m_notice;
    Button* m_back;
    Button* m_withdraw;
    Button* m_hand_out;
    bool m_is_sure { false }; // Of withdrawing it: asked once more.
};

}
