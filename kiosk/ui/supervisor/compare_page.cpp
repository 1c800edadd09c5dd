// SPDX-License-Identifier: MIT
#include "kiosk/ui/supervisor/compare_page.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ui {

static constexpr int narrowest = 300; // Pixels across that are asked for.

ComparePage::ComparePage(Station& station)
    : Page("compare")
    , m_station(station)
    , m_which(new Choices("compare-which", 3))
    , m_before(make_half(broker::api::SIDE_ORIGINAL, "before"))
    , m_after(make_half(broker::api::SIDE_COPY, "after"))
    , m_back(new Button("compare-back"))
    , m_former(new Button("compare-former"))
    , m_number(new Text(Rank::Strong, "compare-number"))
    , m_next(new Button("compare-next"))
{
    set_wide();
    auto* sides = new Sides;
    sides->add(m_before.all);
    sides->add(m_after.all);
    body()->addWidget(m_which);
    body()->addWidget(sides, 1);
    add_left(m_back);
    add_right(m_former);
    add_right(m_number);
    add_right(m_next);
    connect(m_back, &QPushButton::clicked, this, &ComparePage::back);
    connect(m_former, &QPushButton::clicked, this, [this] { turn_to(m_page - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] { turn_to(m_page + 1); });
    connect(m_which, &Choices::changed, this, [this] {
        arrange();
        ask_for_all(); // More room, more pixels.
    });
}

ComparePage::Half ComparePage::make_half(broker::api::Side side, const QString& name)
{
    Half half { side, new QWidget, new Text(Rank::Strong, name + "-head"), new QProgressBar,
        new Notice(name + "-notice"), new Sheet(name), Standing::Nothing, 0, {} };
    half.bar->setRange(0, 0);
    half.bar->setTextVisible(false);
    auto* column = new QVBoxLayout(half.all);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(half.head);
    column->addWidget(half.bar);
    column->addWidget(half.notice);
    column->addWidget(half.sheet);
    column->addStretch(1);
    return half;
}

void ComparePage::open(const QString& transfer, int file, const QByteArray& json)
{
    auto told = QJsonDocument::fromJson(json).object();
    m_transfer = transfer;
    m_file = file;
    m_path = told["path"].toString();
    m_has_copy = !told["outputs"].toArray().isEmpty();
    m_page = 0;
    for (auto* half : { &m_before, &m_after }) {
        half->pages = 0;
        half->standing = Standing::Nothing;
        half->sheet->clear();
    }
    say();
    {
        QSignalBlocker asked_once(m_which);
        m_which->choose("both");
    }
    arrange();
    ask_for_all();
}

void ComparePage::left()
{
    Page::left();
    for (auto* half : { &m_before, &m_after }) { // Nothing of it stays for whoever comes next.
        half->standing = Standing::Nothing;
        half->sheet->clear();
    }
}

void ComparePage::arrange()
{
    auto which = m_which->chosen();
    m_before.all->setVisible(which != "after");
    m_after.all->setVisible(which != "before");
}

void ComparePage::turn_to(quint64 page)
{
    m_page = page;
    ask_for_all();
}

// One after the other: the station shows one page at a time.
void ComparePage::ask_for_all()
{
    Page::left();
    for (auto* half : { &m_before, &m_after })
        half->standing = half->all->isHidden() ? Standing::Nothing : Standing::Asked;
    if (m_after.standing == Standing::Asked && !m_has_copy) {
        m_after.standing = Standing::Refused;
        m_after.no.clear();
        m_after.sheet->clear();
    }
    ask_for(m_before.standing == Standing::Asked ? m_before : m_after);
    say();
}

void ComparePage::ask_for(Half& half)
{
    if (half.standing != Standing::Asked)
        return;
    auto both = m_before.all->isVisibleTo(this) && m_after.all->isVisibleTo(this);
    auto across = std::max(narrowest, (width() - 120) / (both ? 2 : 1));
    broker::api::Request request;
    auto& preview = *request.mutable_preview();
    preview.set_transfer(m_transfer.toStdString());
    preview.set_file(static_cast<quint64>(m_file));
    preview.set_side(half.side);
    preview.set_page(m_page);
    preview.set_columns(static_cast<unsigned>(across * devicePixelRatioF()));
    preview.set_rows(preview.columns() * 3);
    auto* call = m_station.ask(request, asking());
    connect(call, &Call::page_shown, this, [&half](const broker::api::ShownPage& page) {
        half.pages = page.pages();
        half.standing = Standing::Shown;
        half.sheet->show_page(page);
    });
    connect(call, &Call::finished, this, [this, &half](const Answer& answer) {
        if (!answer.is_done()) {
            half.standing = Standing::Refused;
            half.no = answer.reached ? answer.message : tr("The station does not answer just now");
            half.sheet->clear();
        }
        say();
        if (&half == &m_before)
            ask_for(m_after);
    });
}

void ComparePage::say()
{
    set_title(shown(m_path, 100));
    m_which->offer({ { "both", tr("Side by side") }, { "before", tr("As it was brought") },
        { "after", tr("What comes through") } });
    m_before.head->setText(tr("As it was brought"));
    m_after.head->setText(tr("What comes through"));
    for (auto* half : { &m_before, &m_after }) {
        half->bar->setVisible(half->standing == Standing::Asked);
        half->sheet->setVisible(half->standing == Standing::Shown);
        half->sheet->setAccessibleName(half->head->text());
        if (half->standing != Standing::Refused)
            half->notice->clear();
        else if (half == &m_after && !m_has_copy)
            half->notice->tell(Mood::Calm, tr("Nothing of this file comes through"));
        else if (half->pages > 0 && m_page >= half->pages)
            half->notice->tell(Mood::Calm, tr("It has no page %1").arg(m_page + 1));
        else
            half->notice->tell(Mood::Warning, tr("It cannot be shown"), half->no);
    }
    m_number->setText(pages() == 0 ? QString() : tr("Page %1 of %2").arg(m_page + 1).arg(pages()));
    m_former->setText(tr("Page before"));
    m_next->setText(tr("Next page"));
    m_former->setVisible(pages() > 1);
    m_next->setVisible(pages() > 1);
    m_former->setEnabled(m_page > 0);
    m_next->setEnabled(m_page + 1 < pages());
    m_back->setText(tr("Back"));
}

}
