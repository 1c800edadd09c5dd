// SPDX-License-Identifier: MIT
// All screens and the ways between them. Where a screen leads to stands here and nowhere else.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/files/file_model.h"
#include "kiosk/ui/look/page.h"
#include "kiosk/ui/look/printer.h"

#include <QStackedWidget>
#include <QTimer>

namespace ui {

class Administration;
class CollectPage;
class ComparePage;
class DecidePage;
class DeskPage;
class EnrolPage;
class FirstPage;
class IdlePage;
class Keyboard;
class LoginPage;
class ProgressPage;
class QueuePage;
class RecoveryPage;
class RequestPage;
class ResultPage;
class ReviewPage;
class Reviewing;
class SlipPage;
class TouchPanel;

class Window : public QWidget {
    Q_OBJECT

public:
    Window(Station&, Printer&);
    ~Window() override;

protected:
    void changeEvent(QEvent*) override;
    void closeEvent(QCloseEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    bool eventFilter(QObject*, QEvent*) override; // Anybody there?

private:
    void show_page(Page*);
    void make_bar();
    void join_maintenance();
    void join_desks();
    void say();
    void watch_station();
    void ask_for_recovery(bool is_wanted);
    void place_keyboard(); // Where somebody writes, if they want one.
    void send_away(); // Leaves, and says so.
    void show_login(); // Or who is the first to be able to.
    void leave(); // The session ends; whatever was typed is gone.

    Station& m_station;
    FileModel m_files; // Of the medium that is brought in.
    SeenMedium m_medium; // Chosen, and waiting for somebody to log in.
    QTimer m_idle;

    Text* m_name;
    Text* m_person;
    QPushButton* m_language;
    QPushButton* m_wants_keyboard;
    Keyboard* m_keyboard;
    QStackedWidget* m_pages;
    TouchPanel* m_touch; // In place of the pages, while a security key is waited for.
    Notice* m_gone; // The broker does not answer.

    IdlePage* m_idle_page;
    LoginPage* m_login;
    EnrolPage* m_enrol;
    FirstPage* m_first;
    DeskPage* m_desk;
    RequestPage* m_request;
    ProgressPage* m_progress;
    ResultPage* m_result;
    SlipPage* m_slip;
    CollectPage* m_collect;
    QueuePage* m_queue;
    ReviewPage* m_review;
    ComparePage* m_compare;
    DecidePage* m_decide;
    Reviewing* m_reviewing;
    RecoveryPage* m_recovery;
    Administration* m_administration;
};

}
