// SPDX-License-Identifier: MIT
#include "kiosk/ui/auditor/export_page.h"

#include "kiosk/ui/auditor/paper.h"

#include <QJsonDocument>
#include <QThread>

namespace ui {

static constexpr qsizetype largest_pdf = 900'000; // What a request holds.

ExportPage::ExportPage(Station& station)
    : Page("export")
    , m_station(station)
    , m_what(new Text(Rank::Lead, "export-what"))
    , m_where(new Choices("export-to", 1))
    , m_proof(new ProofFields(station))
    , m_bar(new QProgressBar)
    , m_notice(new Notice("export-notice"))
    , m_back(new Button("export-back"))
    , m_write(new Button("export-write", Weight::Primary))
{
    m_bar->setObjectName("export-share");
    m_bar->setRange(0, 0);
    body()->addWidget(m_notice);
    body()->addWidget(m_what);
    body()->addWidget(m_where);
    body()->addWidget(m_proof);
    body()->addWidget(m_bar);
    body()->addStretch();
    add_left(m_back);
    add_right(m_write);
    connect(m_where, &Choices::changed, this, &ExportPage::may_write);
    connect(m_proof, &ProofFields::changed, this, &ExportPage::may_write);
    connect(m_proof, &ProofFields::entered, m_write, &QPushButton::click);
    connect(m_back, &QPushButton::clicked, this, &ExportPage::back);
    connect(m_write, &QPushButton::clicked, this, &ExportPage::begin);
}

ExportPage::~ExportPage()
{
    if (m_printing)
        m_printing->wait();
}

void ExportPage::open(const Register& wanted)
{
    m_register = wanted;
    m_state = State::Choosing;
    m_where->choose({});
    m_proof->clear();
}

void ExportPage::enter()
{
    say();
}

void ExportPage::left()
{
    m_state = State::Choosing;
    m_proof->clear();
    Page::left();
}

void ExportPage::may_write()
{
    m_write->setEnabled(!m_where->chosen().isEmpty() && m_proof->is_filled());
}

// The paper is made on a thread of its own: many pages take longer than a touch may.
void ExportPage::begin()
{
    m_state = State::Writing;
    say();
    auto station = m_register.told["station"].toString();
    Paper paper { m_register.title(),
        tr("%1 — %2. Made %3.")
            .arg(shown(station), m_register.period.words(),
                moment(m_register.told["made"].toString())),
        tr("Working copy. %1 — %2").arg(m_register.period.words(), m_register.checkpoint()),
        m_register.columns(), m_register.rows(), tr("Page %1 of %2") };
    auto pdf = std::make_shared<QByteArray>();
    auto* thread = QThread::create([paper, pdf] { *pdf = pdf_of(paper); });
    m_printing = thread;
    connect(thread, &QThread::finished, asking(), [this, pdf] { send(*pdf); });
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
}

void ExportPage::send(const QByteArray& pdf)
{
    if (pdf.size() > largest_pdf) {
        Answer answer;
        answer.reached = true;
        answer.message = tr("This is more paper than fits; please choose a shorter time.");
        return end(answer);
    }
    broker::api::Request request;
    auto& verb = *request.mutable_export_register();
    auto& wanted = *verb.mutable_wanted();
    wanted.set_kind((m_register.kind + (tongue() == Tongue::Japanese ? "" : ".en")).toStdString());
    wanted.set_since(m_register.period.since.toStdString());
    wanted.set_until(m_register.period.until.toStdString());
    verb.set_destination(m_where->chosen().toStdString());
    verb.set_pdf(pdf.toStdString());
    connect(m_station.prove(m_proof->proof(), request, asking()), &Call::finished, this,
        &ExportPage::end);
    m_proof->clear();
}

void ExportPage::end(const Answer& answer)
{
    m_answer = answer;
    m_proof->clear();
    m_state = State::Done;
    say();
}

void ExportPage::say()
{
    set_title(tr("Write out: %1").arg(m_register.title()));
    m_what->setText(tr("An evidence copy that proves itself, and a working copy to read and print "
                       "(CSV, JSON, PDF). An output stick is written anew; nothing else stays on "
                       "it."));
    QList<Choices::Choice> places;
    for (const auto& destination : m_station.destinations())
        places.append({ destination,
            destination.startsWith("usb:") ? tr("Output stick in port %1").arg(destination.mid(4))
                                           : shown(destination, 60) });
    m_where->offer(places);
    m_where->setVisible(m_state == State::Choosing);
    m_proof->setVisible(m_state == State::Choosing);
    m_proof->say();
    m_bar->setVisible(m_state == State::Writing);
    m_back->setText(tr("Back"));
    m_back->setEnabled(m_state != State::Writing);
    m_write->setText(tr("Write"));
    m_write->setVisible(m_state == State::Choosing);
    may_write();
    if (m_state == State::Choosing && places.isEmpty())
        m_notice->tell(Mood::Warning, tr("There is no place to write to"),
            tr("Ask an administrator for an output port."));
    else if (m_state == State::Choosing)
        m_notice->clear();
    else if (m_state == State::Writing)
        m_notice->tell(Mood::Calm, tr("It is being written and read back"));
    else if (m_answer.is_done())
        m_notice->tell(Mood::Good, tr("It is written"),
            tr("To %1. That it was written stands in the record.")
                .arg(shown(
                    QJsonDocument::fromJson(m_answer.json).object()["destination"].toString())));
    else
        m_notice->tell(Mood::Bad, tr("It is not written"),
            m_answer.reached ? m_answer.message : tr("The station does not answer just now"));
}

}
