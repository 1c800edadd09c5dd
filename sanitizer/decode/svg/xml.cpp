// SPDX-License-Identifier: MIT
#include "sanitizer/decode/svg/xml.h"

#include "kiosk/core/base/text.h"

#include <algorithm>

namespace decode_svg {

static constexpr std::string_view xml_space = "http://www.w3.org/XML/1998/namespace";
static constexpr std::string_view blanks = " \t\r\n";

static bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':'
        || static_cast<unsigned char>(c) >= 0x80;
}

static bool is_name(char c)
{
    return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

// Production 2 of XML 1.0.
static bool is_xml_character(char32_t point)
{
    return point == '\t' || point == '\n' || point == '\r' || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD) || (point >= 0x10000 && point <= 0x10FFFF);
}

static bool has_controls(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) {
        auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && blanks.find(c) == blanks.npos;
    });
}

XmlReader::XmlReader(base::View bytes)
    : m_left(base::text_of(bytes))
{
    take("\xEF\xBB\xBF");
    m_uncounted = m_left;
    m_is_utf8 = base::is_valid_utf8(m_left) && !has_controls(m_left);
    m_bindings.push_back({ "xml", std::string(xml_space) });
}

std::uint64_t XmlReader::line()
{
    auto passed = m_uncounted.substr(0, m_uncounted.size() - m_left.size());
    m_line += static_cast<std::uint64_t>(std::ranges::count(passed, '\n'));
    m_uncounted = m_left;
    return m_line;
}

XmlReader::Event XmlReader::refuse(worker::RefusalReason reason, const char* detail)
{
    m_refused = { reason, detail };
    m_left = {};
    return Event::Refused;
}

XmlReader::Event XmlReader::malformed(const char* detail)
{
    return refuse(worker::REFUSAL_MALFORMED, detail);
}

bool XmlReader::take(std::string_view word)
{
    if (!m_left.starts_with(word))
        return false;
    m_left.remove_prefix(word.size());
    return true;
}

bool XmlReader::skip_blanks()
{
    auto count = std::min(m_left.find_first_not_of(blanks), m_left.size());
    m_left.remove_prefix(count);
    return count > 0;
}

std::optional<std::string_view> XmlReader::take_name()
{
    if (m_left.empty() || !is_name_start(m_left[0]))
        return std::nullopt;
    auto length
        = static_cast<std::size_t>(std::ranges::find_if_not(m_left, is_name) - m_left.begin());
    auto name = m_left.substr(0, length);
    m_left.remove_prefix(length);
    return name;
}

// At '&'. XML has five entities of its own; those of a document are not read.
bool XmlReader::append_reference(std::string& into)
{
    auto end = m_left.substr(0, 12).find(';');
    if (end == m_left.npos)
        return false;
    auto word = m_left.substr(1, end - 1);
    m_left.remove_prefix(end + 1);
    static constexpr std::pair<std::string_view, char> own[]
        = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' } };
    if (const auto* found = std::ranges::find(own, word, &std::pair<std::string_view, char>::first);
        found != std::end(own)) {
        into += found->second;
        return true;
    }
    if (!word.starts_with('#'))
        return false;
    word.remove_prefix(1);
    char32_t base = word.starts_with('x') ? 16 : 10;
    word.remove_prefix(base == 16 ? 1 : 0);
    char32_t point = 0;
    for (char c : word) {
        auto digit = c >= '0' && c <= '9' ? c - '0'
            : c >= 'a' && c <= 'f'        ? c - 'a' + 10
            : c >= 'A' && c <= 'F'        ? c - 'A' + 10
                                          : 99;
        if (static_cast<char32_t>(digit) >= base)
            return false;
        point = point * base + static_cast<char32_t>(digit); // At most ten digits; see `end`.
        if (point > 0x10FFFF)
            return false;
    }
    if (word.empty() || !is_xml_character(point))
        return false;
    base::append_utf8(into, point);
    return true;
}

bool XmlReader::skip_comment()
{
    auto end = m_left.find("--");
    if (end == m_left.npos || m_left.substr(end, 3) != "-->")
        return false;
    m_left.remove_prefix(end + 3);
    return true;
}

bool XmlReader::skip_instruction()
{
    auto end = m_left.find("?>");
    if (end == m_left.npos)
        return false;
    m_left.remove_prefix(end + 2);
    return true;
}

// <!DOCTYPE svg PUBLIC "…" "…">, which names a file that nobody fetches. One with declarations of
// its own is refused by the caller.
bool XmlReader::skip_declaration()
{
    char quote = 0;
    for (std::size_t i = 0; i < m_left.size(); ++i) {
        char c = m_left[i];
        if (quote != 0) {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '[' || c == '<') {
            return false;
        } else if (c == '>') {
            m_left.remove_prefix(i + 1);
            return true;
        }
    }
    return false;
}

// The XML declaration may name another encoding than we read.
bool XmlReader::read_prologue()
{
    auto declaration = m_left.substr(0, m_left.find("?>"));
    auto at = declaration.find("encoding");
    if (at == declaration.npos)
        return skip_instruction();
    auto start = declaration.find_first_of("\"'", at);
    if (start == declaration.npos)
        return false;
    auto end = declaration.find(declaration[start], start + 1);
    if (end == declaration.npos)
        return false;
    std::string label(declaration.substr(start + 1, end - start - 1));
    std::ranges::transform(
        label, label.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 0x20) : c; });
    m_is_utf8 = m_is_utf8 && (label == "utf-8" || label == "utf8" || label == "us-ascii");
    return skip_instruction();
}

XmlReader::Event XmlReader::next()
{
    if (m_left.starts_with("<?xml") && !m_has_root && m_left.size() > 5
        && blanks.find(m_left[5]) != blanks.npos && !read_prologue())
        return malformed("a broken XML declaration");
    if (!m_is_utf8)
        return refuse(worker::REFUSAL_UNSUPPORTED, "its text is not UTF-8");
    if (!m_ends_at_once.empty())
        return end(std::exchange(m_ends_at_once, {}));
    while (!m_left.empty()) {
        if (take("<!--")) {
            if (!skip_comment())
                return malformed("a broken comment");
        } else if (take("<?")) {
            if (!skip_instruction())
                return malformed("a broken instruction");
            return Event::Instruction;
        } else if (take("<!DOCTYPE")) {
            if (m_has_root)
                return malformed("a declaration in its midst");
            if (!skip_declaration())
                return refuse(worker::REFUSAL_UNSUPPORTED, "it declares entities or the like");
        } else if (m_left.starts_with("<![CDATA[") && !m_open.empty()) {
            m_left.remove_prefix(9);
            return section();
        } else if (take("</")) {
            return end_tag();
        } else if (take("<")) {
            return start_tag();
        } else if (m_open.empty()) {
            if (!skip_blanks())
                return malformed("text outside of the root element");
        } else {
            return characters();
        }
    }
    if (!m_has_root || !m_open.empty())
        return malformed("it ends too early");
    return Event::Stop;
}

XmlReader::Event XmlReader::characters()
{
    m_text.clear();
    while (!m_left.empty() && m_left[0] != '<') {
        if (m_left[0] == '&') {
            if (!append_reference(m_text))
                return malformed("a reference to something unknown");
            continue;
        }
        auto plain = m_left.substr(0, m_left.find_first_of("<&"));
        if (plain.find("]]>") != plain.npos)
            return malformed("the end of a section that was not begun");
        m_text += plain;
        m_left.remove_prefix(plain.size());
    }
    return Event::Text;
}

XmlReader::Event XmlReader::section()
{
    auto end = m_left.find("]]>");
    if (end == m_left.npos)
        return malformed("a section without an end");
    m_text = m_left.substr(0, end);
    m_left.remove_prefix(end + 3);
    return Event::Text;
}

bool XmlReader::read_raw(std::vector<Raw>& raw)
{
    for (;;) {
        bool apart = skip_blanks();
        if (m_left.empty() || m_left[0] == '>' || m_left[0] == '/')
            return !m_left.empty();
        auto name = apart ? take_name() : std::nullopt;
        if (!name || raw.size() == most_attributes)
            return false;
        skip_blanks();
        if (!take("="))
            return false;
        skip_blanks();
        char quote = m_left.empty() ? '\0' : m_left[0];
        if (quote != '"' && quote != '\'')
            return false;
        m_left.remove_prefix(1);
        Raw one { *name, {} };
        while (!m_left.empty() && m_left[0] != quote) {
            if (m_left[0] == '<' || (m_left[0] == '&' && !append_reference(one.value)))
                return false;
            const char ends[] { quote, '<', '&', '\0' };
            auto plain = m_left.substr(0, m_left.find_first_of(ends));
            for (char c : plain)
                one.value += blanks.find(c) == blanks.npos ? c : ' ';
            m_left.remove_prefix(plain.size());
        }
        if (m_left.empty())
            return false;
        m_left.remove_prefix(1);
        auto same = [&](const Raw& other) { return other.qualified == one.qualified; };
        if (std::ranges::any_of(raw, same))
            return false;
        raw.push_back(std::move(one));
    }
}

std::optional<std::string_view> XmlReader::space_of(std::string_view prefix) const
{
    auto found
        = std::ranges::find(m_bindings.rbegin(), m_bindings.rend(), prefix, &Binding::prefix);
    if (found != m_bindings.rend())
        return found->space;
    return prefix.empty() ? std::optional<std::string_view>("") : std::nullopt;
}

static std::pair<std::string_view, std::string_view> split(std::string_view qualified)
{
    auto colon = qualified.find(':');
    if (colon == qualified.npos)
        return { "", qualified };
    if (colon == 0)
        return {};
    return { qualified.substr(0, colon), qualified.substr(colon + 1) };
}

XmlReader::Event XmlReader::begin(std::string_view qualified, std::vector<Raw>& raw)
{
    m_open.push_back({ qualified, m_bindings.size() });
    for (auto& one : raw) {
        if (one.qualified == "xmlns")
            m_bindings.push_back({ "", one.value });
        else if (one.qualified.starts_with("xmlns:"))
            m_bindings.push_back({ one.qualified.substr(6), one.value });
    }
    auto [prefix, name] = split(qualified);
    auto space = space_of(prefix);
    if (!space || name.empty())
        return malformed("a name of no namespace");
    m_space = *space;
    m_name = name;
    m_attributes.clear();
    for (auto& one : raw) {
        auto [its_prefix, its_name] = split(one.qualified);
        if (its_prefix == "xmlns" || one.qualified == "xmlns")
            continue;
        auto its_space
            = its_prefix.empty() ? std::optional<std::string_view>("") : space_of(its_prefix);
        if (!its_space || its_name.empty())
            return malformed("a name of no namespace");
        m_attributes.push_back({ *its_space, its_name, std::move(one.value) });
        const auto& last = m_attributes.back();
        auto same = [&](const Attribute& other) {
            return &other != &last && other.space == last.space && other.name == last.name;
        };
        if (std::ranges::any_of(m_attributes, same))
            return malformed("an attribute twice");
    }
    return Event::Start;
}

XmlReader::Event XmlReader::start_tag()
{
    if (m_open.empty() && m_has_root)
        return malformed("a second root element");
    m_has_root = true;
    auto name = take_name();
    std::vector<Raw> raw;
    if (!name || !read_raw(raw))
        return malformed("a broken tag");
    bool ends_at_once = take("/");
    if (!take(">"))
        return malformed("a broken tag");
    if (m_open.size() == most_depth)
        return refuse(worker::REFUSAL_LIMIT, "elements nested too deeply");
    if (ends_at_once)
        m_ends_at_once = *name;
    return begin(*name, raw);
}

XmlReader::Event XmlReader::end_tag()
{
    auto name = take_name();
    skip_blanks();
    if (!name || !take(">") || m_open.empty() || m_open.back().qualified != *name)
        return malformed("an end tag of another element");
    return end(*name);
}

XmlReader::Event XmlReader::end(std::string_view qualified)
{
    auto [prefix, name] = split(qualified);
    m_space = space_of(prefix).value_or("");
    m_name = name;
    m_bindings.resize(m_open.back().bindings, {});
    m_open.pop_back();
    return Event::End;
}

}
