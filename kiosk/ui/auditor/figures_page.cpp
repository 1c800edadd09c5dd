// SPDX-License-Identifier: MIT
#include "kiosk/ui/auditor/figures_page.h"

#include "kiosk/ui/auditor/narrowing.h"
#include "kiosk/ui/files/verdict_words.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ui {

FiguresPage::FiguresPage(Station& station)
    : Page("figures")
    , m_station(station)
    , m_period(new Choices("figures-period", 4))
    , m_notice(new Notice("figures-notice"))
    , m_all(new QWidget)
    , m_back(new Button("figures-back"))
{
    auto* rows = new QVBoxLayout(m_all);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(gap);
    auto* first = new Sides;
    m_weeks = make_part(first, "weeks");
    m_reasons = make_part(first, "reasons");
    auto* second = new Sides;
    m_times = make_part(second, "times");
    m_unusual = make_part(second, "unusual");
    auto* third = new Sides;
    m_loans = make_part(third, "loans");
    for (auto* sides : { first, second, third })
        rows->addWidget(sides);
    body()->addWidget(m_period);
    body()->addWidget(m_notice);
    body()->addWidget(m_all);
    body()->addStretch();
    add_left(m_back);
    connect(m_period, &Choices::changed, this, &FiguresPage::ask);
    connect(m_back, &QPushButton::clicked, this, &FiguresPage::back);
}

FiguresPage::Part FiguresPage::make_part(Sides* sides, const char* name)
{
    auto* card = new Card;
    Part part { new Text(Rank::Strong), new Text(Rank::Body, QString(name) + "-sum"),
        new Chart(name) };
    card->inside()->addWidget(part.head);
    card->inside()->addWidget(part.sum);
    card->inside()->addWidget(part.chart);
    card->inside()->addStretch();
    sides->add(card);
    return part;
}

void FiguresPage::enter()
{
    say();
    if (m_period->chosen().isEmpty())
        m_period->choose("month");
    else
        ask();
}

void FiguresPage::ask()
{
    auto period = period_named(m_period->chosen());
    broker::api::Request request;
    request.mutable_show_figures()->set_since(period.since.toStdString());
    request.mutable_show_figures()->set_until(period.until.toStdString());
    m_told = {};
    m_failure.clear();
    say();
    connect(m_station.ask(request, asking()), &Call::finished, this, [this](const Answer& answer) {
        m_failure = answer.is_done() ? QString()
            : answer.reached         ? answer.message
                                     : tr("The station does not answer just now");
        m_told = QJsonDocument::fromJson(answer.json).object();
        say();
    });
}

static QString duration(double seconds)
{
    if (seconds < 60)
        return FiguresPage::tr("%1 s").arg(seconds, 0, 'f', 0);
    if (seconds < 3600)
        return FiguresPage::tr("%1 min").arg(seconds / 60, 0, 'f', 0);
    if (seconds < 24 * 3600)
        return FiguresPage::tr("%1 h").arg(seconds / 3600, 0, 'f', 0);
    return FiguresPage::tr("%1 d").arg(seconds / 86400, 0, 'f', 0);
}

static QString clock(int minutes)
{
    return QString("%1:%2")
        .arg(minutes / 60, 2, 10, QChar('0'))
        .arg(minutes % 60, 2, 10, QChar('0'));
}

void FiguresPage::say_part(
    const Part& part, const QString& head, const QString& sum, const QList<Bar>& bars)
{
    part.head->setText(head);
    part.sum->setText(sum);
    part.sum->setVisible(!sum.isEmpty());
    part.chart->setAccessibleName(head);
    part.chart->show_bars(bars);
    part.chart->setVisible(!bars.isEmpty());
}

void FiguresPage::show_figures()
{
    auto files = m_told["files"].toObject();
    QList<Bar> weeks;
    for (const auto& value : m_told["weeks"].toArray()) {
        auto week = value.toObject();
        weeks.append({ week["week"].toString(), week["transfers"].toDouble() });
    }
    say_part(m_weeks, tr("Transfers per week (from Monday)"),
        tr("%1 in all; %2 handed out, %3 rejected or withdrawn")
            .arg(m_told["transfers"].toInteger())
            .arg(m_told["handed_out"].toInteger())
            .arg(m_told["rejected"].toInteger()),
        weeks);

    QList<Bar> reasons;
    for (const auto& value : m_told["reasons"].toArray()) {
        if (reasons.size() == 12)
            break;
        auto reason = value.toObject();
        auto words = reason_words(reason["code"].toString()).meaning;
        if (words.isEmpty())
            words = shown(reason["code"].toString());
        auto end = words.indexOf(tongue() == Tongue::Japanese ? QString("。") : QString("."));
        reasons.append({ end > 0 ? words.left(end) : words, reason["files"].toDouble() });
    }
    say_part(m_reasons, tr("Files that did not come through, and why"),
        tr("Of %1 files: %2 held back, %3 refused, %4 without an answer. A file may have more than "
           "one reason.")
            .arg(files["brought"].toInteger())
            .arg(files["held"].toInteger())
            .arg(files["refused"].toInteger())
            .arg(files["no_answer"].toInteger()),
        reasons);

    auto approval = m_told["approval"].toObject();
    QList<Bar> times;
    for (const auto& value : approval["steps"].toArray()) {
        auto step = value.toObject();
        times.append(
            { step["up_to"].isNull() ? tr("longer")
                                     : tr("up to %1").arg(duration(step["up_to"].toDouble())),
                step["count"].toDouble() });
    }
    say_part(m_times, tr("From the end of the check to an approval"),
        approval["count"].toInt() == 0 ? tr("No approvals")
                                       : tr("Half of them within %1, the slowest %2")
                                             .arg(duration(approval["median"].toDouble()),
                                                 duration(approval["slowest"].toDouble())),
        times);

    auto fast = m_told["fast"].toObject();
    auto late = m_told["out_of_hours"].toObject();
    auto stale = m_told["stale"].toObject();
    say_part(m_unusual, tr("What stands out (transfers)"),
        tr("Working hours: Monday to Friday, %1 to %2; the station knows no holidays.")
            .arg(clock(late["from"].toInt()), clock(late["until"].toInt())),
        { { tr("Approved within %1").arg(duration(fast["seconds"].toDouble())),
              fast["count"].toDouble() },
            { tr("Out of hours"), late["count"].toDouble() },
            { tr("Stopped by old definitions"), stale["count"].toDouble() } });

    QStringList loans;
    for (const auto& value : m_told["unreturned"].toArray()) {
        auto loan = value.toObject();
        auto line = tr("%1 %2: with %3, due %4")
                        .arg(shown(loan["medium"].toString()), shown(loan["name"].toString(), 40),
                            shown(loan["to"].toString(), 40), shown(loan["until"].toString()));
        loans << (loan["overdue"].toBool() ? tr("OVERDUE — %1").arg(line) : line);
    }
    say_part(m_loans, tr("Media that are not back (%1)").arg(loans.size()),
        loans.isEmpty() ? tr("None is out.") : loans.mid(0, 50).join('\n'), {});
}

void FiguresPage::say()
{
    set_title(tr("Figures"));
    m_period->offer({ { "week", tr("Last 7 days") }, { "month", tr("Last 30 days") },
        { "fiscal", tr("This fiscal year") }, { "all", tr("At any time") } });
    m_back->setText(tr("Back"));
    m_all->setVisible(!m_told.isEmpty());
    if (!m_told.isEmpty()) {
        m_notice->clear();
        show_figures();
    } else if (m_failure.isEmpty()) {
        m_notice->tell(Mood::Calm, tr("The record is being read"));
    } else {
        m_notice->tell(Mood::Warning, m_failure, tr("Wait a moment and try again."));
    }
}

}
