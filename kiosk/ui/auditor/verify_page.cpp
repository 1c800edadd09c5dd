// SPDX-License-Identifier: MIT
#include "kiosk/ui/auditor/verify_page.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <cmath>

namespace ui {

VerifyPage::VerifyPage(Station& station)
    : Page("verify")
    , m_station(station)
    , m_bar(new QProgressBar)
    , m_notice(new Notice("verify-notice"))
    , m_root(new Text(Rank::Body, "verify-root"))
    , m_findings(new Text(Rank::Body, "verify-findings"))
    , m_back(new Button("verify-back"))
{
    m_bar->setObjectName("verify-share");
    m_bar->setRange(0, 1000);
    body()->addWidget(m_bar);
    body()->addWidget(m_notice);
    body()->addWidget(m_root);
    body()->addWidget(m_findings);
    body()->addStretch();
    add_left(m_back);
    connect(m_back, &QPushButton::clicked, this, &VerifyPage::back);
}

void VerifyPage::enter()
{
    if (m_is_running)
        return;
    m_is_running = true;
    m_bar->setValue(0);
    broker::api::Request request;
    request.mutable_verify_ledger();
    auto* call = m_station.ask(request, this);
    connect(call, &Call::progressed, this, [this](const broker::api::Progress& progress) {
        m_bar->setValue(static_cast<int>(std::lround(progress.share() * 1000)));
    });
    connect(call, &Call::finished, this, [this](const Answer& answer) {
        m_answer = answer;
        m_is_running = false;
        say();
    });
    say();
}

static QString lines_of(const QJsonArray& findings)
{
    QStringList lines;
    for (const auto& finding : findings)
        lines << shown(finding.toObject()["check"].toString()) + ": "
                + shown(finding.toObject()["what"].toString(), 400);
    return lines.join('\n');
}

void VerifyPage::say()
{
    set_title(tr("Proof of the record"));
    m_bar->setVisible(m_is_running);
    m_root->setVisible(!m_is_running);
    m_findings->setVisible(!m_is_running);
    m_back->setText(tr("Back"));
    if (m_is_running) {
        m_notice->tell(Mood::Calm, tr("Every entry is read and every proof is made anew"));
        return;
    }
    auto told = QJsonDocument::fromJson(m_answer.json).object();
    if (told.isEmpty())
        m_notice->tell(
            Mood::Warning, tr("The record could not be proved just now"), m_answer.message);
    else if (m_answer.is_done())
        m_notice->tell(Mood::Good, tr("The record is whole and unchanged"),
            tr("%n entries", nullptr, told["entries"].toInt()));
    else
        m_notice->tell(Mood::Bad, tr("The record does not hold"),
            tr("Stop using this station, leave it switched on, and call the security manager."));
    m_root->setText(
        told.isEmpty() ? QString() : tr("Root hash: %1").arg(shown(told["root"].toString())));
    auto findings = lines_of(told["findings"].toArray());
    auto remarks = lines_of(told["remarks"].toArray());
    m_findings->setText(findings + (findings.isEmpty() || remarks.isEmpty() ? "" : "\n") + remarks);
}

}
