// SPDX-License-Identifier: MIT
#include "kiosk/ui/files/sheet.h"

#include <QPainter>

namespace ui {

static constexpr int margin = 12;
static constexpr int least_height = 2 * finger;

Sheet::Sheet(const QString& name)
    : m_words(new Text(Rank::Body, name + "-words"))
{
    setObjectName(name);
    m_words->setParent(this); // In no layout: that would have its own mind about the height.
    m_words->move(margin, margin);
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_words->hide();
    auto policy = sizePolicy();
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setStyleSheet(
        QString("QFrame#%1 { background: white; border: 1px solid %2; }").arg(name, line().name()));
}

static QString lines_of(const std::string& words)
{
    QStringList lines;
    for (const auto& one : QString::fromStdString(words).split('\n'))
        lines << shown(one, 8'000);
    return lines.join('\n');
}

void Sheet::show_page(const broker::api::ShownPage& page)
{
    clear();
    if (page.columns() == 0) {
        m_words->setText(lines_of(page.words()));
        m_words->show();
    } else if (page.columns() < 10'000 && page.rows() < 10'000
        && page.pixels().size() == std::size_t { page.columns() } * page.rows() * 4) {
        auto columns = static_cast<int>(page.columns());
        m_picture = QImage(reinterpret_cast<const uchar*>(page.pixels().data()), columns,
            static_cast<int>(page.rows()), qsizetype { columns } * 4, QImage::Format_RGB32)
                        .copy();
    }
    updateGeometry();
    update();
}

void Sheet::clear()
{
    m_picture = {};
    m_words->clear();
    m_words->hide();
    updateGeometry();
    update();
}

int Sheet::heightForWidth(int width) const
{
    if (m_picture.isNull())
        return std::max(least_height, m_words->heightForWidth(width - 2 * margin) + 2 * margin);
    auto across = std::min(width - 2, m_picture.width());
    return across * m_picture.height() / m_picture.width() + 2;
}

QSize Sheet::sizeHint() const
{
    return { 300, heightForWidth(300) };
}

void Sheet::resizeEvent(QResizeEvent*)
{
    m_words->resize(width() - 2 * margin, height() - 2 * margin);
}

void Sheet::paintEvent(QPaintEvent* event)
{
    QFrame::paintEvent(event);
    if (m_picture.isNull())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    auto across = std::min(width() - 2, m_picture.width());
    auto down = across * m_picture.height() / m_picture.width();
    painter.drawImage(QRect((width() - across) / 2, 1, across, down), m_picture);
}

}
