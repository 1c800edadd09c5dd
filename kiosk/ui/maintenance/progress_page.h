// SPDX-License-Identifier: MIT
// A medium is being checked: how far, how long still, what is in hand, what has been decided. It
// can be ended at any time.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/files/file_list.h"
#include "kiosk/ui/look/page.h"
#include "kiosk/ui/maintenance/request_page.h"

#include <QProgressBar>

namespace ui {

class ProgressPage : public Page {
    Q_OBJECT

public:
    // `files` gets a row for each file as soon as it is decided.
    ProgressPage(Station&, FileModel& files);
    void begin(const Wish&);
    const Wish& wish() const { return m_wish; } // That is being carried; gone when this is left.
    void left() override;
    bool is_busy() const { return m_call != nullptr; }

signals:
    void checked(const QString& transfer);
    void ended(); // Without a transfer; the person has read why.

protected:
    void say() override;

private:
    enum class State { Running, Asked, Ending, Over };
    void take(const broker::api::Progress&);
    void finish(const Answer&);

    Station& m_station;
    FileModel& m_files;
    Wish m_wish;
    Call* m_call { nullptr };
    State m_state { State::Over };
    broker::api::Progress m_progress;
    QProgressBar* m_bar;
    Text* m_left; // Of time.
    Text* m_current;
    FileList* m_list;
    Notice* m_notice;
    Button* m_cancel;
    Button* m_go_on; // It was not meant to be ended.
    Button* m_close;
};

}
