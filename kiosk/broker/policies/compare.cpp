// SPDX-License-Identifier: MIT
#include "kiosk/broker/policies/compare.h"

#include <algorithm>
#include <cstdint>

namespace broker {

using Kind = ComparedLine::Kind;
using Lines = std::vector<std::string_view>;

static constexpr std::size_t around = 3; // Lines beside a change.
static constexpr std::size_t most_cells = 4'000'000; // Of the table below: 16 MB.

// A text that does not end with a line's end has another last line than one that does, so the end
// is part of it.
static Lines lines_of(std::string_view text)
{
    Lines lines;
    while (!text.empty()) {
        auto end = text.find('\n');
        auto size = end == std::string_view::npos ? text.size() : end + 1;
        lines.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return lines;
}

static std::string without_end(std::string_view line)
{
    while (line.ends_with('\n') || line.ends_with('\r'))
        line.remove_suffix(1);
    return std::string(line);
}

namespace {

// Both texts from where they begin to differ to where they do no more.
struct Middle {
    const Lines& before;
    const Lines& after;
    std::size_t begin; // In both.
    std::size_t before_end;
    std::size_t after_end;
};

class Writer {
public:
    explicit Writer(const Middle& middle)
        : m_before(middle.before)
        , m_after(middle.after)
    {
    }

    void same(std::size_t i, std::size_t j)
    {
        all.push_back({ Kind::Same, i + 1, j + 1, without_end(m_before[i]) });
    }
    void removed(std::size_t i)
    {
        all.push_back({ Kind::Removed, i + 1, 0, without_end(m_before[i]) });
    }
    void added(std::size_t j) { all.push_back({ Kind::Added, 0, j + 1, without_end(m_after[j]) }); }

    std::vector<ComparedLine> all;

private:
    const Lines& m_before;
    const Lines& m_after;
};

}

// By the longest common part; where that would cost too much, all of one goes and the other comes.
static void write_middle(const Middle& middle, Writer& writer)
{
    auto rows = middle.before_end - middle.begin;
    auto columns = middle.after_end - middle.begin;
    auto before = [&](std::size_t i) { return middle.before[middle.begin + i]; };
    auto after = [&](std::size_t j) { return middle.after[middle.begin + j]; };
    std::size_t i = 0;
    std::size_t j = 0;
    if ((rows + 1) <= most_cells / (columns + 1)) {
        std::vector<std::uint32_t> common((rows + 1) * (columns + 1), 0); // Of what is left.
        auto at = [&](std::size_t row, std::size_t column) -> std::uint32_t& {
            return common[row * (columns + 1) + column];
        };
        for (auto row = rows; row-- > 0;)
            for (auto column = columns; column-- > 0;)
                at(row, column) = before(row) == after(column)
                    ? at(row + 1, column + 1) + 1
                    : std::max(at(row + 1, column), at(row, column + 1));
        while (i < rows && j < columns) {
            if (before(i) == after(j))
                writer.same(middle.begin + i++, middle.begin + j++);
            else if (at(i + 1, j) >= at(i, j + 1))
                writer.removed(middle.begin + i++);
            else
                writer.added(middle.begin + j++);
        }
    }
    while (i < rows)
        writer.removed(middle.begin + i++);
    while (j < columns)
        writer.added(middle.begin + j++);
}

// Changes, and what stands close to one.
static void shorten(const std::vector<ComparedLine>& all, Comparison& told)
{
    std::vector<bool> wanted(all.size(), false);
    for (std::size_t i = 0; i < all.size(); ++i) {
        told.added += all[i].kind == Kind::Added;
        told.removed += all[i].kind == Kind::Removed;
        if (all[i].kind == Kind::Same)
            continue;
        auto last = std::min(i + around + 1, all.size());
        for (auto near = i - std::min(i, around); near < last; ++near)
            wanted[near] = true;
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!wanted[i]) {
            if (told.lines.empty() || told.lines.back().kind != Kind::Left)
                told.lines.push_back({ Kind::Left, 0, 0, "" });
            ++told.lines.back().before;
        } else if (told.lines.size() >= most_compared_lines) {
            told.extent = Comparison::Extent::Part;
            return;
        } else {
            told.lines.push_back(all[i]);
        }
    }
}

Comparison compare_lines(std::string_view before, std::string_view after)
{
    auto old_lines = lines_of(before);
    auto new_lines = lines_of(after);
    Middle middle { old_lines, new_lines, 0, old_lines.size(), new_lines.size() };
    while (middle.begin < middle.before_end && middle.begin < middle.after_end
        && old_lines[middle.begin] == new_lines[middle.begin])
        ++middle.begin;
    while (middle.before_end > middle.begin && middle.after_end > middle.begin
        && old_lines[middle.before_end - 1] == new_lines[middle.after_end - 1]) {
        --middle.before_end;
        --middle.after_end;
    }
    Writer writer(middle);
    for (std::size_t i = 0; i < middle.begin; ++i)
        writer.same(i, i);
    write_middle(middle, writer);
    for (auto i = middle.before_end, j = middle.after_end; i < old_lines.size(); ++i, ++j)
        writer.same(i, j);
    Comparison told;
    shorten(writer.all, told);
    return told;
}

}
