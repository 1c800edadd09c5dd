// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/parts/xml_stream.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>

namespace rebuild_parts {

static constexpr std::size_t deepest_element = 400;
static constexpr std::size_t most_attributes = 200;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static constexpr auto name_characters = [] {
    std::array<bool, 256> all {};
    for (std::size_t c = 0; c < all.size(); ++c)
        all[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == ':' || c == '_' || c == '-' || c == '.' || c >= 0x80;
    return all;
}();

static bool in_name(char c)
{
    return name_characters[static_cast<unsigned char>(c)];
}

void XmlStream::blanks()
{
    while (m_at < m_xml.size() && is_blank(m_xml[m_at]))
        ++m_at;
}

std::string_view XmlStream::read_name()
{
    auto begin = m_at;
    while (m_at < m_xml.size() && in_name(m_xml[m_at]))
        ++m_at;
    return m_xml.substr(begin, m_at - begin);
}

bool XmlStream::skip_past(std::string_view end)
{
    auto found = m_xml.find(end, m_at);
    if (found == std::string_view::npos)
        return false;
    m_at = found + end.size();
    return true;
}

XmlStream::Event XmlStream::next()
{
    if (m_empty) {
        m_empty = false;
        m_begin = m_at;
        m_open.pop_back();
        return Event::End;
    }
    for (;;) {
        m_begin = m_at;
        if (m_at == m_xml.size())
            return m_rooted && m_open.empty() ? Event::Finished : Event::Malformed;
        if (m_xml[m_at] != '<') {
            m_at = std::min(m_xml.find('<', m_at), m_xml.size());
            m_text = m_xml.substr(m_begin, m_at - m_begin);
            m_literal = false;
            if (!m_open.empty())
                return Event::Text;
            if (m_text.find_first_not_of(" \t\r\n") != std::string_view::npos)
                return Event::Malformed;
            continue;
        }
        auto rest = m_xml.substr(m_at + 1, 3);
        if (rest.starts_with('?')) {
            if (!skip_past("?>"))
                return Event::Malformed;
        } else if (rest == "!--") {
            m_at += 4;
            if (!skip_past("-->"))
                return Event::Malformed;
        } else {
            return markup();
        }
    }
}

XmlStream::Event XmlStream::markup()
{
    auto rest = m_xml.substr(m_at + 1, 8);
    if (rest.starts_with('/'))
        return end_tag();
    if (!rest.starts_with('!'))
        return start_tag();
    if (rest == "![CDATA[") {
        auto begin = m_at + 9;
        if (m_open.empty() || !skip_past("]]>"))
            return Event::Malformed;
        m_text = m_xml.substr(begin, m_at - 3 - begin);
        m_literal = true;
        return Event::Text;
    }
    return rest == "!DOCTYPE" ? Event::DocumentType : Event::Malformed;
}

XmlStream::Event XmlStream::end_tag()
{
    m_at += 2;
    if (m_open.empty() || !m_xml.substr(m_at).starts_with(m_open.back()))
        return Event::Malformed;
    m_name = m_open.back();
    m_at += m_name.size();
    blanks();
    if (m_at == m_xml.size() || m_xml[m_at] != '>')
        return Event::Malformed;
    ++m_at;
    m_open.pop_back();
    return Event::End;
}

XmlStream::Event XmlStream::start_tag()
{
    ++m_at;
    auto opened = read_name(); // Not from m_name: what was just stored is slow to load.
    m_name = opened;
    m_attributes.clear();
    if (opened.empty() || (m_rooted && m_open.empty()) || m_open.size() == deepest_element)
        return Event::Malformed;
    m_rooted = true;
    m_open.push_back(opened);
    for (;;) {
        auto before = m_at;
        blanks();
        if (m_at == m_xml.size())
            return Event::Malformed;
        auto c = m_xml[m_at];
        if (c == '>') {
            ++m_at;
            return Event::Start;
        }
        if (c == '/') {
            if (!m_xml.substr(m_at).starts_with("/>"))
                return Event::Malformed;
            m_at += 2;
            m_empty = true;
            return Event::Start;
        }
        auto name = read_name();
        blanks();
        if (m_at == before || name.empty() || !m_xml.substr(m_at).starts_with('=')
            || m_attributes.size() == most_attributes)
            return Event::Malformed;
        ++m_at;
        blanks();
        auto quote = m_at < m_xml.size() ? m_xml[m_at] : '\0';
        if (quote != '"' && quote != '\'')
            return Event::Malformed;
        auto end = m_at + 1;
        while (end < m_xml.size() && m_xml[end] != quote && m_xml[end] != '<')
            ++end;
        if (end == m_xml.size() || m_xml[end] != quote)
            return Event::Malformed;
        auto value = m_xml.substr(m_at + 1, end - m_at - 1);
        for (const auto& other : m_attributes) {
            if (other.name == name)
                return Event::Malformed;
        }
        m_attributes.push_back({ name, value });
        m_at = end + 1;
    }
}

// "#x41": what stands between "&" and ";".
static bool append_entity(std::string& to, std::string_view name)
{
    static constexpr std::pair<std::string_view, char> known[] { { "amp", '&' }, { "lt", '<' },
        { "gt", '>' }, { "quot", '"' }, { "apos", '\'' } };
    for (auto [word, character] : known) {
        if (word == name) {
            to += character;
            return true;
        }
    }
    if (!name.starts_with('#'))
        return false;
    name.remove_prefix(1);
    bool hexadecimal = name.starts_with('x');
    if (hexadecimal)
        name.remove_prefix(1);
    std::uint32_t point = 0;
    const auto* end = name.data() + name.size();
    auto [rest, error] = std::from_chars(name.data(), end, point, hexadecimal ? 16 : 10);
    if (error != std::errc() || rest != end || point == 0 || point > 0x10ffff
        || (point >= 0xd800 && point < 0xe000))
        return false;
    base::append_utf8(to, point);
    return true;
}

static bool is_among(char wanted, std::uint64_t eight)
{
    constexpr std::uint64_t ones = 0x0101010101010101;
    auto zero_if_found = eight ^ ones * static_cast<unsigned char>(wanted);
    return ((zero_if_found - ones) & ~zero_if_found & ones * 0x80) != 0;
}

// Eight at a time: most texts have none.
static std::size_t next_mark(std::string_view text)
{
    std::size_t at = 0;
    for (std::uint64_t eight = 0; text.size() - at >= sizeof eight; at += sizeof eight) {
        std::memcpy(&eight, text.data() + at, sizeof eight);
        if (is_among('&', eight) || is_among('\r', eight))
            break;
    }
    for (; at < text.size(); ++at) {
        if (text[at] == '&' || text[at] == '\r')
            return at;
    }
    return std::string_view::npos;
}

bool resolve_entities(std::string_view written, std::string& into, std::string_view& value)
{
    auto mark = next_mark(written);
    if (mark == std::string_view::npos) {
        value = written;
        return true;
    }
    into.clear();
    while (mark != std::string_view::npos) {
        into.append(written.substr(0, mark));
        auto end = mark + 1;
        if (written[mark] == '\r') { // Line ends are one character.
            if (!written.substr(end).starts_with('\n'))
                into += '\n';
        } else {
            end = written.find(';', mark);
            if (end == std::string_view::npos
                || !append_entity(into, written.substr(mark + 1, end - mark - 1)))
                return false;
            ++end;
        }
        written.remove_prefix(end);
        mark = next_mark(written);
    }
    into.append(written);
    value = into;
    return true;
}

base::Bytes to_utf8(base::Bytes bytes)
{
    auto text = base::text_of(bytes);
    if (text.starts_with("\xef\xbb\xbf"))
        return base::Bytes(bytes.begin() + 3, bytes.end());
    bool little = text.starts_with("\xff\xfe") || text.starts_with(std::string_view("<\0", 2));
    bool big = text.starts_with("\xfe\xff") || text.starts_with(std::string_view("\0<", 2));
    if (!little && !big)
        return bytes;
    std::string utf8;
    auto unit = [&](std::size_t at) {
        return static_cast<std::uint32_t>(
            little ? bytes[at] | bytes[at + 1] << 8 : bytes[at] << 8 | bytes[at + 1]);
    };
    std::size_t at = text[0] == '<' || text[0] == '\0' ? 0 : 2;
    for (; at + 1 < bytes.size(); at += 2) {
        auto point = unit(at);
        if (point >= 0xd800 && point < 0xdc00 && at + 3 < bytes.size()) {
            auto low = unit(at + 2);
            if (low >= 0xdc00 && low < 0xe000) {
                point = 0x10000 + ((point & 0x3ff) << 10 | (low & 0x3ff));
                at += 2;
            }
        }
        base::append_utf8(
            utf8, point); // A lone surrogate becomes what is no UTF-8, and is refused.
    }
    auto view = base::view_of(utf8);
    return base::Bytes(view.begin(), view.end());
}

}
