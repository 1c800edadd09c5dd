// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/text/table_writer.h"

#include "sanitizer/rebuild/text/formula.h"

#include <algorithm>
#include <array>

namespace rebuild_text {

using Text = std::u32string_view;

static constexpr Text known_delimiters = U",\t;"; // The first wins a draw.
static constexpr std::size_t most_compared_lines = 100;

static bool needs_quotes(char32_t c)
{
    return c == ',' || c == ';' || c == '\t' || c == '"' || c == '\n';
}

// The delimiter that most lines hold as often as the line before them does: a title above the table
// holds none.
static char32_t likely_delimiter(Text text)
{
    std::array<std::size_t, known_delimiters.size()> before {};
    std::array<std::size_t, known_delimiters.size()> now {};
    std::array<std::size_t, known_delimiters.size()> agreeing {};
    std::size_t lines = 0;
    bool quoted = false;
    for (std::size_t i = 0; i <= text.size() && lines < most_compared_lines; ++i) {
        auto c = i < text.size() ? text[i] : U'\n';
        if (c == '"')
            quoted = !quoted;
        if (auto which = known_delimiters.find(c); which != Text::npos && !quoted)
            ++now[which];
        if (c != '\n' || (quoted && i < text.size()))
            continue;
        for (std::size_t which = 0; which < now.size(); ++which)
            agreeing[which] += now[which] > 0 && (lines == 0 || now[which] == before[which]);
        ++lines;
        before = now;
        now = {};
    }
    auto best = std::ranges::max_element(agreeing);
    return known_delimiters[std::size_t(best - agreeing.begin())];
}

TableWriter::TableWriter(charset::Output& output, charset::Removals& removals, char32_t delimiter,
    std::size_t cell_limit)
    : m_output(output)
    , m_removals(removals)
    , m_written_delimiter(delimiter)
    , m_cell_limit(cell_limit)
{
}

// "sep=;" is obeyed, as Excel does, and not passed on.
void TableWriter::begin(Text& points)
{
    constexpr std::size_t order_size = 5;
    bool ordered = begins_as_separator_line(points) && points.size() >= order_size
        && known_delimiters.find(points[order_size - 1]) != Text::npos
        && (points.size() == order_size || points[order_size] == '\n');
    m_read_delimiter = m_written_delimiter == '\t' ? U'\t' : likely_delimiter(points);
    if (ordered) {
        m_read_delimiter = points[order_size - 1];
        points.remove_prefix(std::min(points.size(), order_size + 1));
        m_removals.add(charset::Removal::SeparatorLine, m_line++);
    }
}

void TableWriter::write_cell()
{
    bool order = m_first_cell && begins_as_separator_line(m_cell);
    m_first_cell = false;
    if (order || begins_as_formula(m_cell)) {
        m_removals.add(charset::Removal::Formula, m_line);
        m_cell.insert(m_cell.begin(), '\'');
    }
    if (std::ranges::none_of(m_cell, needs_quotes)) {
        m_output.append_points(m_cell, charset::LineEnd::Lf);
        return;
    }
    m_output.append('"');
    for (Text rest = m_cell; !rest.empty();) {
        auto quote = rest.find('"');
        auto part = rest.substr(0, quote);
        m_output.append_points(part, charset::LineEnd::Lf);
        rest.remove_prefix(part.size());
        if (quote != Text::npos) {
            m_output.append("\"\"");
            rest.remove_prefix(1);
        }
    }
    m_output.append('"');
}

void TableWriter::end_cell()
{
    if (m_cells_in_row++ > 0)
        m_output.append(static_cast<char>(m_written_delimiter));
    write_cell();
    m_cell.clear();
    m_place = Place::Start;
}

void TableWriter::end_row()
{
    end_cell();
    m_cells_in_row = 0;
    m_output.append("\r\n");
}

void TableWriter::add(char32_t c)
{
    bool quoted = m_place == Place::Quoted;
    if (c == '\v')
        c = quoted ? '\n' : ' ';
    if (c == '"' && m_place == Place::Start) {
        m_place = Place::Quoted;
    } else if (c == '"' && quoted) {
        m_place = Place::AfterQuote;
    } else if (c == '"' && m_place == Place::AfterQuote) {
        m_cell += c;
        m_place = Place::Quoted;
    } else if (c == m_read_delimiter && !quoted) {
        end_cell();
    } else if (c == '\n' && !quoted) {
        end_row();
    } else {
        m_cell += c;
        if (!quoted)
            m_place = Place::Plain;
    }
    if (c == '\n')
        ++m_line;
}

bool TableWriter::write(Text points)
{
    if (m_read_delimiter == 0)
        begin(points);
    auto is_ordinary = [this](char32_t c) {
        return c != '"' && c != m_read_delimiter && c != '\n' && c != '\v';
    };
    while (!points.empty()) {
        // Most of a table is the inside of cells.
        std::size_t run = 0;
        if (m_place == Place::Plain || m_place == Place::Quoted) {
            while (run < points.size() && is_ordinary(points[run]))
                ++run;
            m_cell.append(points.substr(0, run));
        }
        if (run == 0)
            add(points[run++]);
        points.remove_prefix(run);
        if (m_cell.size() > m_cell_limit)
            return false;
    }
    return true;
}

bool TableWriter::finish()
{
    if (m_cells_in_row > 0 || m_place != Place::Start)
        end_row();
    return m_cell.size() <= m_cell_limit;
}

}
