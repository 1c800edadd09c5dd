// SPDX-License-Identifier: MIT
#include "kiosk/ui/auditor/ledger_page.h"

#include "kiosk/ui/auditor/entry_words.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QScroller>

namespace ui {

static constexpr unsigned most_entries = 500;

LedgerPage::LedgerPage(Station& station)
    : Page("ledger")
    , m_station(station)
    , m_words(new Field("ledger-words"))
    , m_kinds(new Choices("ledger-kind", 4))
    , m_list(new QListWidget)
    , m_detail(new QScrollArea)
    , m_notice(new Notice("ledger-notice"))
    , m_search(new Button("ledger-search"))
    , m_back(new Button("ledger-back"))
    , m_verify(new Button("ledger-verify", Weight::Primary))
{
    m_list->setObjectName("entries");
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideRight);
    QScroller::grabGesture(m_list->viewport(), QScroller::TouchGesture);
    m_detail->setWidgetResizable(true);
    m_detail->setObjectName("entry-detail");
    m_detail->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* row = new QHBoxLayout;
    row->setSpacing(gap);
    row->addWidget(m_words, 1);
    row->addWidget(m_search, 0, Qt::AlignBottom);
    auto* sides = new Sides;
    sides->add(m_list, 5);
    sides->add(m_detail, 4);
    m_list->setMinimumHeight(4 * finger);
    body()->addWidget(m_notice);
    body()->addWidget(m_kinds);
    body()->addLayout(row);
    body()->addWidget(sides, 1);
    add_left(m_back);
    add_right(m_verify);
    connect(m_kinds, &Choices::changed, this, &LedgerPage::search);
    connect(m_search, &QPushButton::clicked, this, &LedgerPage::search);
    connect(m_words->edit(), &QLineEdit::returnPressed, this, &LedgerPage::search);
    connect(m_list, &QListWidget::currentRowChanged, this, &LedgerPage::tell);
    connect(m_back, &QPushButton::clicked, this, &LedgerPage::back);
    connect(m_verify, &QPushButton::clicked, this, &LedgerPage::verify);
}

void LedgerPage::enter()
{
    say();
    m_words->edit()->setText({});
    if (m_kinds->chosen().isEmpty())
        m_kinds->choose("all");
    else
        search();
}

void LedgerPage::search()
{
    static const QRegularExpression number("^\\d{8}-\\d{6}-[0-9a-f]{8}$");
    broker::api::Request request;
    auto& verb = *request.mutable_ledger();
    verb.set_verb("show");
    verb.set_limit(most_entries);
    auto words = m_words->text().trimmed();
    if (number.match(words).hasMatch())
        verb.set_transfer(words.toStdString());
    else if (!words.isEmpty())
        verb.set_actor(words.toStdString());
    if (m_kinds->chosen() != "all")
        verb.set_kind(m_kinds->chosen().toStdString());
    auto* call = m_station.ask(request, asking());
    connect(call, &Call::finished, this, [this](const Answer& answer) {
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
        show_entries();
    });
}

void LedgerPage::show_entries()
{
    auto row = m_list->currentRow();
    m_list->clear();
    for (const auto& value : m_entries) {
        auto entry = value.toObject();
        auto* item = new QListWidgetItem(moment(entry["wall"].toString()) + "  "
            + words_for_entry(entry["type"].toString()) + "  " + actor_of(entry));
        item->setSizeHint({ 100, finger });
        m_list->addItem(item);
    }
    m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
    if (m_list->count() == 0)
        tell(-1);
}

void LedgerPage::tell(int row)
{
    auto* card = new Card;
    if (row >= 0 && row < m_entries.size()) {
        auto entry = m_entries[row].toObject();
        auto* head = new Text(Rank::Lead);
        head->setText(words_for_entry(entry["type"].toString()));
        card->inside()->addWidget(head);
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
    m_detail->setWidget(card);
}

void LedgerPage::say()
{
    set_title(tr("The record"));
    m_kinds->offer({ { "all", tr("Everything") }, { "transfer_submit", tr("Submitted") },
        { "approval", tr("Approved") }, { "release_done", tr("Handed out") },
        { "rejection", tr("Rejected") }, { "device_refused", tr("Devices refused") },
        { "login_fail", tr("Failed log-ins") }, { "account_change", tr("Accounts") } });
    m_words->set_label(tr("Number of a transfer, or an account"));
    m_list->setAccessibleName(tr("Entries, the newest first"));
    m_search->setText(tr("Search"));
    m_back->setText(tr("Back"));
    m_verify->setText(tr("Prove the record"));
    show_entries();
}

}
