// SPDX-License-Identifier: MIT
#include "kiosk/ui/auditor/chart.h"

#include "kiosk/ui/look/theme.h"

#include <QLocale>
#include <QPainter>

namespace ui {

static constexpr int row = 34;
static constexpr int between = 12;

Chart::Chart(const QString& name)
{
    setObjectName(name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Chart::show_bars(const QList<Bar>& bars)
{
    m_bars = bars;
    for (auto& bar : m_bars)
        if (bar.number.isEmpty())
            bar.number = QLocale().toString(bar.value, 'f', 0);
    setAccessibleDescription(texts().join("\n"));
    updateGeometry();
    update();
}

QStringList Chart::texts() const
{
    QStringList all;
    for (const auto& bar : m_bars)
        all << bar.name + ": " + bar.number;
    return all;
}

QSize Chart::sizeHint() const
{
    return { 600, std::max(1, static_cast<int>(m_bars.size())) * row };
}

QSize Chart::minimumSizeHint() const
{
    return { 200, sizeHint().height() };
}

void Chart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    auto metrics = painter.fontMetrics();
    int names = 0;
    int numbers = 0;
    double most = 1;
    for (const auto& bar : m_bars) {
        names = std::max(names, metrics.horizontalAdvance(bar.name));
        numbers = std::max(numbers, metrics.horizontalAdvance(bar.number));
        most = std::max(most, bar.value);
    }
    names = std::min(names, width() / 2);
    auto room = std::max(10, width() - names - numbers - 3 * between);
    for (int i = 0; i < static_cast<int>(m_bars.size()); ++i) {
        const auto& bar = m_bars[i];
        auto top = i * row;
        painter.setPen(ink());
        painter.drawText(QRect(0, top, names, row), Qt::AlignLeft | Qt::AlignVCenter,
            metrics.elidedText(bar.name, Qt::ElideRight, names));
        auto length = static_cast<int>(room * bar.value / most);
        painter.setPen(Qt::NoPen);
        painter.setBrush(shade_of(Mood::Calm).strong);
        if (bar.value > 0)
            painter.drawRoundedRect(
                QRect(names + between, top + 7, std::max(3, length), row - 14), 3, 3);
        painter.setPen(ink());
        painter.drawText(QRect(names + 2 * between + (bar.value > 0 ? std::max(3, length) : 0), top,
                             numbers + between, row),
            Qt::AlignLeft | Qt::AlignVCenter, bar.number);
    }
}

}
