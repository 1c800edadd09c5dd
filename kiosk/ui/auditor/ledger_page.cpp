// SPDX-License-Identifier: MIT
#include "kiosk/ui/auditor/ledger_page.h"

#include "kiosk/ui/auditor/entry_words.h"
#include "kiosk/ui/auditor/story.h"

#include <QJsonDocument>
#include <QScroller>

namespace ui {

static constexpr unsigned page_size = 100;

LedgerPage::LedgerPage(Station& station)
    : Page("ledger")
    , m_station(station)
    , m_what(new Text(Rank::Body, "ledger-what"))
    , m_list(new QListWidget)
    , m_detail(new QScrollArea)
    , m_notice(new Notice("ledger-notice"))
    , m_narrow(new Button("ledger-narrow"))
    , m_newer(new Button("ledger-newer"))
    , m_older(new Button("ledger-older"))
    , m_back(new Button("ledger-back"))
    , m_verify(new Button("ledger-verify", Weight::Primary))
{
    m_list->setObjectName("entries");
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setMinimumHeight(4 * finger);
    QScroller::grabGesture(m_list->viewport(), QScroller::TouchGesture);
    m_detail->setWidgetResizable(true);
    m_detail->setObjectName("entry-detail");
    m_detail->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* row = new QHBoxLayout;
    row->setSpacing(gap);
    row->addWidget(m_what, 1);
    row->addWidget(m_narrow);
    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list, 1);
    auto* turning = new QHBoxLayout;
    turning->addWidget(m_newer);
    turning->addStretch();
    turning->addWidget(m_older);
    column->addLayout(turning);
    auto* sides = new Sides;
    sides->add(left, 5);
    sides->add(m_detail, 4);
    body()->addWidget(m_notice);
    body()->addLayout(row);
    body()->addWidget(sides, 1);
    add_left(m_back);
    add_right(m_verify);
    connect(m_narrow, &QPushButton::clicked, this, &LedgerPage::narrow);
    connect(m_newer, &QPushButton::clicked, this, [this] {
        m_pages.removeLast();
        search();
    });
    connect(m_older, &QPushButton::clicked, this, [this] {
        m_pages.append(static_cast<quint64>(m_entries.last().toObject()["seq"].toInteger()));
        search();
    });
    connect(m_list, &QListWidget::currentRowChanged, this, &LedgerPage::tell);
    connect(m_back, &QPushButton::clicked, this, &LedgerPage::back);
    connect(m_verify, &QPushButton::clicked, this, &LedgerPage::verify);
}

void LedgerPage::look_for(const Narrowing& narrowing)
{
    m_narrowing = narrowing;
    m_pages = { 0 };
    m_entries = {};
}

void LedgerPage::enter()
{
    say();
    if (m_entries.isEmpty())
        search();
}

void LedgerPage::search()
{
    broker::api::Request request;
    auto& wanted = *request.mutable_search_record()->mutable_wanted();
    m_narrowing.put_into(wanted);
    wanted.set_limit(page_size);
    wanted.set_before(m_pages.last());
    m_newer->setEnabled(false); // Until the answer is there.
    m_older->setEnabled(false);
    connect(m_station.ask(request, asking()), &Call::finished, this, &LedgerPage::take);
}

void LedgerPage::take(const Answer& answer)
{
    if (!answer.is_done()) {
        m_notice->tell(Mood::Warning,
            answer.reached ? answer.message : tr("The station does not answer just now"),
            tr("Wait a moment and try again."));
        return;
    }
    m_notice->clear();
    m_entries = {};
    auto told = QJsonDocument::fromJson(answer.json).array();
    for (auto place = told.size() - 1; place >= 0; --place)
        m_entries.append(told[place]);
    m_is_last = m_entries.size() < static_cast<qsizetype>(page_size);
    m_list->setCurrentRow(-1);
    show_entries();
}

void LedgerPage::show_entries()
{
    auto row = m_list->currentRow();
    m_list->clear();
    for (const auto& value : m_entries) {
        auto entry = value.toObject();
        auto* item = new QListWidgetItem(
            moment(entry["wall"].toString()) + "  " + story_of(entry).remove(QChar(0x200B)));
        item->setData(Qt::UserRole, entry["seq"].toInteger());
        item->setSizeHint({ 100, finger });
        m_list->addItem(item);
    }
    m_newer->setEnabled(m_pages.size() > 1);
    m_older->setEnabled(!m_is_last);
    m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
    if (m_list->count() == 0)
        tell(-1);
}

// From one entry to all that goes with it.
void LedgerPage::offer_more(Card* card, const QJsonObject& entry)
{
    auto offer = [&](const char* name, const QString& words, auto act) {
        auto* button = new Button(name);
        button->setText(words);
        connect(button, &QPushButton::clicked, this, act);
        card->inside()->addWidget(button);
    };
    auto narrow_to = [this](const Narrowing& narrowing) {
        look_for(narrowing);
        enter();
    };
    if (auto transfer = entry["transfer"].toString(); !transfer.isEmpty())
        offer("entry-transfer", tr("History of this transfer"),
            [this, transfer] { emit history(transfer); });
    for (const auto* key : { "submitter", "approver", "releaser", "by", "account" }) {
        auto account = entry[key].toString();
        if (account.isEmpty())
            continue;
        offer("entry-person", tr("All by %1").arg(shown(account, 16)), [narrow_to, account] {
            Narrowing narrowing;
            narrowing.person = account;
            narrow_to(narrowing);
        });
        break;
    }
    auto medium = entry["identity"].toString();
    for (const auto* key : { "device", "stick" })
        if (medium.isEmpty())
            medium = entry[key].toObject()["identity"].toString();
    if (!medium.isEmpty())
        offer("entry-medium", tr("All about this medium"), [narrow_to, medium] {
            Narrowing narrowing;
            narrowing.medium = medium;
            narrow_to(narrowing);
        });
}

void LedgerPage::tell(int row)
{
    auto* card = new Card;
    if (row >= 0 && row < m_entries.size()) {
        auto entry = m_entries[row].toObject();
        auto* head = new Text(Rank::Strong, "entry-head");
        head->setText(words_for_entry(entry["type"].toString()));
        auto* story = new Text(Rank::Body, "entry-story");
        story->setText(story_of(entry));
        card->inside()->addWidget(head);
        card->inside()->addWidget(story);
        offer_more(card, entry);
        for (auto it = entry.begin(); it != entry.end(); ++it) {
            auto* line = new Text(Rank::Small);
            auto value = it.value().isString()
                ? it.value().toString()
                : QString::fromUtf8(
                    QJsonDocument(QJsonArray { it.value() }).toJson(QJsonDocument::Compact))
                      .chopped(1)
                      .mid(1);
            line->setText(shown(it.key()) + ": " + shown(value, 600));
            card->inside()->addWidget(line);
        }
    } else {
        auto* none = new Text;
        none->setText(tr("No entry fits."));
        card->inside()->addWidget(none);
    }
    card->inside()->addStretch();
    // One of its buttons may be what was touched.
    if (auto* before = m_detail->takeWidget()) {
        before->hide();
        before->deleteLater();
    }
    m_detail->setWidget(card);
}

void LedgerPage::say()
{
    set_title(tr("The record"));
    auto words = m_narrowing.words();
    m_what->setText(
        words.isEmpty() ? tr("Everything, the newest first") : tr("Only: %1").arg(words));
    m_list->setAccessibleName(tr("Entries, the newest first"));
    m_narrow->setText(tr("Look for something"));
    m_newer->setText(tr("Newer"));
    m_older->setText(tr("Older"));
    m_back->setText(tr("Back"));
    m_verify->setText(tr("Prove the record"));
    show_entries();
}

}
