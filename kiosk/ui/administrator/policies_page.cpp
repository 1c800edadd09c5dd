// SPDX-License-Identifier: MIT
#include "kiosk/ui/administrator/policies_page.h"

#include "kiosk/ui/administrator/policy_words.h"

#include <QJsonDocument>

namespace ui {

static constexpr int most_lines = 400;

PoliciesPage::PoliciesPage(Station& station)
    : ListPage("policies", station)
    , m_station(station)
    , m_propose(new Button("policy-propose", Weight::Primary))
{
    add_right(m_propose);
    connect(m_propose, &QPushButton::clicked, this, &PoliciesPage::propose);
}

ListPage::Words PoliciesPage::words() const
{
    return { tr("Policy"), tr("There is no policy.") };
}

static broker::api::Request all_policies()
{
    broker::api::Request request;
    request.mutable_list_policies();
    return request;
}

broker::api::Request PoliciesPage::request() const
{
    return all_policies();
}

Row PoliciesPage::row(const QJsonObject& version) const
{
    auto sha256 = version["sha256"].toString();
    auto reason = shown(version["reason"].toString());
    auto proposer = shown(version["proposer"].toString());
    Row row { sha256.left(12), reason.isEmpty() ? tr("The policy of the installation") : reason,
        words_for_policy_state(version),
        proposer.isEmpty()
            ? tr("SHA-256 %1…").arg(sha256.left(12))
            : tr("Proposed by %1, %2; SHA-256 %3…")
                  .arg(proposer, moment(version["proposed_at"].toString()), sha256.left(12)) };
    if (version["state"] == "active")
        row.mood = Mood::Good;
    else if (version["state"] == "proposed")
        row.mood = Mood::Warning;
    return row;
}

void PoliciesPage::say()
{
    ListPage::say();
    m_propose->setText(tr("Propose a policy"));
    m_propose->setVisible(m_station.person().has("administrator"));
}

PolicyPage::PolicyPage(Station& station)
    : ThingPage("policy-one", station)
    , m_lines_title(new Text(Rank::Strong, "policy-lines-title"))
    , m_lines(new QVBoxLayout)
{
    m_lines->setSpacing(2);
    auto* card = new Card;
    card->inside()->addWidget(m_lines_title);
    card->inside()->addLayout(m_lines);
    body()->insertWidget(body()->count() - 1, card);
}

broker::api::Request PolicyPage::request() const
{
    return all_policies();
}

void PolicyPage::enter()
{
    m_compared = {};
    m_failure.clear();
    ThingPage::enter();
    broker::api::Request request;
    request.mutable_compare_policies()->set_after(thing()["sha256"].toString().toStdString());
    auto* call = station().ask(request, asking());
    connect(call, &Call::finished, this, [this](const Answer& answer) {
        m_failure = answer.is_done() ? QString()
            : answer.reached         ? answer.message
                                     : tr("The station does not answer just now");
        if (answer.is_done())
            m_compared = QJsonDocument::fromJson(answer.json).object();
        say();
    });
}

bool PolicyPage::is_it(const QJsonObject& version) const
{
    return version["sha256"] == thing()["sha256"];
}

QString PolicyPage::title() const
{
    auto reason = shown(thing()["reason"].toString());
    return reason.isEmpty() ? tr("The policy of the installation") : reason;
}

QList<Fact> PolicyPage::facts() const
{
    auto by = [this](const char* person, const char* at) {
        auto name = shown(thing()[person].toString());
        return name.isEmpty() ? name : name + ", " + moment(thing()[at].toString());
    };
    return { { tr("State"), words_for_policy_state(thing()) },
        { tr("Proposed"), by("proposer", "proposed_at") },
        { tr("Put in force"), by("activator", "activated_at") },
        { tr("SHA-256"), shown(thing()["sha256"].toString()) } };
}

QList<ThingPage::Way> PolicyPage::ways() const
{
    QList<Way> ways;
    bool administers = station().person().has("administrator");
    bool is_mine = thing()["proposer"] == station().person().name;
    if (thing()["state"] == "proposed" && !is_mine && !m_compared.isEmpty())
        ways.append({ "policy-activate", tr("Put it in force"), Weight::Primary });
    if (thing()["state"] == "proposed" && administers)
        ways.append({ "policy-withdraw", tr("Take the proposal back"), Weight::Danger });
    if ((thing()["state"] == "before" || thing()["state"] == "withdrawn") && administers)
        ways.append({ "policy-repropose", tr("Propose it again") });
    return ways;
}

void PolicyPage::tell(Notice& notice) const
{
    if (thing()["state"] == "proposed" && thing()["proposer"] == station().person().name)
        notice.tell(Mood::Calm, tr("Another person puts it in force"),
            tr("An approver or another administrator compares it and signs."));
}

void PolicyPage::say()
{
    ThingPage::say();
    say_lines();
}

void PolicyPage::say_lines()
{
    while (auto* item = m_lines->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    auto lines = std::as_const(m_compared)["lines"].toArray();
    auto add = [this](const QString& words, Mood mood) {
        auto* line = new Text;
        line->setText(words);
        line->set_mood(mood);
        m_lines->addWidget(line);
    };
    if (!m_failure.isEmpty())
        m_lines_title->setText(m_failure);
    else if (thing()["state"] == "active")
        m_lines_title->setText(tr("This is the policy in force."));
    else
        m_lines_title->setText(
            tr("What it changes against the policy in force: %1 lines come (＋), %2 go (－)")
                .arg(std::as_const(m_compared)["added"].toInt())
                .arg(std::as_const(m_compared)["removed"].toInt()));
    if (thing()["state"] == "active")
        return;
    int left = most_lines;
    for (const auto& value : lines) {
        if (left-- == 0)
            break;
        auto line = value.toObject();
        auto sign = line["sign"].toString();
        auto text = shown(line["text"].toString(), 400);
        if (sign == "~")
            add("⋯ " + tr("%n lines", nullptr, line["before"].toInt()), Mood::Calm);
        else if (sign == "+")
            add(QString("＋ %1  %2").arg(line["after"].toInt()).arg(text), Mood::Good);
        else if (sign == "-")
            add(QString("－ %1  %2").arg(line["before"].toInt()).arg(text), Mood::Bad);
        else
            add(QString("　 %1  %2").arg(line["after"].toInt()).arg(text), Mood::Calm);
    }
    if (lines.size() > most_lines
        || (m_compared.contains("whole") && !std::as_const(m_compared)["whole"].toBool()))
        add(tr("There is more than can be shown here: compare it on the command line."),
            Mood::Warning);
}

}
