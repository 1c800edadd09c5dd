// SPDX-License-Identifier: MIT
#include "scanners/seen/host.h"

#include "kiosk/core/base/text.h"
#include "scanners/seen/grammar.h"

#include <algorithm>

namespace seen {

using Text = std::u32string_view;

static constexpr std::size_t longest_host = 253; // RFC 1035, 2.3.4, as it is written.

static bool is_slash(char32_t c)
{
    return c == U'/' || c == U'\\';
}

static Authority between(Text address, std::size_t begin, std::size_t end)
{
    auto part = address.substr(begin, end - begin);
    auto sign = part.rfind(U'@');
    Authority found { begin, sign == Text::npos ? begin : begin + sign + 1, end };
    auto colon = address.substr(0, end).rfind(U':');
    auto port = address.substr(0, end).find_last_not_of(U"0123456789");
    if (colon != Text::npos && colon == port && colon >= found.host_begin)
        found.host_end = colon;
    return found;
}

static bool begins_bare(Text address)
{
    auto is_w = [](char32_t c) { return c == U'w' || c == U'W'; };
    return address.size() > 4 && std::ranges::all_of(address.substr(0, 3), is_w)
        && address[3] == U'.';
}

Authority authority_of(Text address)
{
    std::size_t begin = 0;
    auto colon = address.find(U':');
    auto slash = std::min(address.find_first_of(U"/\\?#"), address.size());
    if (colon < slash && colon + 2 < address.size() && is_slash(address[colon + 1])
        && is_slash(address[colon + 2]))
        begin = colon + 3;
    else if (address.starts_with(U"\\\\") || address.starts_with(U"//"))
        begin = 2;
    else if (colon < slash && address.find(U'@') != Text::npos)
        return {}; // "javascript:a('@')"
    else if (address.find(U'@') == Text::npos && !begins_bare(address))
        return {};
    auto end = std::min(address.find_first_of(U"/\\?#", begin), address.size());
    return between(address, begin, end);
}

static std::string punycode(Text label)
{
    constexpr std::uint32_t base = 36, least = 1, most = 26, skew = 38, damp = 700;
    std::string written;
    for (auto c : label) {
        if (c < 0x80)
            written += static_cast<char>(c);
    }
    auto basic = written.size();
    auto done = basic;
    if (basic > 0)
        written += '-';
    std::uint64_t n = 0x80, delta = 0, bias = 72;
    while (done < label.size()) {
        char32_t next = 0x110000;
        for (auto c : label) {
            if (c >= n)
                next = std::min(next, c);
        }
        delta += (next - n) * (done + 1);
        n = next;
        for (auto c : label) {
            delta += c < n;
            if (c != n)
                continue;
            auto rest = delta;
            for (auto k = base;; k += base) {
                auto limit = k <= bias ? least : std::min<std::uint64_t>(k - bias, most);
                auto digit = rest < limit ? rest : limit + (rest - limit) % (base - limit);
                written += static_cast<char>(digit < 26 ? 'a' + digit : '0' + (digit - 26));
                if (rest < limit)
                    break;
                rest = (rest - limit) / (base - limit);
            }
            delta = done == basic ? delta / damp : delta / 2;
            delta += delta / (done + 1);
            for (bias = 0; delta > (base - least) * most / 2; bias += base)
                delta /= base - least;
            bias += (base - least + 1) * delta / (delta + skew);
            delta = 0;
            ++done;
        }
        ++delta;
        ++n;
    }
    return "xn--" + written;
}

std::string ascii_host(Text host)
{
    bool is_long = host.size() > longest_host;
    if (is_long)
        host.remove_prefix(host.size() - longest_host);
    std::string written;
    std::u32string label;
    auto end_label = [&] {
        auto is_ascii = std::ranges::all_of(label, [](char32_t c) { return c < 0x80; });
        written += is_ascii ? base::encode_utf8(label) : punycode(label);
        label.clear();
    };
    for (auto c : host) {
        c = plain(c);
        if (c >= U'A' && c <= U'Z')
            c |= 0x20;
        if (c == U'.' || c == 0x3002 || c == 0xFF61) {
            end_label();
            written += '.';
        } else if (c != 0) {
            label
                += c == 0x7F || c <= U' ' ? U'_' : c; // No host has these, and no line shows them.
        }
    }
    end_label();
    if (!is_long && written.size() <= longest_host)
        return written;
    return "..." + written.substr(written.size() - std::min(written.size(), longest_host));
}

std::u32string without_right_to_left(Text text)
{
    std::u32string written;
    for (auto c : text) {
        bool is_right_to_left = (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF)
            || (c >= 0xFE70 && c <= 0xFEFE) || (c >= 0x10800 && c <= 0x10FFF)
            || (c >= 0x1E800 && c <= 0x1EFFF);
        if (!is_right_to_left) {
            written += c;
            continue;
        }
        for (auto byte : base::encode_utf8(Text(&c, 1))) {
            auto value = static_cast<unsigned char>(byte);
            written += U'%';
            written += U"0123456789ABCDEF"[value >> 4];
            written += U"0123456789ABCDEF"[value & 15];
        }
    }
    return written;
}

}
