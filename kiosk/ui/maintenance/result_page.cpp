// SPDX-License-Identifier: MIT
#include "kiosk/ui/maintenance/result_page.h"

namespace ui {

ResultPage::ResultPage(Station& station, FileModel& files)
    : Page("result")
    , m_station(station)
    , m_files(files)
    , m_notice(new Notice("result-notice"))
    , m_password(new Field("file-password", Field::Kind::Secret))
    , m_again(new Button("check-again"))
    , m_passwords(new QWidget)
    , m_held(new QWidget)
    , m_held_words(new Text(Rank::Body, "held-words"))
    , m_as_text(new Button("held-as-text"))
    , m_as_image(new Button("held-as-image"))
    , m_list(new FileList(&files))
    , m_withdraw(new Button("withdraw", Weight::Danger))
    , m_accept(new Button("accept", Weight::Primary))
{
    auto* row = new QHBoxLayout(m_passwords);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gap);
    row->addWidget(m_password, 1);
    row->addWidget(m_again, 0, Qt::AlignBottom);
    auto* held = new QVBoxLayout(m_held);
    held->setContentsMargins(0, 0, 0, 0);
    auto* instead = new Sides;
    instead->add(m_as_text);
    instead->add(m_as_image);
    held->addWidget(m_held_words);
    held->addWidget(instead);
    body()->addWidget(m_notice);
    body()->addWidget(m_passwords);
    body()->addWidget(m_held);
    body()->addWidget(m_list, 1);
    add_left(m_withdraw);
    add_right(m_accept);
    m_password->edit()->setMaxLength(127);
    connect(m_password->edit(), &QLineEdit::textChanged, m_again,
        [this](const QString& text) { m_again->setEnabled(!text.isEmpty()); });
    connect(m_again, &QPushButton::clicked, this, [this] {
        m_wish.passwords << m_password->text(); // Other files may have others.
        withdraw(Then::Again);
    });
    connect(m_as_text, &QPushButton::clicked, this, [this] { ask_for("text"); });
    connect(m_as_image, &QPushButton::clicked, this, [this] { ask_for("image"); });
    connect(m_withdraw, &QPushButton::clicked, this, [this] { withdraw(Then::Leave); });
    connect(m_accept, &QPushButton::clicked, this, &ResultPage::accepted);
}

void ResultPage::left()
{
    setEnabled(true);
    m_password->edit()->setText({});
    m_wish = {};
    Page::left();
}

void ResultPage::tell(const Wish& wish, const QString& transfer)
{
    m_wish = wish;
    m_transfer = transfer;
    m_password->edit()->setText({});
    m_again->setEnabled(false);
    m_list->choose_first();
    say();
}

void ResultPage::ask_for(const char* instead)
{
    m_wish.held = instead;
    withdraw(Then::Again);
}

// Checked once more, it is another transfer; this one must not stay on a supervisor's list.
void ResultPage::withdraw(Then then)
{
    broker::api::Request request;
    request.mutable_reject()->set_transfer(m_transfer.toStdString());
    request.mutable_reject()->set_reason(
        then == Then::Again ? "checked again otherwise" : "withdrawn at the desk");
    setEnabled(false);
    auto* call = m_station.ask(request, asking());
    connect(call, &Call::finished, this, [this, then](const Answer& answer) {
        setEnabled(true);
        if (!answer.is_done()) {
            m_notice->tell(Mood::Warning,
                answer.reached ? answer.message : tr("The station does not answer just now"),
                tr("Wait a moment and try again."));
            return;
        }
        m_password->edit()->setText({});
        if (then == Then::Leave)
            emit withdrawn();
        else
            emit again(Wish(m_wish)); // Its own goes when the page is left.
    });
}

void ResultPage::say()
{
    set_title(tr("What becomes of your files"));
    const auto& counts = m_files.counts();
    auto stays = counts.held + counts.stays;
    bool is_stick_wanted = counts.want_password + counts.offer_text + counts.offer_image > 0;
    if (counts.comes == 0)
        m_notice->tell(Mood::Bad, tr("None of your files comes through"),
            tr("Touch a file to see why, and what you can do about it."));
    else if (stays == 0)
        m_notice->tell(Mood::Good, tr("All %n files come through", nullptr, counts.comes),
            tr("Somebody else looks at them and approves. You may pull out the stick."));
    else
        m_notice->tell(Mood::Warning,
            tr("%1 come through, %2 stay outside").arg(counts.comes).arg(stays),
            is_stick_wanted
                ? tr("Touch a file to see why, and what you can do about it.")
                : tr("Touch a file to see why, and what you can do about it. You may pull out the "
                     "stick."));
    m_passwords->setVisible(counts.want_password > 0);
    m_password->set_label(tr("%n files need a password. Leave the stick in, and type it here.",
        nullptr, counts.want_password));
    m_again->setText(tr("Check again"));
    m_held->setVisible(counts.offer_text + counts.offer_image > 0);
    m_as_text->setVisible(counts.offer_text > 0);
    m_as_image->setVisible(counts.offer_image > 0);
    m_held_words->setText(
        tr("%n files are held: too much of them would be lost. Leave the stick in, and "
           "say what should come through instead.",
            nullptr, counts.held));
    m_as_text->setText(tr("Their text"));
    m_as_image->setText(tr("Pictures of their pages"));
    m_withdraw->setText(tr("Withdraw all"));
    m_accept->setText(tr("Hand over for approval"));
    m_accept->setEnabled(counts.comes > 0);
    m_list->say();
    m_list->say_detail();
}

}
