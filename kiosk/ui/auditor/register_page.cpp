// SPDX-License-Identifier: MIT
#include "kiosk/ui/auditor/register_page.h"

#include "kiosk/ui/files/verdict_words.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QScroller>

namespace ui {

static constexpr int most_shown = 200; // All of them are in what is written out.

QString Register::title() const
{
    return own_words(told["register"].toObject()["title"].toObject());
}

QStringList Register::columns() const
{
    QStringList names;
    for (const auto& column : told["register"].toObject()["columns"].toArray())
        names << own_words(column.toObject());
    return names;
}

QJsonArray Register::rows() const
{
    return told["register"].toObject()["rows"].toArray();
}

QString Register::checkpoint() const
{
    auto point = told["checkpoint"].toObject();
    return RegisterPage::tr("The record of %1 entries, root hash %2")
        .arg(point["size"].toInteger())
        .arg(point["root"].toString());
}

RegisterPage::RegisterPage(Station& station)
    : Page("register")
    , m_station(station)
    , m_notice(new Notice("register-notice"))
    , m_about(new Text(Rank::Small, "register-about"))
    , m_table(new QTableWidget)
    , m_back(new Button("register-back"))
    , m_write(new Button("register-write", Weight::Primary))
{
    m_table->setObjectName("rows");
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setWordWrap(true);
    m_table->setMinimumHeight(5 * finger);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(finger);
    QScroller::grabGesture(m_table->viewport(), QScroller::TouchGesture);
    body()->addWidget(m_notice);
    body()->addWidget(m_about);
    body()->addWidget(m_table, 1);
    add_left(m_back);
    add_right(m_write);
    connect(m_back, &QPushButton::clicked, this, &RegisterPage::back);
    connect(m_write, &QPushButton::clicked, this, &RegisterPage::write);
}

void RegisterPage::open(const QString& kind, const Period& period)
{
    m_register = { kind, period, {} };
    m_failure.clear();
}

void RegisterPage::enter()
{
    say();
    if (m_register.told.isEmpty())
        ask();
}

void RegisterPage::ask()
{
    m_asked_in = tongue();
    broker::api::Request request;
    auto& wanted = *request.mutable_show_register();
    wanted.set_kind((m_register.kind + (tongue() == Tongue::Japanese ? "" : ".en")).toStdString());
    wanted.set_since(m_register.period.since.toStdString());
    wanted.set_until(m_register.period.until.toStdString());
    connect(m_station.ask(request, asking()), &Call::finished, this, [this](const Answer& answer) {
        m_failure = answer.is_done() ? QString()
            : answer.reached         ? answer.message
                                     : tr("The station does not answer just now");
        if (answer.is_done())
            m_register.told = QJsonDocument::fromJson(answer.json).object();
        say();
    });
}

void RegisterPage::fill()
{
    auto columns = m_register.columns();
    auto rows = m_register.rows();
    m_table->clear();
    m_table->setColumnCount(static_cast<int>(columns.size()));
    m_table->setHorizontalHeaderLabels(columns);
    m_table->setRowCount(static_cast<int>(std::min<qsizetype>(rows.size(), most_shown)));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        auto cells = rows[row].toObject()["cells"].toArray();
        for (int column = 0; column < m_table->columnCount(); ++column)
            m_table->setItem(row, column,
                new QTableWidgetItem(shown(cells[column].toString(), 400).remove(QChar(0x200B))));
    }
    static constexpr int widest = 320;
    m_table->resizeColumnsToContents();
    for (int column = 0; column < m_table->columnCount(); ++column)
        m_table->setColumnWidth(column, std::clamp(m_table->columnWidth(column) + 20, 100, widest));
    m_table->resizeRowsToContents();
}

void RegisterPage::say()
{
    if (!m_register.told.isEmpty() && m_asked_in != tongue())
        ask(); // Its cells have words, too.
    auto title = m_register.title();
    set_title(title.isEmpty() ? tr("Register") : title);
    m_table->setAccessibleName(title);
    m_back->setText(tr("Back"));
    m_write->setText(tr("Write it out"));
    m_write->setEnabled(!m_register.told.isEmpty());
    m_table->setVisible(!m_register.told.isEmpty());
    if (m_register.told.isEmpty()) {
        m_about->clear();
        if (m_failure.isEmpty())
            m_notice->tell(Mood::Calm, tr("The record is being read"));
        else
            m_notice->tell(Mood::Warning, m_failure, tr("Wait a moment and try again."));
        return;
    }
    m_notice->clear();
    auto count = m_register.rows().size();
    m_about->setText(
        tr("%1. Rows: %2%3. %4")
            .arg(m_register.period.words())
            .arg(count)
            .arg(count > most_shown ? tr(", the first %1 shown").arg(most_shown) : QString())
            .arg(shown(m_register.checkpoint())));
    fill();
}

}
