// SPDX-License-Identifier: MIT
#include "sanitizer/verify/parts/reading.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <array>

namespace verify_parts {

static constexpr std::size_t deepest = 500;
static constexpr std::size_t most_attributes = 160;
static constexpr std::string_view prolog
    = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

// Of UTF-8: U+007F to U+009F, U+FFFE, U+FFFF. Those of ASCII are found where they stand.
static bool has_control(std::string_view text)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\x7f' && text[at] != '\xc2' && text[at] != '\xef')
            continue;
        auto rest = text.substr(at);
        if (rest[0] == '\x7f' || rest.starts_with("\xef\xbf\xbe")
            || rest.starts_with("\xef\xbf\xbf")
            || (rest[0] == '\xc2' && rest.size() > 1 && static_cast<unsigned char>(rest[1]) < 0xa0))
            return true;
    }
    return false;
}

// What stands for itself, in texts and in attributes.
static constexpr auto literal_bytes = [] {
    std::array<bool, 256> all {};
    for (std::size_t c = 0x20; c < all.size(); ++c)
        all[c] = c != '<' && c != '>' && c != '"' && c != '&';
    return all;
}();

static constexpr auto name_bytes = [] {
    std::array<bool, 256> all {};
    for (std::size_t c = 0; c < all.size(); ++c)
        all[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == ':' || c == '-';
    return all;
}();

class Reading {
public:
    Reading(std::string_view xml, Listener& listener, seen::Finder& finder, LineBreaks breaks)
        : m_xml(xml)
        , m_listener(listener)
        , m_finder(finder)
        , m_breaks(breaks)
    {
    }

    Step run()
    {
        if (!base::is_valid_utf8(m_xml))
            return no("a part that is not UTF-8");
        if (has_control(m_xml))
            return no("a character that is none");
        if (!m_xml.starts_with(prolog))
            return no("a part that begins otherwise than ours");
        m_at = prolog.size();
        do {
            if (auto refused = m_xml.substr(m_at).starts_with('<') ? tag() : content())
                return refused;
        } while (!m_open.empty());
        return m_at == m_xml.size() ? Step() : no("a part with something behind its end");
    }

private:
    bool take(std::string_view expected)
    {
        if (!m_xml.substr(m_at).starts_with(expected))
            return false;
        m_at += expected.size();
        return true;
    }

    std::string_view take_while(const std::array<bool, 256>& bytes)
    {
        auto begin = m_at;
        while (m_at < m_xml.size() && bytes[static_cast<unsigned char>(m_xml[m_at])])
            ++m_at;
        return m_xml.substr(begin, m_at - begin);
    }

    std::string_view name() { return take_while(name_bytes); }

    // Up to `end`, with the four entities resolved.
    bool decode(char end, std::string& into)
    {
        into = take_while(literal_bytes);
        while (m_at < m_xml.size() && m_xml[m_at] != end) {
            auto c = m_xml[m_at];
            bool is_break = end == '<'
                && ((c == '\n' && m_breaks == LineBreaks::InTexts)
                    || (c == '\t' && m_breaks == LineBreaks::TabsInTexts));
            if (is_break) {
                into += c;
                ++m_at;
            } else if (take("&amp;")) {
                into += '&';
            } else if (take("&lt;")) {
                into += '<';
            } else if (take("&gt;")) {
                into += '>';
            } else if (take("&quot;")) {
                into += '"';
            } else {
                return false;
            }
            into += take_while(literal_bytes);
        }
        return m_at < m_xml.size();
    }

    Step content()
    {
        if (m_open.empty() || !decode('<', m_text))
            return no("a text of another form");
        if (m_open.back() != "w:instrText") // Nobody sees it; the listener tells where it leads.
            m_finder.take(m_text);
        return m_listener.text(m_text);
    }

    // Within a paragraph words go on from one run of letters to the next, whatever their style.
    static bool runs_on(std::string_view name)
    {
        static constexpr std::string_view broken[] { "c", "v", "p", "h", "tab", "br", "cr", "tr",
            "tc", "si", "f", "is", "rPh", "line-break", "s", "instrText", "pt", "table-cell", "row",
            "text", "annotation", "note" };
        auto local = name.substr(name.find(':') + 1); // All of it, if there is none.
        return std::ranges::find(broken, local) == std::end(broken);
    }

    Step end(std::string_view name)
    {
        if (!runs_on(name))
            m_finder.break_off();
        return m_listener.end(name);
    }

    Step tag()
    {
        if (take("</")) {
            auto closed = name();
            if (m_open.empty() || closed != m_open.back() || !take(">"))
                return no("an end tag that closes nothing");
            m_open.pop_back();
            return end(closed);
        }
        if (!take("<"))
            return no("a part that ends early");
        auto opened = name();
        if (opened.empty() || m_open.size() == deepest)
            return no("a tag of another form, or nested too deep");
        m_attributes.clear();
        while (take(" ")) {
            auto& attribute = m_attributes.emplace_back();
            attribute.name = name();
            auto same = [&](const Attribute& other) { return other.name == attribute.name; };
            if (attribute.name.empty() || m_attributes.size() > most_attributes
                || std::ranges::count_if(m_attributes, same) != 1 || !take("=\"")
                || !decode('"', attribute.value) || !take("\""))
                return no("an attribute of another form");
        }
        bool empty = take("/>");
        if (!empty && !take(">"))
            return no("a tag of another form");
        if (auto refused = m_listener.start(opened, m_attributes))
            return refused;
        if (!runs_on(opened))
            m_finder.break_off();
        if (empty)
            return end(opened);
        m_open.push_back(opened);
        return std::nullopt;
    }

    std::string_view m_xml;
    Listener& m_listener;
    seen::Finder& m_finder;
    LineBreaks m_breaks;
    std::size_t m_at { 0 };
    std::vector<std::string_view> m_open;
    std::vector<Attribute> m_attributes;
    std::string m_text;
};

Step read_xml(std::string_view xml, Listener& listener, seen::Finder& finder, LineBreaks breaks)
{
    return Reading(xml, listener, finder, breaks).run();
}

}
