// SPDX-License-Identifier: MIT
#include "kiosk/ui/maintenance/progress_page.h"

#include <QJsonDocument>
#include <cmath>

namespace ui {

ProgressPage::ProgressPage(Station& station, FileModel& files)
    : Page("progress")
    , m_station(station)
    , m_files(files)
    , m_bar(new QProgressBar)
    , m_left(new Text(Rank::Lead, "time-left"))
    , m_current(new Text(Rank::Small, "current-file"))
    , m_list(new FileList(&files))
    , m_notice(new Notice("progress-notice"))
    , m_cancel(new Button("cancel", Weight::Danger))
    , m_go_on(new Button("go-on", Weight::Primary))
    , m_close(new Button("progress-close", Weight::Primary))
{
    m_bar->setObjectName("share");
    m_bar->setRange(0, 1000);
    body()->addWidget(m_notice);
    body()->addWidget(m_bar);
    body()->addWidget(m_left);
    body()->addWidget(m_current);
    body()->addWidget(m_list, 1);
    add_left(m_cancel);
    add_right(m_go_on);
    add_right(m_close);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_state == State::Running) {
            m_state = State::Asked;
        } else if (m_call) {
            m_state = State::Ending;
            m_call->cancel();
        }
        say();
    });
    connect(m_go_on, &QPushButton::clicked, this, [this] {
        m_state = State::Running;
        say();
    });
    connect(m_close, &QPushButton::clicked, this, &ProgressPage::ended);
}

void ProgressPage::begin(const Wish& wish)
{
    m_wish = wish;
    m_files.clear();
    m_progress.Clear();
    m_progress.set_seconds_left(-1);
    m_notice->clear();
    m_state = State::Running;
    broker::api::Request request;
    auto& submit = *request.mutable_submit();
    submit.set_medium(wish.medium.address.toStdString());
    submit.set_seen_as(wish.medium.seen_as.toStdString());
    submit.set_zone(wish.zone.toStdString());
    submit.set_transfer_class(wish.transfer_class.toStdString());
    submit.set_purpose(wish.purpose.toStdString());
    submit.set_label(wish.label.toStdString());
    submit.set_held(wish.held.toStdString());
    for (const auto& password : wish.passwords)
        submit.add_file_passwords(password.toStdString());
    m_call = m_station.ask(request, this);
    connect(m_call, &Call::progressed, this, &ProgressPage::take);
    connect(m_call, &Call::file_told, &m_files, &FileModel::add);
    connect(m_call, &Call::finished, this, &ProgressPage::finish);
    say();
}

void ProgressPage::left()
{
    m_wish = {};
    Page::left();
}

void ProgressPage::take(const broker::api::Progress& progress)
{
    m_progress = progress;
    say();
}

void ProgressPage::finish(const Answer& answer)
{
    m_call = nullptr;
    m_state = State::Over;
    auto transfer = QJsonDocument::fromJson(answer.json).object()["transfer"].toString();
    if (answer.exit_status <= 1 && !transfer.isEmpty() && answer.json.contains("manifest_sha256")) {
        emit checked(transfer);
        return;
    }
    if (!answer.reached)
        m_notice->tell(Mood::Warning, tr("The station stopped answering"),
            tr("How far it came is not known. Leave the stick where it is, and look at your "
               "transfers "
               "once the station is back."));
    else
        m_notice->tell(Mood::Warning, answer.message,
            tr("Nothing of this medium comes through. The record has what was done."));
    say();
}

static double share_of(const broker::api::Progress& progress)
{
    if (progress.share() > 0)
        return progress.share();
    return progress.files_total() == 0
        ? 0
        : static_cast<double>(progress.files_done()) / static_cast<double>(progress.files_total());
}

void ProgressPage::say()
{
    set_title(m_state == State::Ending       ? tr("It is being ended")
            : m_state == State::Over         ? tr("The check is over")
            : m_progress.stage() == "intake" ? tr("Your stick is being read")
                                             : tr("Your files are being checked"));
    m_bar->setValue(static_cast<int>(std::lround(share_of(m_progress) * 1000)));
    m_bar->setVisible(m_state != State::Over);
    auto seconds = m_progress.seconds_left();
    m_left->setText(m_state == State::Over ? QString()
            : seconds < 0                  ? tr("Working out how long it takes")
            : seconds < 60
            ? tr(
                "About %n seconds left", nullptr, std::max(1, static_cast<int>(std::ceil(seconds))))
            : tr("About %n minutes left", nullptr, static_cast<int>(std::ceil(seconds / 60))));
    m_current->setText(m_state == State::Over
            ? QString()
            : shown(QString::fromStdString(m_progress.current()), 120));
    if (m_state == State::Asked)
        m_notice->tell(Mood::Warning, tr("End the check?"),
            tr("Nothing of this stick will come through. You can begin anew at any time."));
    else if (m_state == State::Running)
        m_notice->clear();
    m_cancel->setText(m_state == State::Asked ? tr("Yes, end it") : tr("End the check"));
    m_cancel->setVisible(m_state == State::Running || m_state == State::Asked);
    m_go_on->setText(tr("No, go on"));
    m_go_on->setVisible(m_state == State::Asked);
    m_close->setText(tr("Close"));
    m_close->setVisible(m_state == State::Over);
    m_list->say();
}

}
