// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/drawing/links.h"

#include "kiosk/core/base/text.h"
#include "sanitizer/verify/pdf/drawing/number.h"

#include <algorithm>

namespace verify_pdf {

static constexpr std::uint64_t most_objects = 100'000'000;
static constexpr std::size_t most_address = 2'000;
static constexpr std::size_t most_bookmarks = 20'000;
static constexpr std::uint64_t first_page = 3;

static Result<void> check_target(Cursor& cursor, std::uint64_t& last_target)
{
    auto object = TRY(cursor.number(most_objects));
    if (object < first_page)
        return Error { "a link that leads nowhere" };
    last_target = std::max(last_target, object - first_page + 1);
    TRY(cursor.expect(" 0 R/XYZ null "));
    if (TRY(signed_decimal(cursor, 3)) < 0)
        return Error { "a link beneath its page" };
    return cursor.expect(" null]");
}

static Result<void> check_address(Cursor& cursor)
{
    auto start = cursor.at();
    if (!cursor.has("http://"))
        TRY(cursor.expect("https://"));
    auto is_small
        = [](char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'); };
    auto host = cursor.at();
    for (;;) {
        auto byte = TRY(cursor.take(1))[0];
        if (byte == '/')
            break;
        if (byte == ':' && cursor.at() - host > 1) {
            if (TRY(cursor.number(99'999)) == 0)
                return Error { "an address of no port" };
            TRY(cursor.expect("/"));
            break;
        }
        auto is_inner = cursor.at() - host > 1 && (byte == '-' || byte == '.');
        if (!is_small(byte) && !is_inner)
            return Error { "an address of an unknown form" };
    }
    if (cursor.at() - host < 2)
        return Error { "an address of no host" };
    constexpr std::string_view kept = "-._~!$&'*+,;=:@/?#%";
    for (;;) {
        auto byte = TRY(cursor.take(1))[0];
        if (byte == ')')
            break;
        auto is_letter = is_small(byte) || (byte >= 'A' && byte <= 'Z');
        if (!is_letter && kept.find(byte) == kept.npos)
            return Error { "an address of an unknown form" };
    }
    if (cursor.at() - start > most_address + 1)
        return Error { "an address too long" };
    return {};
}

Result<void> check_links(
    Cursor& cursor, std::uint64_t& last_target, seen::Findings& findings, Addresses addresses)
{
    do {
        TRY(cursor.expect("<</Type/Annot/Subtype/Link/Rect["));
        std::int64_t box[4] {};
        for (std::size_t i = 0; i < 4; ++i) {
            box[i] = TRY(signed_decimal(cursor, 3));
            TRY(cursor.expect(i < 3 ? " " : "]/Border[0 0 0]"));
        }
        if (box[0] >= box[2] || box[1] >= box[3])
            return Error { "a link without a place" };
        if (cursor.has("/Dest[")) {
            TRY(check_target(cursor, last_target));
        } else {
            if (addresses == Addresses::None)
                return Error { "an address where none may be" };
            TRY(cursor.expect("/A<</S/URI/URI("));
            auto start = cursor.at();
            TRY(check_address(cursor));
            auto address = cursor.since(start);
            address.remove_suffix(1); // The bracket.
            findings.add_target(address);
            TRY(cursor.expect(">>"));
        }
        TRY(cursor.expect(">>"));
    } while (!cursor.has("]"));
    return {};
}

Result<std::uint64_t> Bookmarks::read_place(Cursor& cursor, std::string_view key)
{
    if (!cursor.has(key))
        return std::uint64_t { 0 };
    auto object = TRY(cursor.number(most_objects));
    TRY(cursor.expect(" 0 R"));
    if (object < m_root || object - m_root > most_bookmarks)
        return Error { "a bookmark that is not where it belongs" };
    m_furthest = std::max(m_furthest, object - m_root);
    return object - m_root;
}

Result<void> Bookmarks::read_kids(Cursor& cursor, Entry& entry, std::string_view sign)
{
    entry.first = TRY(read_place(cursor, "/First "));
    entry.last = TRY(read_place(cursor, "/Last "));
    if (entry.first == 0 && entry.last == 0)
        return {};
    TRY(cursor.expect("/Count " + std::string(sign)));
    entry.kids = TRY(cursor.number(most_bookmarks));
    return {};
}

Result<void> Bookmarks::read_root(Cursor& cursor)
{
    Entry entry;
    TRY(read_kids(cursor, entry, ""));
    m_known.push_back(entry);
    return cursor.expect(">>\nendobj\n");
}

static Result<void> check_title(Cursor& cursor)
{
    TRY(cursor.expect("<FEFF"));
    while (!cursor.has(">")) {
        char32_t point = TRY(cursor.hexadecimal(4));
        if (point >= 0xD800 && point <= 0xDBFF) {
            auto low = TRY(cursor.hexadecimal(4));
            if (low < 0xDC00 || low > 0xDFFF)
                return Error { "half a letter" };
            point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        }
        if (point < 0x20 || (point >= 0xD800 && point <= 0xDFFF) || base::is_unsafe(point))
            return Error { "a letter that may not be shown" };
    }
    return {};
}

Result<void> Bookmarks::read_one(Cursor& cursor)
{
    Entry entry;
    TRY(cursor.expect("<</Title"));
    TRY(check_title(cursor));
    TRY(cursor.expect("/Parent "));
    auto parent = TRY(cursor.number(most_objects));
    TRY(cursor.expect(" 0 R"));
    if (parent < m_root || parent - m_root >= m_known.size())
        return Error { "a bookmark of no family" };
    entry.parent = parent - m_root;
    entry.previous = TRY(read_place(cursor, "/Prev "));
    entry.next = TRY(read_place(cursor, "/Next "));
    TRY(read_kids(cursor, entry, "-"));
    if (cursor.has("/Dest["))
        TRY(check_target(cursor, m_last_target));
    m_known.push_back(entry);
    return cursor.expect(">>\nendobj\n");
}

// Each has the family that its place and its parent make.
Result<void> Bookmarks::check(std::uint64_t& last_target) const
{
    std::vector<Entry> expected(m_known.size());
    for (std::uint64_t i = 1; i < m_known.size(); ++i) {
        auto& entry = expected[i];
        entry.parent = m_known[i].parent;
        auto& parent = expected[entry.parent];
        entry.previous = parent.last;
        if (parent.last != 0)
            expected[parent.last].next = i;
        else
            parent.first = i;
        parent.last = i;
        ++parent.kids;
    }
    for (std::size_t i = 0; i < m_known.size(); ++i) {
        const auto& one = m_known[i];
        const auto& other = expected[i];
        if (one.previous != other.previous || one.next != other.next || one.first != other.first
            || one.last != other.last || one.kids != other.kids)
            return Error { "a bookmark of another family" };
    }
    if (m_known.size() < 2)
        return Error { "an outline of nothing" };
    last_target = std::max(last_target, m_last_target);
    return {};
}

}
