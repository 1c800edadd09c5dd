// SPDX-License-Identifier: MIT
#include "kiosk/ui/auditor/paper.h"

#include <QBuffer>
#include <QJsonObject>
#include <QPainter>
#include <QPdfWriter>
#include <QTextLayout>
#include <cmath>
#include <memory>
#include <vector>

namespace ui {

namespace {

constexpr int dots = 300; // Of an inch.
constexpr double points(double count)
{
    return count * dots / 72;
}

QFont font_of(double size, QFont::Weight weight = QFont::Normal)
{
    QFont font;
    font.setFamilies({ "Noto Sans CJK JP", "IPAexGothic", "Noto Sans" });
    font.setPixelSize(static_cast<int>(points(size)));
    font.setWeight(weight);
    return font;
}

// Lines of a cell: between words, else anywhere, as Japanese is broken.
class Lines {
public:
    Lines(const QString& text, const QFont& font, double width, QPaintDevice* device)
        : m_layout(text, font, device)
    {
        QTextOption how(Qt::AlignLeft);
        how.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        m_layout.setTextOption(how);
        m_layout.beginLayout();
        for (;;) {
            auto line = m_layout.createLine();
            if (!line.isValid())
                break;
            line.setLineWidth(width);
            line.setPosition({ 0, m_height });
            m_height += line.height();
        }
        m_layout.endLayout();
    }
    double height() const { return m_height; }
    void draw(QPainter& painter, QPointF where) const { m_layout.draw(&painter, where); }

private:
    QTextLayout m_layout;
    double m_height { 0 };
};

class Printer {
public:
    Printer(const Paper& paper, QPdfWriter& writer)
        : m_paper(paper)
        , m_writer(writer)
        , m_width(writer.width())
        , m_bottom(writer.height() - points(26))
    {
    }

    // As many pages as it takes; draws those only if there is a painter.
    int print(QPainter* painter, int pages)
    {
        m_painter = painter;
        m_pages = pages;
        m_page = 0;
        weigh();
        begin_page();
        for (const auto& row : m_paper.rows)
            print_row(row.toObject()["cells"].toArray());
        end_page();
        return m_page;
    }

private:
    // Each column by its longest cells, none too narrow to be read.
    void weigh()
    {
        QList<double> wishes;
        for (qsizetype column = 0; column < m_paper.columns.size(); ++column) {
            double most = std::min<double>(letters(m_paper.columns[column]), 12);
            int seen = 0;
            for (const auto& row : m_paper.rows) {
                auto cell = row.toObject()["cells"].toArray()[column].toString();
                most = std::max(most, std::min<double>(letters(cell), 44));
                if (++seen > 500)
                    break;
            }
            wishes << std::sqrt(std::max(most, 5.0));
        }
        double all = 0;
        for (auto wish : wishes)
            all += wish;
        m_widths.clear();
        for (auto wish : wishes)
            m_widths << m_width * wish / all;
    }

    static double letters(const QString& text) // A Japanese one is as wide as two.
    {
        double count = 0;
        for (auto letter : text)
            count += letter.unicode() > 0x2E7F ? 2 : 1;
        return count;
    }

    void text(double x, double y, const QString& words, const QFont& font)
    {
        if (!m_painter)
            return;
        m_painter->setFont(font);
        m_painter->drawText(
            QRectF(x, y, m_width - x, points(30)), Qt::AlignLeft | Qt::AlignTop, words);
    }

    void begin_page()
    {
        ++m_page;
        if (m_painter && m_page > 1)
            m_writer.newPage();
        m_y = 0;
        text(0, m_y, m_paper.title, font_of(15, QFont::Bold));
        m_y += points(24);
        text(0, m_y, m_paper.about, font_of(8));
        m_y += points(16);
        row_of(m_paper.columns, font_of(7, QFont::Bold), true);
    }

    void end_page()
    {
        auto y = m_bottom + points(8);
        if (!m_painter)
            return;
        m_painter->setPen(QPen(Qt::black, points(0.5)));
        m_painter->drawLine(QPointF(0, y), QPointF(m_width, y));
        text(0, y + points(3), m_paper.foot, font_of(7));
        m_painter->setFont(font_of(7));
        m_painter->drawText(QRectF(0, y + points(3), m_width, points(14)),
            Qt::AlignRight | Qt::AlignTop, m_paper.page.arg(m_page).arg(m_pages));
    }

    void print_row(const QJsonArray& cells)
    {
        QStringList words;
        for (qsizetype column = 0; column < m_paper.columns.size(); ++column)
            words << cells[column].toString();
        row_of(words, font_of(7), false);
    }

    void row_of(const QStringList& words, const QFont& font, bool is_head)
    {
        constexpr double room = points(3);
        std::vector<std::unique_ptr<Lines>> cells;
        double height = 0;
        for (qsizetype column = 0; column < words.size(); ++column) {
            cells.push_back(std::make_unique<Lines>(
                words[column], font, m_widths[column] - 2 * room, &m_writer));
            height = std::max(height, cells.back()->height() + 2 * room);
        }
        if (!is_head && m_y + height > m_bottom) {
            end_page();
            begin_page();
        }
        if (m_painter) {
            if (is_head)
                m_painter->fillRect(QRectF(0, m_y, m_width, height), QColor("#e5eef6"));
            m_painter->setPen(QPen(QColor("#5c6770"), points(0.4)));
            double x = 0;
            for (std::size_t column = 0; column < cells.size(); ++column) {
                auto width = m_widths[static_cast<qsizetype>(column)];
                m_painter->drawRect(QRectF(x, m_y, width, height));
                cells[column]->draw(*m_painter, { x + room, m_y + room });
                x += width;
            }
            m_painter->setPen(Qt::black);
        }
        m_y += height;
    }

    const Paper& m_paper;
    QPdfWriter& m_writer;
    QPainter* m_painter { nullptr };
    QList<double> m_widths;
    double m_width;
    double m_bottom;
    double m_y { 0 };
    int m_page { 0 };
    int m_pages { 0 };
};

}

QByteArray pdf_of(const Paper& paper)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(dots);
    writer.setTitle(paper.title);
    writer.setCreator("sekisho-kiosk");
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Landscape,
        QMarginsF(12, 12, 12, 12), QPageLayout::Millimeter));
    Printer printer(paper, writer);
    auto pages = printer.print(nullptr, 0);
    QPainter painter(&writer);
    printer.print(&painter, pages);
    painter.end();
    return bytes;
}

}
