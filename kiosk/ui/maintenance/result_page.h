// SPDX-License-Identifier: MIT
// What comes through, how, what was taken out, what stays outside and what to do about it. From
// here on somebody else decides; the stick is not needed any more.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/files/file_list.h"
#include "kiosk/ui/look/page.h"

namespace ui {

class ResultPage : public Page {
    Q_OBJECT

public:
    ResultPage(Station&, FileModel& files);
    void tell(const QString& transfer);
    void left() override;
    const QString& transfer() const { return m_transfer; }

signals:
    void accepted();
    void withdrawn();
    void again(const QStringList& passwords); // The same, with passwords of files.

protected:
    void say() override;

private:
    void withdraw(bool begin_again);

    Station& m_station;
    FileModel& m_files;
    QString m_transfer;
    Notice* m_notice;
    Field* m_password;
    Button* m_again;
    QWidget* m_passwords;
    FileList* m_list;
    Button* m_withdraw;
    Button* m_accept;
};

}
