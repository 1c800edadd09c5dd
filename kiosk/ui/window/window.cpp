// SPDX-License-Identifier: MIT
#include "kiosk/ui/window/window.h"

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/keyboard.h"
#include "kiosk/ui/maintenance/collect_page.h"
#include "kiosk/ui/maintenance/idle_page.h"
#include "kiosk/ui/maintenance/progress_page.h"
#include "kiosk/ui/maintenance/request_page.h"
#include "kiosk/ui/maintenance/result_page.h"
#include "kiosk/ui/maintenance/slip_page.h"
#include "kiosk/ui/people/enrol_page.h"
#include "kiosk/ui/people/first_page.h"
#include "kiosk/ui/people/login_page.h"
#include "kiosk/ui/people/touch_panel.h"
#include "kiosk/ui/supervisor/compare_page.h"
#include "kiosk/ui/supervisor/decide_page.h"
#include "kiosk/ui/supervisor/queue_page.h"
#include "kiosk/ui/supervisor/review_page.h"
#include "kiosk/ui/window/administration.h"
#include "kiosk/ui/window/desk_page.h"
#include "kiosk/ui/window/recovery_page.h"
#include "kiosk/ui/window/reviewing.h"

#include <QApplication>
#include <QCloseEvent>
#include <QInputDevice>
#include <QScrollArea>

namespace ui {

Window::Window(Station& station, Printer& printer)
    : m_station(station)
    , m_idle(this)
    , m_keyboard(new Keyboard)
    , m_pages(new QStackedWidget)
    , m_touch(new TouchPanel(station))
    , m_gone(new Notice("gone"))
    , m_idle_page(new IdlePage(station))
    , m_login(new LoginPage(station))
    , m_enrol(new EnrolPage(station))
    , m_first(new FirstPage(station))
    , m_desk(new DeskPage(station))
    , m_request(new RequestPage(station))
    , m_progress(new ProgressPage(station, m_files))
    , m_result(new ResultPage(station, m_files))
    , m_slip(new SlipPage(station, printer))
    , m_collect(new CollectPage(station))
    , m_queue(new QueuePage(station))
    , m_review(new ReviewPage(station))
    , m_compare(new ComparePage(station))
    , m_decide(new DecidePage(station))
    , m_reviewing(new Reviewing(station))
    , m_recovery(new RecoveryPage(station.disk_socket()))
    , m_administration(new Administration(station))
{
    setObjectName("window");
    m_pages->setObjectName("pages");
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    make_bar();
    all->addWidget(m_gone);
    all->addWidget(m_pages, 1);
    all->addWidget(m_touch, 1);
    all->addWidget(m_keyboard);
    for (QWidget* page : std::initializer_list<QWidget*> { m_idle_page, m_login, m_enrol, m_first,
             m_desk, m_request, m_progress, m_result, m_slip, m_collect, m_queue, m_review,
             m_compare, m_decide, m_recovery })
        m_pages->addWidget(page);
    m_administration->setParent(this);
    m_reviewing->setParent(this);
    for (auto* page : m_reviewing->pages())
        m_pages->addWidget(page);
    for (auto* page : m_administration->pages())
        m_pages->addWidget(page);
    join_maintenance();
    join_desks();
    connect(&m_station, &Station::changed, this, &Window::watch_station);
    connect(&m_station, &Station::session_ended, this, &Window::send_away);
    connect(&m_station, &Station::hand_wanted, this, [this](const QString& stage) {
        m_touch->tell(stage);
        m_touch->setVisible(!stage.isEmpty());
        m_pages->setVisible(stage.isEmpty());
    });
    connect(m_recovery, &RecoveryPage::asked, this, [this] {
        m_gone->clear();
        show_page(m_recovery);
    });
    connect(&m_station, &Station::person_changed, this, [this] {
        m_idle.setInterval(m_station.person().idle_seconds * 1000);
        say();
    });
    m_idle.setInterval(m_station.person().idle_seconds * 1000);
    m_idle.setObjectName("idle-timer");
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        if (m_progress->is_busy() || m_collect->is_busy() || m_administration->is_busy()
            || m_reviewing->is_busy())
            m_idle.start(); // Nobody is thrown out of what is still being done.
        else
            send_away();
    });
    qApp->installEventFilter(this);
    say();
    show_page(m_idle_page);
}

Window::~Window() = default;

void Window::make_bar()
{
    auto* bar = new QFrame;
    bar->setObjectName("bar");
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(24, 8, 24, 8);
    row->setSpacing(gap);
    m_name = new Text(Rank::Strong, "station-name");
    m_person = new Text(Rank::Body, "person");
    m_person->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_language = new QPushButton;
    m_language->setObjectName("language");
    m_language->setMinimumHeight(44);
    row->addWidget(m_name, 1);
    row->addWidget(m_person, 1);
    m_wants_keyboard = new QPushButton;
    m_wants_keyboard->setObjectName("wants-keyboard");
    m_wants_keyboard->setMinimumHeight(44);
    m_wants_keyboard->setCheckable(true);
    m_wants_keyboard->setFocusPolicy(Qt::NoFocus);
    m_wants_keyboard->setChecked(std::ranges::any_of(QInputDevice::devices(),
        [](auto* device) { return device->type() == QInputDevice::DeviceType::TouchScreen; }));
    row->addWidget(m_wants_keyboard);
    row->addWidget(m_language);
    layout()->addWidget(bar);
    connect(m_wants_keyboard, &QPushButton::toggled, this, &Window::place_keyboard);
    connect(m_keyboard, &Keyboard::closed, m_wants_keyboard,
        [this] { m_wants_keyboard->setChecked(false); });
    connect(qApp, &QApplication::focusChanged, this, &Window::place_keyboard);
    connect(m_language, &QPushButton::clicked, this,
        [] { speak(tongue() == Tongue::Japanese ? Tongue::English : Tongue::Japanese); });
}

void Window::show_login()
{
    bool has_people = m_station.overview().value("has_people").toBool(true);
    show_page(has_people ? static_cast<Page*>(m_login) : m_first);
}

void Window::join_maintenance()
{
    connect(m_idle_page, &IdlePage::bring_in, this, [this](const SeenMedium& medium) {
        m_medium = medium;
        show_login();
    });
    connect(m_idle_page, &IdlePage::log_in, this, &Window::show_login);
    connect(m_first, &FirstPage::back, this, &Window::leave);
    connect(m_first, &FirstPage::made, this, [this] { show_page(m_login); });
    connect(m_login, &LoginPage::back, this, &Window::leave);
    connect(m_login, &LoginPage::must_enrol, this, [this](const Proof& proof) {
        m_enrol->begin(proof);
        show_page(m_enrol);
    });
    connect(m_enrol, &EnrolPage::back, this, &Window::leave);
    connect(m_enrol, &EnrolPage::enrolled, this, [this] { show_page(m_login); });
    connect(m_login, &LoginPage::logged_in, this, [this] {
        if (m_medium.address.isEmpty() || !m_station.person().has("submitter"))
            return show_page(m_desk);
        m_request->begin(m_medium);
        show_page(m_request);
    });
    connect(m_request, &RequestPage::back, this, &Window::leave);
    connect(m_request, &RequestPage::done, this, [this] {
        m_progress->begin(m_request->wish());
        show_page(m_progress);
    });
    connect(m_progress, &ProgressPage::ended, this, &Window::leave);
    connect(m_progress, &ProgressPage::checked, this, [this](const QString& transfer) {
        m_result->tell(m_progress->wish(), transfer);
        show_page(m_result);
    });
    connect(m_result, &ResultPage::withdrawn, this, &Window::leave);
    connect(m_result, &ResultPage::again, this, [this](const Wish& wish) {
        m_progress->begin(wish);
        show_page(m_progress);
    });
    connect(m_result, &ResultPage::accepted, this, [this] {
        m_slip->tell(m_result->wish(), m_result->transfer());
        show_page(m_slip);
    });
    connect(m_slip, &SlipPage::done, this, &Window::leave);
}

void Window::join_desks()
{
    connect(m_desk, &DeskPage::leave, this, &Window::leave);
    connect(m_desk, &DeskPage::collect, this, [this] { show_page(m_collect); });
    connect(m_desk, &DeskPage::approve, this, [this] { show_page(m_queue); });
    connect(m_desk, &DeskPage::review, this, [this] { show_page(m_reviewing->record()); });
    connect(m_desk, &DeskPage::registers, this, [this] { show_page(m_reviewing->registers()); });
    connect(m_desk, &DeskPage::figures, this, [this] { show_page(m_reviewing->figures()); });
    connect(m_desk, &DeskPage::sign_off, this, [this] { show_page(m_reviewing->sign_off()); });
    connect(m_reviewing, &Reviewing::show, this, &Window::show_page);
    connect(m_reviewing, &Reviewing::back, this, [this] { show_page(m_desk); });
    connect(m_desk, &DeskPage::administer, this, [this] { show_page(m_administration->first()); });
    connect(m_desk, &DeskPage::own, this, [this] { show_page(m_administration->own()); });
    connect(m_administration, &Administration::show, this, &Window::show_page);
    connect(m_administration, &Administration::back, this, [this] { show_page(m_desk); });
    connect(m_collect, &CollectPage::back, this, [this] { show_page(m_desk); });
    connect(m_queue, &QueuePage::back, this, [this] { show_page(m_desk); });
    connect(m_queue, &QueuePage::chosen, this, [this](const QJsonObject& transfer) {
        m_review->open(transfer);
        show_page(m_review);
    });
    connect(m_review, &ReviewPage::back, this, [this] { show_page(m_queue); });
    connect(m_review, &ReviewPage::compare, this,
        [this](const QString& transfer, int file, const QByteArray& json) {
            show_page(m_compare);
            m_compare->open(transfer, file, json);
        });
    connect(m_compare, &ComparePage::back, this, [this] { show_page(m_review); });
    connect(m_review, &ReviewPage::decide, this, [this](const QJsonObject& transfer) {
        m_decide->open(transfer);
        show_page(m_decide);
    });
    connect(m_decide, &DecidePage::back, this, [this] { show_page(m_review); });
    connect(m_decide, &DecidePage::decided, this, [this] { show_page(m_queue); });
}

void Window::show_page(Page* page)
{
    if (auto* before = static_cast<Page*>(m_pages->currentWidget()); before != page)
        before->left();
    m_pages->setCurrentWidget(page);
    if (page == m_idle_page || page == m_recovery)
        m_idle.stop();
    else
        m_idle.start();
    page->enter();
}

void Window::place_keyboard()
{
    auto* line = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    m_keyboard->setVisible(m_wants_keyboard->isChecked() && line && isAncestorOf(line));
    if (!m_keyboard->isVisible())
        return;
    layout()->activate();
    for (QWidget* around = line; around; around = around->parentWidget())
        if (auto* scroll = qobject_cast<QScrollArea*>(around))
            scroll->ensureWidgetVisible(line, 0, gap);
}

void Window::leave()
{
    m_medium = {};
    m_files.clear();
    m_administration->forget();
    m_station.log_out();
    show_page(m_idle_page);
}

void Window::send_away()
{
    leave();
    m_idle_page->tell_logged_out();
}

void Window::say()
{
    setWindowTitle(tr("Sekisho"));
    const auto& person = m_station.person();
    m_person->setText(person.account.isEmpty()
            ? QString()
            : shown(person.name + " (" + person.account + ")", 60));
    m_language->setText(tongue() == Tongue::Japanese ? "English" : "日本語");
    m_wants_keyboard->setText(tr("Keyboard"));
    m_keyboard->say();
    m_touch->say();
    watch_station();
}

void Window::ask_for_recovery(bool is_wanted)
{
    if (is_wanted)
        return m_recovery->listen();
    m_recovery->end();
    if (m_pages->currentWidget() == m_recovery)
        show_page(m_idle_page);
}

void Window::watch_station()
{
    auto fault = m_station.is_there() ? QString() : m_station.fault();
    ask_for_recovery(fault == "data-key" || fault == "data-locked");
    if (m_station.is_there() || m_pages->currentWidget() == m_recovery)
        m_gone->clear();
    else if (fault == "data-missing")
        m_gone->tell(Mood::Bad, tr("The disk has no place for what this station keeps"),
            tr("Nothing passes. Tell the administrator: the disk is not the station's, or it has "
               "to be exchanged."));
    else if (fault == "data-no-chip")
        m_gone->tell(Mood::Bad, tr("This machine has no security chip (TPM) that works"),
            tr("Nothing passes, and nothing was written to the disk: without the chip the station "
               "cannot protect what it keeps. Tell the administrator: switch the chip on in the "
               "firmware's settings (TPM 2.0, PTT, fTPM), then start anew."));
    else if (fault == "data-unreadable")
        m_gone->tell(Mood::Bad, tr("What this station keeps cannot be read"),
            tr("Nothing passes. Leave the station switched off and tell the administrator: the "
               "disk has to be copied and looked at before anybody tries anything else on it."));
    else
        m_gone->tell(Mood::Warning, tr("The station does not answer just now"),
            tr("Wait a moment: this goes on by itself, and nothing that you typed is lost."));
    auto name = m_station.overview()["station"].toString();
    m_name->setText(name.isEmpty() ? tr("Sekisho") : tr("Sekisho — %1").arg(shown(name, 60)));
}

void Window::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        say();
    QWidget::changeEvent(event);
}

void Window::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_keyboard->updateGeometry(); // It is as high as the window lets it.
}

// Nothing that a person can press ends the program; the service that started it does.
void Window::closeEvent(QCloseEvent* event)
{
    if (isFullScreen())
        event->ignore();
}

bool Window::eventFilter(QObject* object, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
        if (m_idle.isActive())
            m_idle.start();
        m_station.tell_presence();
        break;
    default: break;
    }
    return QWidget::eventFilter(object, event);
}

}
