// SPDX-License-Identifier: MIT
#include "kiosk/ui/auditor/history_page.h"

#include "kiosk/ui/auditor/entry_words.h"
#include "kiosk/ui/auditor/story.h"

#include <QJsonDocument>

namespace ui {

static constexpr unsigned most_steps = 200;

HistoryPage::HistoryPage(Station& station)
    : Page("history")
    , m_station(station)
    , m_notice(new Notice("history-notice"))
    , m_rows(new QVBoxLayout)
    , m_files(new Button("history-files"))
    , m_back(new Button("history-back"))
{
    m_rows->setSpacing(12);
    body()->addWidget(m_notice);
    body()->addLayout(m_rows);
    body()->addStretch();
    add_left(m_back);
    add_right(m_files);
    connect(m_files, &QPushButton::clicked, this, [this] { emit files(m_transfer); });
    connect(m_back, &QPushButton::clicked, this, &HistoryPage::back);
}

void HistoryPage::open(const QString& transfer)
{
    m_transfer = transfer;
    m_steps = {};
    m_failure.clear();
}

void HistoryPage::enter()
{
    say();
    broker::api::Request request;
    auto& wanted = *request.mutable_search_record()->mutable_wanted();
    wanted.set_transfer(m_transfer.toStdString());
    wanted.add_without("file_verdict"); // There may be thousands.
    wanted.set_limit(most_steps);
    connect(m_station.ask(request, asking()), &Call::finished, this, [this](const Answer& answer) {
        m_failure = answer.is_done() ? QString()
            : answer.reached         ? answer.message
                                     : tr("The station does not answer just now");
        m_steps = QJsonDocument::fromJson(answer.json).array();
        say();
    });
}

void HistoryPage::show_steps()
{
    while (auto* item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const auto& value : m_steps) {
        auto entry = value.toObject();
        auto* card = new Card;
        card->setObjectName("step-" + entry["type"].toString());
        auto* when = new Text(Rank::Small);
        when->setText(
            moment(entry["wall"].toString()) + "  " + tr("entry %1").arg(entry["seq"].toInteger()));
        auto* what = new Text(Rank::Strong);
        what->setText(words_for_entry(entry["type"].toString()));
        auto* story = new Text(Rank::Body, "story-" + entry["type"].toString());
        story->setText(story_of(entry));
        card->inside()->addWidget(when);
        card->inside()->addWidget(what);
        card->inside()->addWidget(story);
        m_rows->addWidget(card);
    }
}

void HistoryPage::say()
{
    set_title(tr("Transfer %1").arg(shown(m_transfer, 40)));
    m_files->setText(tr("Each file"));
    m_back->setText(tr("Back"));
    if (m_failure.isEmpty())
        m_notice->clear();
    else
        m_notice->tell(Mood::Warning, m_failure, tr("Wait a moment and try again."));
    show_steps();
}

}
