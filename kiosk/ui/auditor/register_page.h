// SPDX-License-Identifier: MIT
// One register to read: its rows as the record has them.
#pragma once

#include "kiosk/ui/auditor/narrowing.h"
#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/page.h"

#include <QJsonArray>
#include <QTableWidget>

namespace ui {

// A register as `ShowRegister` answers, and what was asked for.
struct Register {
    QString kind;
    Period period;
    QJsonObject told;

    QString title() const;
    QStringList columns() const;
    QJsonArray rows() const;
    // "The record up to entry 1234, root hash …".
    QString checkpoint() const;
};

class RegisterPage : public Page {
    Q_OBJECT

public:
    explicit RegisterPage(Station&);
    void open(const QString& kind, const Period&);
    void enter() override;
    const Register& shown_register() const { return m_register; }

signals:
    void write();
    void back();

protected:
    void say() override;

private:
    void ask();
    void fill();

    Station& m_station;
    Register m_register;
    QString m_failure;
    Tongue m_asked_in { Tongue::Japanese };
    Notice* m_notice;
    Text* m_about;
    QTableWidget* m_table;
    Button* m_back;
    Button* m_write;
};

}
