// SPDX-License-Identifier: MIT
#include "sanitizer/decode/html/page.h"

#include "sanitizer/decode/html/elements.h"

#include <algorithm>
#include <span>
#include <vector>

namespace html {

using charset::Removal;

static constexpr std::size_t most_tables = 4; // Within one another; deeper ones become lines.
static constexpr unsigned most_span = 100;

namespace {

struct Named {
    GumboTag tag;
    const char* name;
};

class PageWalk {
public:
    PageWalk(std::size_t most_depth, std::size_t most_bytes)
        : m_most_depth(most_depth)
        , m_most_bytes(most_bytes)
    {
    }

    PageText run(const GumboNode& document);

private:
    struct Open {
        const GumboVector* children;
        const GumboElement* element { nullptr }; // None for the document.
        const char* name { nullptr }; // Of what was written for it, if anything was.
        unsigned next { 0 };
    };

    void enter(const GumboNode&);
    void enter_element(const GumboElement&);
    const char* name_for(const GumboElement&) const;
    void begin(const GumboElement&, const char* name);
    void count(const GumboElement&);
    void text(std::string_view);

    std::size_t m_most_depth;
    std::size_t m_most_bytes;
    std::vector<Open> m_open;
    std::size_t m_tables { 0 };
    bool m_is_seen { false }; // Something but blanks was written.
    PageText m_result;
};

}

// As what it is written, of those that keep their name or get another.
static constexpr Named listed[] { { GUMBO_TAG_P, "p" }, { GUMBO_TAG_H1, "h1" },
    { GUMBO_TAG_H2, "h2" }, { GUMBO_TAG_H3, "h3" }, { GUMBO_TAG_H4, "h4" }, { GUMBO_TAG_H5, "h5" },
    { GUMBO_TAG_H6, "h6" }, { GUMBO_TAG_UL, "ul" }, { GUMBO_TAG_DIR, "ul" },
    { GUMBO_TAG_MENU, "ul" }, { GUMBO_TAG_OL, "ol" }, { GUMBO_TAG_LI, "li" },
    { GUMBO_TAG_DL, "dl" }, { GUMBO_TAG_DT, "dt" }, { GUMBO_TAG_DD, "dd" },
    { GUMBO_TAG_PRE, "pre" }, { GUMBO_TAG_LISTING, "pre" }, { GUMBO_TAG_TEXTAREA, "pre" },
    { GUMBO_TAG_BLOCKQUOTE, "blockquote" }, { GUMBO_TAG_B, "b" }, { GUMBO_TAG_STRONG, "b" },
    { GUMBO_TAG_I, "i" }, { GUMBO_TAG_EM, "i" }, { GUMBO_TAG_CITE, "i" }, { GUMBO_TAG_U, "u" },
    { GUMBO_TAG_INS, "u" }, { GUMBO_TAG_S, "s" }, { GUMBO_TAG_DEL, "s" }, { GUMBO_TAG_SUB, "sub" },
    { GUMBO_TAG_SUP, "sup" }, { GUMBO_TAG_CODE, "tt" }, { GUMBO_TAG_TT, "tt" },
    { GUMBO_TAG_KBD, "tt" }, { GUMBO_TAG_SAMP, "tt" } };

static constexpr Named of_tables[] { { GUMBO_TAG_TABLE, "table" }, { GUMBO_TAG_TR, "tr" },
    { GUMBO_TAG_TD, "td" }, { GUMBO_TAG_TH, "th" } };

static const char* name_in(std::span<const Named> names, GumboTag tag)
{
    auto found = std::ranges::find(names, tag, &Named::tag);
    return found == names.end() ? nullptr : found->name;
}

const char* PageWalk::name_for(const GumboElement& element) const
{
    if (auto* name = name_in(of_tables, element.tag)) {
        auto tables = m_tables + (element.tag == GUMBO_TAG_TABLE);
        return tables <= most_tables ? name : nullptr;
    }
    if (auto* name = name_in(listed, element.tag))
        return name;
    return shape_of(element.tag) == Shape::Inline ? nullptr : "div";
}

static bool is_blank(char c)
{
    return c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == ' ';
}

// U+0000 to U+001F but blanks, and U+007F to U+009F; how many bytes it takes, 0 if it is none.
static std::size_t control_at(std::string_view utf8, std::size_t at)
{
    auto first = static_cast<unsigned char>(utf8[at]);
    if (first == 0xC2 && at + 1 < utf8.size() && static_cast<unsigned char>(utf8[at + 1]) < 0xA0)
        return 2;
    return (first < 0x20 && !is_blank(utf8[at])) || first == 0x7F ? 1 : 0;
}

// Blanks collapse where the page is drawn, as they do in a browser. Control characters, which only
// references can write by now, would take a part of our own elements for a control sequence.
void PageWalk::text(std::string_view utf8)
{
    for (std::size_t at = 0; at < utf8.size(); ++at) {
        if (auto size = control_at(utf8, at)) {
            m_result.removals.add(Removal::Control, 0);
            at += size - 1;
            continue;
        }
        char c = utf8[at];
        switch (c) {
        case '&': m_result.utf8 += "&amp;"; break;
        case '<': m_result.utf8 += "&lt;"; break;
        case '>': m_result.utf8 += "&gt;"; break;
        default: m_result.utf8 += c;
        }
        m_is_seen = m_is_seen || static_cast<unsigned char>(c) > 0x20;
    }
}

static unsigned span_of(const GumboElement& element, const char* name)
{
    unsigned span = 0;
    for (char c : attribute(element, name)) {
        if (c < '0' || c > '9')
            break;
        span = std::min(most_span, span * 10 + static_cast<unsigned>(c - '0'));
    }
    return std::max(1u, span);
}

void PageWalk::begin(const GumboElement& element, const char* name)
{
    auto& out = m_result.utf8;
    out.append("<").append(name);
    if (element.tag == GUMBO_TAG_TABLE)
        out += " border=\"1\" cellspacing=\"0\"";
    if (element.tag == GUMBO_TAG_TD || element.tag == GUMBO_TAG_TH) {
        for (const auto* direction : { "colspan", "rowspan" }) {
            if (auto span = span_of(element, direction); span > 1)
                out.append(" ").append(direction).append("=\"").append(std::to_string(span)) += '"';
        }
    }
    out += '>';
}

void PageWalk::count(const GumboElement& element)
{
    auto link = link_of(element);
    m_result.links += link.kind == LinkKind::Address;
    m_result.targets.add_target(link.target);
    auto line = element.start_pos.line;
    if (link.kind == LinkKind::Script)
        m_result.removals.add(Removal::Script, line);
    for (auto count = event_handlers(element); count > 0; --count)
        m_result.removals.add(Removal::Script, line);
    if (element.tag == GUMBO_TAG_FORM)
        m_result.removals.add(Removal::Form, line);
    if (element.tag == GUMBO_TAG_IMG)
        m_result.removals.add(Removal::Image, line);
}

void PageWalk::enter_element(const GumboElement& element)
{
    if (auto what = left_out(element)) {
        m_result.removals.add(*what, element.start_pos.line);
        return;
    }
    count(element);
    if (element.tag == GUMBO_TAG_TITLE)
        return; // On no page.
    if (element.tag == GUMBO_TAG_BR)
        m_result.utf8 += "<br>";
    if (element.tag == GUMBO_TAG_HR)
        m_result.utf8 += "<hr>";
    if (auto words = attribute(element, "alt"); element.tag == GUMBO_TAG_IMG && !words.empty())
        text("[" + std::string(words) + "]");
    Open open { &element.children, &element };
    if (element.tag != GUMBO_TAG_HR && element.tag != GUMBO_TAG_BR)
        open.name = name_for(element);
    m_tables += element.tag == GUMBO_TAG_TABLE;
    if (open.name)
        begin(element, open.name);
    m_open.push_back(open);
}

void PageWalk::enter(const GumboNode& node)
{
    if (node.type == GUMBO_NODE_ELEMENT)
        enter_element(node.v.element);
    else if (node.type == GUMBO_NODE_TEMPLATE)
        m_result.removals.add(Removal::Hidden, node.v.element.start_pos.line);
    else if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA
        || node.type == GUMBO_NODE_WHITESPACE)
        text(node.v.text.text);
}

PageText PageWalk::run(const GumboNode& document)
{
    m_result.utf8 = "<!DOCTYPE html>\n<html><head>"
                    "<meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\">"
                    "</head><body>\n";
    m_open.push_back({ &document.v.document.children });
    while (!m_open.empty()) {
        auto& open = m_open.back();
        if (open.next == open.children->length) {
            if (open.name)
                m_result.utf8.append("</").append(open.name).append(">");
            m_tables -= open.element && open.element->tag == GUMBO_TAG_TABLE;
            m_open.pop_back();
            continue;
        }
        enter(*static_cast<const GumboNode*>(open.children->data[open.next++]));
        if (m_open.size() > m_most_depth + 3) // The document, html and body.
            m_result.state = PageText::State::TooDeep;
        if (m_result.utf8.size() > m_most_bytes)
            m_result.state = PageText::State::TooLong;
        if (m_result.state != PageText::State::Whole)
            return std::move(m_result);
    }
    m_result.utf8 += "\n</body></html>\n";
    if (!m_is_seen)
        m_result.utf8.clear();
    return std::move(m_result);
}

PageText page_of_page(const GumboNode& document, std::size_t most_depth, std::size_t most_bytes)
{
    return PageWalk(most_depth, most_bytes).run(document);
}

}
