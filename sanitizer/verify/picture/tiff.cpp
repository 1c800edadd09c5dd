// SPDX-License-Identifier: MIT
// A TIFF as sanitizer/encode/picture writes it: pages one behind the other, each a directory, its
// long values and its strips, in that order and without a gap.
#include "sanitizer/verify/picture/budget.h"
#include "sanitizer/verify/picture/inflate.h"

#include <algorithm>
#include <optional>

namespace verify_picture {

static constexpr std::uint32_t most_per_metre = 1'000'000;
static constexpr std::size_t strip_bytes = 256 << 10;

static Error other()
{
    return Error { "a TIFF that we do not write" };
}

enum FieldType : std::uint16_t { Short = 3, Long = 4, Rational = 5 };

// Reads a directory's entries, each of which must be the one that is asked for.
class Directory {
public:
    static Result<Directory> at(base::View file, std::size_t start)
    {
        base::Reader reader(file);
        TRY(reader.seek(start));
        auto count = TRY(reader.u16_le());
        auto entries = TRY(reader.take(count * std::size_t { 12 }));
        auto next = TRY(reader.u32_le());
        return Directory(file, entries, next, reader.position());
    }

    bool comes(std::uint16_t tag) const
    {
        return m_entries.size() >= 12 && (m_entries[0] | m_entries[1] << 8) == tag;
    }

    Result<std::uint32_t> number(std::uint16_t tag, FieldType type)
    {
        auto value = TRY(entry(tag, type, 1));
        if (type == Short && value > 0xFFFF)
            return other();
        return value;
    }

    // Two or more, which lie where the last such values ended.
    Result<std::vector<std::uint32_t>> list(std::uint16_t tag, FieldType type, std::uint32_t count)
    {
        if (TRY(entry(tag, type, count)) != m_end)
            return other();
        base::Reader reader(m_file);
        TRY(reader.seek(m_end));
        std::vector<std::uint32_t> values;
        auto numbers = std::uint64_t { count } * (type == Rational ? 2 : 1);
        for (std::uint64_t i = 0; i < numbers; ++i)
            values.push_back(type == Short ? TRY(reader.u16_le()) : TRY(reader.u32_le()));
        m_end = reader.position();
        return values;
    }

    Result<std::vector<std::uint32_t>> numbers(std::uint16_t tag, std::uint32_t count)
    {
        if (count == 1)
            return std::vector<std::uint32_t> { TRY(number(tag, Long)) };
        return list(tag, Long, count);
    }

    bool is_read() const { return m_entries.empty(); }
    std::uint32_t next() const { return m_next; }
    std::size_t end() const { return m_end; } // Of the directory and its values.

private:
    Directory(base::View file, base::View entries, std::uint32_t next, std::size_t end)
        : m_file(file)
        , m_entries(entries)
        , m_next(next)
        , m_end(end)
    {
    }

    Result<std::uint32_t> entry(std::uint16_t tag, FieldType type, std::uint32_t count)
    {
        if (m_entries.empty())
            return other();
        base::Reader reader(m_entries);
        if (TRY(reader.u16_le()) != tag || TRY(reader.u16_le()) != type
            || TRY(reader.u32_le()) != count)
            return other();
        auto value = TRY(reader.u32_le());
        m_entries = m_entries.subspan(12);
        return value;
    }

    base::View m_file;
    base::View m_entries;
    std::uint32_t m_next;
    std::size_t m_end;
};

struct Page {
    std::uint32_t width { 0 };
    std::uint32_t height { 0 };
    std::uint32_t channels { 1 };
    bool bilevel { false };
    std::uint32_t rows { 0 }; // Of a strip.
    std::vector<std::uint32_t> offsets;
    std::vector<std::uint32_t> sizes;

    std::size_t row_bytes() const
    {
        return bilevel ? (std::size_t { width } + 7) / 8 : std::size_t { width } * channels;
    }
};

static Result<void> read_form(Directory& directory, Page& page)
{
    auto ahead = directory;
    auto bits = ahead.number(258, Short);
    if (bits) {
        directory = ahead;
        page.bilevel = bits.value() == 1;
        if (!page.bilevel && bits.value() != 8)
            return other();
        return {};
    }
    for (std::uint32_t channels : { 3u, 4u }) {
        auto attempt = directory;
        auto all = attempt.list(258, Short, channels);
        if (!all)
            continue;
        directory = attempt;
        page.channels = channels;
        return std::ranges::count(all.value(), 8u) == channels ? Result<void> {} : other();
    }
    return other();
}

static Result<void> read_resolution(Directory& directory)
{
    for (std::uint16_t tag = 282; tag <= 283; ++tag) {
        auto ratio = TRY(directory.list(tag, Rational, 1));
        if (ratio[0] == 0 || ratio[0] > most_per_metre || ratio[1] != 100)
            return other();
    }
    return TRY(directory.number(296, Short)) == 3 ? Result<void> {} : other();
}

static Result<Page> read_page(Directory& directory, Budget& budget)
{
    Page page;
    page.width = TRY(directory.number(256, Long));
    page.height = TRY(directory.number(257, Long));
    TRY(budget.take(page.width, page.height));
    TRY(read_form(directory, page));
    auto rows = std::clamp<std::size_t>(strip_bytes / page.row_bytes(), 1, page.height);
    auto count = static_cast<std::uint32_t>((page.height + rows - 1) / rows);
    page.rows = static_cast<std::uint32_t>(rows);
    if (TRY(directory.number(259, Short)) != 8
        || TRY(directory.number(262, Short)) != (page.channels == 1 ? 1 : 2))
        return other();
    page.offsets = TRY(directory.numbers(273, count));
    if (TRY(directory.number(277, Short)) != page.channels
        || TRY(directory.number(278, Long)) != page.rows)
        return other();
    page.sizes = TRY(directory.numbers(279, count));
    if (directory.comes(282))
        TRY(read_resolution(directory));
    if (!page.bilevel && TRY(directory.number(317, Short)) != 2)
        return other();
    if (page.channels == 4 && TRY(directory.number(338, Short)) != 2)
        return other();
    return page;
}

// Of bilevel rows, the bits that fill up the last byte are for nobody: they must be zero.
static bool is_filled_up(const Page& page, const base::Bytes& rows)
{
    if (!page.bilevel || page.width % 8 == 0)
        return true;
    auto row_bytes = page.row_bytes();
    for (auto at = row_bytes - 1; at < rows.size(); at += row_bytes)
        if ((rows[at] & (0xFF >> page.width % 8)) != 0)
            return false;
    return true;
}

// Where the strips end.
static Result<std::size_t> check_strips(base::View file, const Page& page, std::size_t start)
{
    base::Reader reader(file);
    TRY(reader.seek(start));
    auto left = page.height;
    for (std::size_t i = 0; i < page.offsets.size(); ++i) {
        if (page.offsets[i] != reader.position())
            return other();
        auto rows = std::min(left, page.rows);
        left -= rows;
        auto packed = TRY(reader.take(page.sizes[i]));
        if (!is_filled_up(page, TRY(inflate(packed, page.row_bytes() * rows))))
            return other();
    }
    return reader.position();
}

Result<Verified> check_tiff(base::View file, Budget& budget)
{
    base::Reader reader(file);
    if (base::text_of(TRY(reader.take(4))) != std::string_view("II*\0", 4)
        || TRY(reader.u32_le()) != 8)
        return other();
    Verified verified { 0, 0, 0 };
    for (std::size_t at = 8;;) {
        auto directory = TRY(Directory::at(file, at));
        auto page = TRY(read_page(directory, budget));
        if (!directory.is_read())
            return other();
        auto end = TRY(check_strips(file, page, directory.end()));
        if (end % 2 != 0 && (end >= file.size() || file[end++] != 0))
            return other();
        if (verified.frames++ == 0) {
            verified.width = page.width;
            verified.height = page.height;
        }
        if (directory.next() == 0)
            return end == file.size() ? Result<Verified>(verified) : other();
        if (directory.next() != end)
            return other();
        at = end;
    }
}

}
