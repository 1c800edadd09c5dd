// SPDX-License-Identifier: MIT
#include "kiosk/ui/supervisor/review_page.h"

#include "kiosk/ui/files/transfer_list.h"

#include <QDateTime>
#include <QJsonArray>

namespace ui {

ReviewPage::ReviewPage(Station& station)
    : Page("review")
    , m_station(station)
    , m_facts(new Text(Rank::Body, "review-facts"))
    , m_said(new Text(Rank::Body, "review-said"))
    , m_notice(new Notice("review-notice"))
    , m_list(new FileList(&m_files))
    , m_back(new Button("review-back"))
    , m_compare(new Button("review-compare"))
    , m_decide(new Button("review-decide", Weight::Primary))
{
    body()->addWidget(m_facts);
    body()->addWidget(m_said);
    body()->addWidget(m_notice);
    body()->addWidget(m_list, 1);
    add_left(m_back);
    add_right(m_compare);
    add_right(m_decide);
    connect(m_back, &QPushButton::clicked, this, &ReviewPage::back);
    connect(m_list, &FileList::chosen, this, [this] { m_compare->setEnabled(true); });
    connect(m_compare, &QPushButton::clicked, this, [this] {
        emit compare(
            m_transfer["transfer"].toString(), m_list->chosen_number(), m_list->chosen_json());
    });
    connect(m_decide, &QPushButton::clicked, this, [this] { emit decide(m_transfer); });
}

void ReviewPage::open(const QJsonObject& transfer)
{
    left(); // Files of another transfer may still be on their way.
    m_transfer = transfer;
    m_files.clear();
    m_is_whole = false;
    m_compare->setEnabled(false);
    m_notice->clear();
    broker::api::Request request;
    request.mutable_files()->set_transfer(transfer["transfer"].toString().toStdString());
    auto* call = m_station.ask(request, asking());
    connect(call, &Call::file_told, &m_files, &FileModel::add);
    connect(call, &Call::finished, this, [this](const Answer& answer) {
        m_is_whole = answer.is_done();
        if (!m_is_whole)
            m_notice->tell(Mood::Warning, tr("Not all files could be shown"),
                tr("Go back and open the transfer again."));
        m_list->choose_first();
        say();
    });
    say();
}

static QString words_for_decision(const QJsonObject& said)
{
    auto kind = said["decision"].toString();
    auto who = shown(said["person"].toString());
    auto words = kind == "content" ? ReviewPage::tr("%1 said yes, %2")
        : kind == "unlock"         ? ReviewPage::tr("%1 opened the way, %2")
        : kind == "witness"        ? ReviewPage::tr("%1 was there as a witness, %2")
                                   : ReviewPage::tr("%1 let it in alone, in an emergency, %2");
    return words.arg(who, moment(said["at"].toString()));
}

void ReviewPage::say()
{
    set_title(shown(m_transfer.value("purpose").toString()));
    auto id = m_transfer.value("transfer").toString();
    m_facts->setText(tr("%1 wants to bring this to %2. %3.\n%4, submitted %5.")
                         .arg(shown(m_transfer.value("submitter_person").toString()),
                             shown(m_transfer.value("zone").toString()),
                             words_for_label(m_transfer.value("label").toString()),
                             words_for_class(m_transfer.value("class").toString()),
                             submitted_at(id).toLocalTime().toString("yyyy-MM-dd HH:mm")));
    QStringList said;
    for (const auto& value : m_transfer.value("decisions").toArray())
        said << words_for_decision(value.toObject());
    m_said->setText(said.join("\n"));
    m_said->setVisible(!said.isEmpty());
    if (m_transfer.value("red").toBool())
        m_notice->tell(Mood::Bad, tr("The glass was broken here"),
            tr("Somebody let this in alone, in an emergency. A third person looks into it."));
    m_back->setText(tr("Back"));
    m_compare->setText(tr("Look into the file"));
    m_decide->setText(tr("Decide"));
    m_decide->setEnabled(m_is_whole);
    m_list->say();
    m_list->say_detail();
}

}
