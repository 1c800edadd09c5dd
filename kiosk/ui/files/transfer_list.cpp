// SPDX-License-Identifier: MIT
#include "kiosk/ui/files/transfer_list.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QTimeZone>

namespace ui {

static constexpr int most_rows = 200;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ui::Words)
};

QString words_for_state(const QString& state)
{
    if (state == "submitted")
        return Words::tr("being checked");
    if (state == "checked")
        return Words::tr("waits for approval");
    if (state == "approved")
        return Words::tr("approved, to be collected");
    if (state == "rejected")
        return Words::tr("rejected or withdrawn");
    if (state == "releasing")
        return Words::tr("being handed out");
    if (state == "released")
        return Words::tr("handed out");
    if (state == "failed")
        return Words::tr("came to no end");
    return shown(state);
}

QString words_for_class(const QString& transfer_class)
{
    if (transfer_class == "document")
        return Words::tr("Documents");
    if (transfer_class == "mail")
        return Words::tr("Mail");
    if (transfer_class == "update")
        return Words::tr("Update");
    return shown(transfer_class);
}

QString words_for_label(const QString& label)
{
    auto axes = label.split(',');
    if (axes.size() != 3)
        return shown(label);
    return Words::tr("Confidentiality %1, integrity %2, availability %3")
        .arg(axes[0].mid(1), axes[1].mid(1), axes[2].mid(1));
}

QDateTime submitted_at(const QString& transfer)
{
    auto time = QDateTime::fromString(transfer.left(15), "yyyyMMdd-HHmmss");
    time.setTimeZone(QTimeZone::utc());
    return time;
}

static QString age_of(const QString& transfer)
{
    auto minutes = submitted_at(transfer).secsTo(QDateTime::currentDateTimeUtc()) / 60;
    if (minutes < 60)
        return Words::tr(
            "since %n minutes", nullptr, static_cast<int>(std::max<qint64>(minutes, 0)));
    if (minutes < qint64 { 60 } * 24)
        return Words::tr("since %n hours", nullptr, static_cast<int>(minutes / 60));
    return Words::tr("since %n days", nullptr, static_cast<int>(minutes / 60 / 24));
}

TransferList::TransferList(Station& station)
    : m_station(station)
    , m_empty(new Text(Rank::Lead, "no-transfers"))
    , m_rows(new QVBoxLayout)
{
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_empty);
    m_rows->setSpacing(12);
    all->addLayout(m_rows);
    all->addStretch();
}

void TransferList::load(std::function<bool(const QJsonObject&)> wanted)
{
    delete m_call; // Nobody waits for it any more.
    m_transfers = {};
    m_is_loaded = false;
    say();
    broker::api::Request request;
    request.mutable_list();
    m_call = m_station.ask(request, this);
    connect(
        m_call, &Call::finished, this, [this, wanted = std::move(wanted)](const Answer& answer) {
            m_call = nullptr;
            m_failure = answer.is_done() ? QString()
                : answer.reached         ? answer.message
                                         : tr("The station does not answer just now");
            m_transfers = {};
            for (const auto& value : QJsonDocument::fromJson(answer.json).array())
                if (wanted(value.toObject()))
                    m_transfers.append(value);
            m_is_loaded = true;
            say();
        });
}

void TransferList::say()
{
    while (auto* item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // One of its buttons may be what was touched.
        delete item;
    }
    m_empty->setText(m_failure.isEmpty() ? tr("Nothing is waiting here.") : m_failure);
    m_empty->setVisible(m_is_loaded && m_transfers.isEmpty());
    int left = most_rows;
    for (const auto& value : m_transfers) {
        if (left-- == 0)
            break;
        auto transfer = value.toObject();
        auto id = transfer["transfer"].toString();
        auto* row = new Card;
        row->setObjectName("transfer-" + id);
        auto* line = new QHBoxLayout;
        auto* words = new QVBoxLayout;
        auto* purpose = new Text(Rank::Lead);
        purpose->setText(shown(transfer["purpose"].toString()));
        auto* who = new Text;
        who->setText(tr("%1, %2 to %3")
                         .arg(shown(transfer["submitter_person"].toString()),
                             words_for_class(transfer["class"].toString()),
                             shown(transfer["zone"].toString())));
        auto* state = new Text(Rank::Small);
        state->setText(words_for_state(transfer["state"].toString()) + ", " + age_of(id) + ", "
            + words_for_label(transfer["label"].toString()));
        words->addWidget(purpose);
        words->addWidget(who);
        words->addWidget(state);
        line->addLayout(words, 1);
        auto* open = new Button("open-" + id, Weight::Primary);
        open->setText(tr("Open"));
        open->setAccessibleName(tr("Open %1").arg(purpose->text()));
        connect(open, &QPushButton::clicked, this, [this, transfer] { emit chosen(transfer); });
        line->addWidget(open);
        row->inside()->addLayout(line);
        m_rows->addWidget(row);
    }
}

}
