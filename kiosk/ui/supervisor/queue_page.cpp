// SPDX-License-Identifier: MIT
#include "kiosk/ui/supervisor/queue_page.h"

namespace ui {

QueuePage::QueuePage(Station& station)
    : Page("queue")
    , m_list(new TransferList(station))
    , m_back(new Button("queue-back"))
{
    body()->addWidget(m_list, 1);
    add_left(m_back);
    connect(m_list, &TransferList::chosen, this, &QueuePage::chosen);
    connect(m_back, &QPushButton::clicked, this, &QueuePage::back);
}

void QueuePage::enter()
{
    m_list->load([](const QJsonObject& transfer) {
        return transfer["state"] == "checked" || transfer["red"].toBool();
    });
}

void QueuePage::say()
{
    set_title(tr("Waiting for approval"));
    m_back->setText(tr("Back"));
    m_list->say();
}

}
