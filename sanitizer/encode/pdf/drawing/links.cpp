// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/drawing/links.h"

#include "kiosk/core/base/text.h"
#include "sanitizer/encode/pdf/drawing/numbers.h"

#include <algorithm>
#include <cstdio>

namespace encode_pdf_drawing {

static constexpr std::size_t most_address = 2'000;
static constexpr std::uint8_t most_depth = 30;
static constexpr std::size_t most_bookmarks = 20'000;
static constexpr std::int32_t most_place = 14'400'000; // Thousandths of a point.

static bool is_plain(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
        || (byte >= '0' && byte <= '9');
}

static char to_small(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

// "host" or "host:port", the host a name of letters, digits, hyphens and dots.
static std::optional<std::string> normal_host(std::string_view text)
{
    std::string host;
    auto colon = text.find(':');
    auto port = colon == text.npos ? "" : text.substr(colon + 1);
    for (auto byte : text.substr(0, colon)) {
        if (!is_plain(byte) && byte != '-' && byte != '.')
            return {};
        host += to_small(byte);
    }
    if (host.empty() || host.front() == '.' || host.front() == '-')
        return {};
    if (colon == text.npos)
        return host;
    auto is_digit = [](char byte) { return byte >= '0' && byte <= '9'; };
    if (port.empty() || port.size() > 5 || port.front() == '0'
        || !std::ranges::all_of(port, is_digit))
        return {};
    return host + ":" + std::string(port);
}

std::optional<std::string> normal_address(std::string_view text)
{
    std::string scheme;
    auto colon = text.find("://");
    if (colon == text.npos)
        return {};
    for (auto byte : text.substr(0, colon))
        scheme += to_small(byte);
    if (scheme != "http" && scheme != "https")
        return {};
    text.remove_prefix(colon + 3);
    auto host = normal_host(text.substr(0, text.find_first_of("/?#")));
    if (!host)
        return {};
    text.remove_prefix(std::min(text.size(), text.find_first_of("/?#")));
    auto address = scheme + "://" + *host;
    if (text.empty() || text.front() != '/')
        address += '/';
    constexpr std::string_view kept = "-._~!$&'*+,;=:@/?#";
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto byte = text[i];
        auto is_code = byte == '%' && i + 2 < text.size()
            && std::ranges::all_of(text.substr(i + 1, 2), [](char digit) {
                   return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f')
                       || (digit >= 'A' && digit <= 'F');
               });
        if (is_plain(byte) || kept.find(byte) != kept.npos || is_code) {
            address += byte;
            continue;
        }
        char code[4];
        std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned char>(byte));
        address += code;
    }
    return address.size() <= most_address ? std::optional(address) : std::nullopt;
}

static std::string destination(std::uint32_t page, std::int32_t top)
{
    auto text = "/Dest[" + reference(first_page_object + page) + "/XYZ null ";
    append_decimal(text, top, 3);
    return text + " null]";
}

Result<std::optional<std::string>> read_link(Steps& steps, LinkKind kind, std::uint32_t pages)
{
    std::array<std::int32_t, 4> box {};
    for (auto& side : box)
        side = TRY(steps.length());
    std::string text = "<</Type/Annot/Subtype/Link/Rect[";
    for (std::size_t i = 0; i < box.size(); ++i) {
        append_decimal(text, box[i], 3);
        text += i < 3 ? " " : "]/Border[0 0 0]";
    }
    auto is_seen = box[0] >= -most_place && box[1] >= -most_place && box[2] <= most_place
        && box[3] <= most_place && box[0] < box[2] && box[1] < box[3];
    if (kind == LinkKind::Page) {
        auto page = TRY(steps.u32());
        auto top = TRY(steps.length());
        if (page >= pages || top < 0 || top > most_place)
            return Error { "a link that leads nowhere" };
        text += destination(page, top) + ">>";
    } else {
        auto address = normal_address(base::text_of(TRY(steps.bytes(TRY(steps.u16())))));
        if (!address)
            return std::optional<std::string>();
        text += "/A<</S/URI/URI(" + *address + ")>>>>";
    }
    return is_seen ? std::optional(text) : std::nullopt;
}

Result<std::vector<Bookmark>> read_outline(Steps& steps, std::uint32_t pages)
{
    std::vector<Bookmark> bookmarks;
    while (!steps.at_end()) {
        if (TRY(steps.step()) != Step::Bookmark || bookmarks.size() >= most_bookmarks)
            return Error { "an outline of something else" };
        Bookmark bookmark;
        bookmark.depth = TRY(steps.u8(most_depth));
        bookmark.page = TRY(steps.u32());
        bookmark.top = TRY(steps.length());
        auto letters = TRY(steps.u16());
        for (std::uint16_t i = 0; i < letters; ++i) {
            auto point = TRY(steps.u32());
            if (point >= 0x20 && point <= 0x10FFFF && !(point >= 0xD800 && point <= 0xDFFF)
                && !base::is_unsafe(point))
                bookmark.title += static_cast<char32_t>(point);
        }
        auto most = bookmarks.empty() ? 0 : bookmarks.back().depth + 1;
        if (bookmark.depth > most || bookmark.page > pages || bookmark.top < 0
            || bookmark.top > most_place)
            return Error { "a bookmark out of place" };
        bookmarks.push_back(std::move(bookmark));
    }
    return bookmarks;
}

// 7.9.2.2: UTF-16, the higher byte first.
static std::string title_of(const std::u32string& letters)
{
    std::string text = "<FEFF";
    auto put = [&](std::uint32_t unit) {
        char digits[8];
        std::snprintf(digits, sizeof digits, "%04X", unit & 0xFFFF);
        text += digits;
    };
    for (auto point : letters) {
        if (point > 0xFFFF) {
            put(0xD800 + ((point - 0x10000) >> 10));
            put(0xDC00 + ((point - 0x10000) & 0x3FF));
        } else {
            put(point);
        }
    }
    return text + ">";
}

namespace {

// Places are those of the bookmarks; the entry before the first stands for the outline itself.
struct Family {
    std::size_t parent { 0 };
    std::size_t previous { 0 };
    std::size_t next { 0 };
    std::size_t first { 0 };
    std::size_t last { 0 };
    std::size_t kids { 0 };
};

}

static std::vector<Family> families_of(const std::vector<Bookmark>& bookmarks)
{
    std::vector<Family> families(bookmarks.size() + 1);
    std::vector<std::size_t> open { 0 }; // The last one of each depth above.
    for (std::size_t i = 1; i < families.size(); ++i) {
        open.resize(bookmarks[i - 1].depth + std::size_t { 1 });
        auto& parent = families[open.back()];
        families[i].parent = open.back();
        families[i].previous = parent.last;
        if (parent.last != 0)
            families[parent.last].next = i;
        else
            parent.first = i;
        parent.last = i;
        ++parent.kids;
        open.push_back(i);
    }
    return families;
}

Result<std::uint32_t> write_outline(File& file, const std::vector<Bookmark>& bookmarks)
{
    auto families = families_of(bookmarks);
    auto root = file.take_numbers(static_cast<std::uint32_t>(families.size()));
    for (std::size_t i = 0; i < families.size(); ++i) {
        const auto& family = families[i];
        auto entry = [&](const char* key, std::size_t place) {
            return place == 0
                ? ""
                : std::string(key) + reference(root + static_cast<std::uint32_t>(place));
        };
        std::string text = "<</Type/Outlines";
        if (i > 0) {
            text = "<</Title" + title_of(bookmarks[i - 1].title) + "/Parent "
                + reference(root + static_cast<std::uint32_t>(family.parent));
            text += entry("/Prev ", family.previous) + entry("/Next ", family.next);
        }
        text += entry("/First ", family.first) + entry("/Last ", family.last);
        // Closed, but for the topmost ones.
        if (family.kids > 0)
            text += "/Count " + std::string(i > 0 ? "-" : "") + std::to_string(family.kids);
        if (i > 0 && bookmarks[i - 1].page > 0)
            text += destination(bookmarks[i - 1].page - 1, bookmarks[i - 1].top);
        TRY(file.object(root + static_cast<std::uint32_t>(i), text + ">>"));
    }
    return root;
}

}
