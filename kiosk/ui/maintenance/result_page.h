// SPDX-License-Identifier: MIT
// What comes through, how, what was taken out, what stays outside and what to do about it. From
// here on somebody else decides; the stick is not needed any more.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/files/file_list.h"
#include "kiosk/ui/look/page.h"
#include "kiosk/ui/maintenance/request_page.h"

namespace ui {

class ResultPage : public Page {
    Q_OBJECT

public:
    ResultPage(Station&, FileModel& files);
    void tell(const Wish&, const QString& transfer); // What was asked for, and what became of it.
    void left() override;
    const QString& transfer() const { return m_transfer; }
    const Wish& wish() const { return m_wish; }

signals:
    void accepted();
    void withdrawn();
    // The same once more, with passwords of files, or with something else for what is held.
    void again(const ui::Wish&);

protected:
    void say() override;

private:
    enum class Then { Leave, Again };
    void withdraw(Then);
    void ask_for(const char* instead);

    Station& m_station;
    FileModel& m_files;
    Wish m_wish;
    QString m_transfer;
    Notice* m_notice;
    Field* m_password;
    Button* m_again;
    QWidget* m_passwords;
    QWidget* m_held;
    Text* m_held_words;
    Button* m_as_text;
    Button* m_as_image;
    FileList* m_list;
    Button* m_withdraw;
    Button* m_accept;
};

}
