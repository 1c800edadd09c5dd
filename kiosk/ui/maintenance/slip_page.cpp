// SPDX-License-Identifier: MIT
#include "kiosk/ui/maintenance/slip_page.h"

#include <QJsonDocument>
#include <QThread>

namespace ui {

SlipPage::SlipPage(Station& station, Printer& printer)
    : Page("slip")
    , m_station(station)
    , m_printer(printer)
    , m_sign(new Sign(Mood::Good, 72))
    , m_number(new Text(Rank::Title, "transfer-number"))
    , m_next(new Text(Rank::Lead, "slip-next"))
    , m_proof(new Text(Rank::Small, "slip-proof"))
    , m_code(new QrPicture("slip-code"))
    , m_notice(new Notice("slip-notice"))
    , m_print(new Button("slip-print"))
    , m_done(new Button("slip-done", Weight::Primary))
{
    auto* card = new Card;
    card->inside()->addWidget(m_sign);
    card->inside()->addWidget(m_number);
    card->inside()->addWidget(m_next);
    card->inside()->addStretch();
    auto* proof = new Card;
    proof->inside()->addWidget(m_code);
    proof->inside()->addWidget(m_proof);
    proof->inside()->addStretch();
    auto* sides = new Sides;
    sides->add(card, 2);
    sides->add(proof, 1);
    body()->addWidget(m_notice);
    body()->addWidget(sides);
    body()->addStretch();
    add_left(m_print);
    add_right(m_done);
    connect(m_print, &QPushButton::clicked, this, &SlipPage::print);
    connect(m_done, &QPushButton::clicked, this, &SlipPage::done);
}

SlipPage::~SlipPage()
{
    if (m_at_printer)
        m_at_printer->wait();
}

void SlipPage::tell(const Wish& wish, const QString& transfer)
{
    m_wish = wish;
    m_transfer = transfer;
    m_receipt = {};
    m_code->clear();
}

void SlipPage::enter()
{
    ++m_visit;
    m_has_answer = false;
    look_for_printer();
    say();
    broker::api::Request request;
    request.mutable_ledger()->set_verb("slip");
    request.mutable_ledger()->set_transfer(m_transfer.toStdString());
    connect(m_station.ask(request, asking()), &Call::finished, this, [this](const Answer& answer) {
        // Without a receipt the number is enough: it is in the record all the same.
        m_has_answer = true;
        if (answer.is_done())
            m_receipt = QJsonDocument::fromJson(answer.json).object();
        m_code->tell(m_receipt["line"].toString(), qr::Letters::Alphanumeric);
        say();
    });
}

void SlipPage::left()
{
    m_wish = {};
    m_receipt = {};
    m_code->clear();
    Page::left();
}

Slip SlipPage::slip() const
{
    auto person = m_station.person().name;
    QStringList facts { shown(m_station.overview()["station"].toString()),
        tr("Brought by %1").arg(shown(person)), tr("For %1").arg(shown(m_wish.zone)),
        tr("Label %1").arg(shown(m_wish.label)),
        tr("Purpose: %1").arg(shown(m_wish.purpose, 300)) };
    if (m_receipt.isEmpty())
        return { tr("Slip for what was brought in"), shown(m_transfer), facts,
            tr("Once it is approved, log in with this number at hand and collect the files."), {} };
    facts.insert(1, tr("Taken in %1").arg(moment(m_receipt["when"].toString())));
    facts
        += tr("Entry %1 of the record, under this checkpoint:").arg(m_receipt["entry"].toInteger());
    for (const auto& line : m_receipt["checkpoint"].toString().split('\n', Qt::SkipEmptyParts))
        facts += shown(line);
    return { tr("Slip for what was brought in"), shown(m_transfer), facts,
        tr("Once it is approved, log in with this number at hand and collect the files. The code "
           "proves the entry: `sekisho receipt verify`."),
        m_receipt["line"].toString() };
}

// The printing system answers when it likes, and one question at a time.
void SlipPage::on_printer(const std::function<bool(Printer&)>& act, Paper good, Paper bad)
{
    auto done = std::make_shared<bool>(false);
    auto* thread = QThread::create([this, done, act] { *done = act(m_printer); });
    m_at_printer = thread;
    connect(thread, &QThread::finished, this, [this, done, good, bad, visit = m_visit] {
        if (visit != m_visit)
            return; // The next person's slip is another.
        m_paper = *done ? good : bad;
        say();
    });
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
}

// Where it still prints what somebody took before, nothing is offered.
void SlipPage::look_for_printer()
{
    m_paper = Paper::None;
    if (!m_at_printer)
        on_printer(&Printer::is_there, Paper::Offered, Paper::None);
}

void SlipPage::print()
{
    m_paper = Paper::Printing;
    say();
    auto act = [slip = slip()](Printer& printer) {
        return printer.print(slip.number, [&slip](QPainter& painter) { draw_slip(painter, slip); });
    };
    on_printer(act, Paper::Printed, Paper::Failed);
}

void SlipPage::say()
{
    set_title(tr("Handed over"));
    m_number->setText(shown(m_transfer));
    m_next->setText(
        tr("Note this number. Once somebody has approved it, log in here again and collect "
           "the files.\nYou may pull out the stick."));
    m_proof->setText(m_receipt.isEmpty()
            ? QString()
            : tr("Receipt of the record, entry %1. Take a picture of it: it proves by itself what "
                 "was taken in, and when.")
                  .arg(m_receipt["entry"].toInteger()));
    m_print->setText(tr("Print the slip"));
    m_print->setVisible(m_paper != Paper::None);
    m_print->setEnabled(m_paper != Paper::Printing && m_has_answer);
    if (m_paper == Paper::Printing)
        m_notice->tell(Mood::Calm, tr("The slip is being printed"));
    else if (m_paper == Paper::Printed)
        m_notice->tell(Mood::Good, tr("The slip is printed"));
    else if (m_paper == Paper::Failed)
        m_notice->tell(Mood::Warning, tr("The printer does not take the slip"),
            tr("Nothing is lost: note the number, and tell an administrator of the printer."));
    else
        m_notice->clear();
    m_done->setText(tr("Done"));
}

}
