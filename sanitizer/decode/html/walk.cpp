// SPDX-License-Identifier: MIT
#include "sanitizer/decode/html/walk.h"

#include "sanitizer/decode/html/elements.h"
#include "sanitizer/decode/html/layout.h"

#include <algorithm>
#include <vector>

namespace html {

using charset::Removal;

namespace {

class Walk {
public:
    Walk(std::size_t most_depth, std::size_t most_bytes)
        : m_most_depth(most_depth)
        , m_most_bytes(most_bytes)
    {
    }

    PageText run(const GumboNode& document);

private:
    // An element that is open, and what its end needs to know.
    struct Open {
        const GumboVector* children;
        const GumboElement* element { nullptr }; // None for the document.
        unsigned next { 0 };
        unsigned items { 0 }; // Of a list, cells of a row.
        std::string address {}; // Of a link.
        std::size_t start { 0 }; // Where its text begins.
    };

    void enter(const GumboNode&);
    void enter_element(const GumboElement&);
    void begin(const GumboElement&, Open&);
    void begin_item();
    void begin_cell();
    void leave(const Open&);
    Open* innermost(std::initializer_list<GumboTag>);

    std::size_t m_most_depth;
    std::size_t m_most_bytes;
    std::vector<Open> m_open;
    unsigned m_exact { 0 }; // Open <pre> and <textarea>.
    unsigned m_lists { 0 };
    Layout m_layout;
    PageText m_result;
};

}

static bool keeps_space(GumboTag tag)
{
    return tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_TEXTAREA || tag == GUMBO_TAG_LISTING;
}

static bool is_list(GumboTag tag)
{
    return tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL || tag == GUMBO_TAG_DIR
        || tag == GUMBO_TAG_MENU;
}

Walk::Open* Walk::innermost(std::initializer_list<GumboTag> tags)
{
    for (auto open = m_open.rbegin(); open != m_open.rend(); ++open) {
        if (open->element == nullptr)
            break;
        for (auto tag : tags) {
            if (open->element->tag == tag)
                return &*open;
        }
        if (open->element->tag == GUMBO_TAG_TABLE)
            break; // A row or a list outside of it is another's.
    }
    return nullptr;
}

void Walk::begin_item()
{
    std::string bullet(m_lists > 1 ? (std::min(m_lists, 9u) - 1) * 2 : 0, ' ');
    auto* list = innermost({ GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_DIR, GUMBO_TAG_MENU });
    if (list && list->element->tag == GUMBO_TAG_OL)
        bullet += std::to_string(++list->items) + ". ";
    else
        bullet += "- ";
    m_layout.exact(bullet);
    m_layout.begin_cell(); // What is first in the item stays on its line.
}

void Walk::begin_cell()
{
    auto* row = innermost({ GUMBO_TAG_TR });
    if (row && row->items++ > 0)
        m_layout.tab();
    m_layout.begin_cell();
}

void Walk::begin(const GumboElement& element, Open& open)
{
    auto link = link_of(element);
    m_result.links += link.kind == LinkKind::Address;
    m_result.targets.add_target(link.target);
    auto line = element.start_pos.line;
    if (link.kind == LinkKind::Script)
        m_result.removals.add(Removal::Script, line);
    for (auto count = event_handlers(element); count > 0; --count)
        m_result.removals.add(Removal::Script, line);

    auto shape = shape_of(element.tag);
    if (shape == Shape::Block && !(is_list(element.tag) && m_lists > 0))
        m_layout.blank_line();
    else if (shape != Shape::Inline)
        m_layout.line();

    m_exact += keeps_space(element.tag);
    m_lists += is_list(element.tag);
    if (element.tag == GUMBO_TAG_FORM)
        m_result.removals.add(Removal::Form, line);
    if (element.tag == GUMBO_TAG_LI)
        begin_item();
    if (element.tag == GUMBO_TAG_TD || element.tag == GUMBO_TAG_TH)
        begin_cell();
    if (element.tag == GUMBO_TAG_TR)
        m_layout.begin_row();
    if (element.tag == GUMBO_TAG_BR)
        m_layout.line();
    if (element.tag == GUMBO_TAG_HR)
        m_layout.exact("----");
    if (element.tag == GUMBO_TAG_IMG) {
        m_result.removals.add(Removal::Image, line);
        if (auto words = attribute(element, "alt"); !words.empty())
            m_layout.text("[" + std::string(words) + "]");
    }
    open.address = link.address;
    open.start = m_layout.written().size();
}

void Walk::leave(const Open& open)
{
    if (open.element == nullptr)
        return;
    auto tag = open.element->tag;
    if (!open.address.empty()) {
        auto shown = std::string_view(m_layout.written()).substr(open.start);
        while (!shown.empty() && static_cast<unsigned char>(shown[0]) <= 0x20)
            shown.remove_prefix(1);
        if (shown != open.address)
            m_layout.text(" <" + open.address + ">");
    }
    m_exact -= keeps_space(tag);
    m_lists -= is_list(tag);
    auto shape = shape_of(tag);
    if (shape == Shape::Block && !(is_list(tag) && m_lists > 0))
        m_layout.blank_line();
    else if (shape != Shape::Inline)
        m_layout.line();
    if (tag == GUMBO_TAG_TR)
        m_layout.end_row();
}

void Walk::enter_element(const GumboElement& element)
{
    if (auto what = left_out(element)) {
        m_result.removals.add(*what, element.start_pos.line);
        return;
    }
    Open open { .children = &element.children, .element = &element };
    begin(element, open);
    m_open.push_back(std::move(open));
}

void Walk::enter(const GumboNode& node)
{
    if (node.type == GUMBO_NODE_ELEMENT) {
        enter_element(node.v.element);
    } else if (node.type == GUMBO_NODE_TEMPLATE) {
        m_result.removals.add(Removal::Hidden, node.v.element.start_pos.line);
    } else if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA
        || node.type == GUMBO_NODE_WHITESPACE) {
        bool in_head = false;
        if (m_open.size() > 1 && m_open.back().element != nullptr)
            in_head = m_open.back().element->tag == GUMBO_TAG_HEAD;
        if (m_exact > 0)
            m_layout.exact(node.v.text.text);
        else if (!in_head)
            m_layout.text(node.v.text.text);
    }
}

PageText Walk::run(const GumboNode& document)
{
    m_open.push_back({ .children = &document.v.document.children });
    while (!m_open.empty()) {
        auto& open = m_open.back();
        if (open.next == open.children->length) {
            leave(open);
            m_open.pop_back();
            continue;
        }
        enter(*static_cast<const GumboNode*>(open.children->data[open.next++]));
        if (m_open.size() > m_most_depth + 3) // The document, html and body.
            m_result.state = PageText::State::TooDeep;
        if (m_layout.written().size() > m_most_bytes)
            m_result.state = PageText::State::TooLong;
        if (m_result.state != PageText::State::Whole)
            return std::move(m_result);
    }
    m_result.utf8 = m_layout.take();
    return std::move(m_result);
}

PageText text_of_page(const GumboNode& document, std::size_t most_depth, std::size_t most_bytes)
{
    return Walk(most_depth, most_bytes).run(document);
}

}
