// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/odf/document/filter.h"

#include "sanitizer/rebuild/parts/escape.h"

#include <algorithm>

namespace rebuild_odf {

using rebuild_parts::append_escaped;

static Refused malformed()
{
    return { Why::Malformed, "a part is no well-formed XML" };
}

static std::string_view root_of(PartKind kind)
{
    switch (kind) {
    case PartKind::Content: return "office:document-content";
    case PartKind::Styles: break;
    }
    return "office:document-styles";
}

static std::string_view body_of(DocumentKind kind)
{
    switch (kind) {
    case DocumentKind::Text: return "office:text";
    case DocumentKind::Spreadsheet: return "office:spreadsheet";
    case DocumentKind::Presentation: break;
    }
    return "office:presentation";
}

static bool is_body(std::string_view name)
{
    return name == "office:text" || name == "office:spreadsheet" || name == "office:presentation";
}

Outcome<std::string> Filter::run()
{
    m_out = rebuild_parts::xml_prolog;
    for (;;) {
        std::optional<Refused> refused;
        switch (m_stream.next()) {
        case XmlStream::Event::Start: refused = start(); break;
        case XmlStream::Event::Text: refused = text(); break;
        case XmlStream::Event::End: end(); break;
        case XmlStream::Event::Malformed: refused = malformed(); break;
        case XmlStream::Event::DocumentType:
            refused = Refused { Why::Malformed, "a part declares a document type" };
            break;
        case XmlStream::Event::Finished:
            if (m_kind == PartKind::Content && !m_has_body)
                return Refused { Why::Malformed, "a document without a body of its kind" };
            return std::move(m_out);
        }
        if (refused)
            return *refused;
    }
}

void Filter::read_attributes(Read& all)
{
    for (const auto& one : m_stream.attributes()) {
        auto name = m_scopes.attribute(one.name);
        if (name.empty())
            continue;
        std::string_view value;
        if (!rebuild_parts::resolve_entities(one.written, m_text, value)) {
            m_whole = false;
            return;
        }
        all.emplace_back(name, value);
    }
}

std::string_view Filter::value_of(const Read& read, std::string_view name)
{
    auto found = std::ranges::find(read, name, [](const auto& one) { return one.first; });
    return found == read.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<Refused> Filter::start()
{
    m_scopes.enter(m_stream.attributes());
    if (m_skipped > 0) {
        ++m_skipped;
        return std::nullopt;
    }
    auto name = m_scopes.element(m_stream.name());
    if (!m_has_root) {
        if (name != root_of(m_kind))
            return Refused { Why::Malformed, "a part with another root" };
        m_has_root = true;
        m_out += '<';
        m_out += name;
        m_out += Vocabulary::declarations();
        m_out += " office:version=\"1.3\"";
        m_open.push_back({ m_job.words.find(name), m_out.size(), false });
        return std::nullopt;
    }
    enter_numbered(name);
    const auto* element = m_job.words.find(name);
    if (!element || (name == "office:body" && m_kind == PartKind::Styles)) {
        skip("unknown-element");
        return std::nullopt;
    }
    if (is_body(name) && element->treatment == Treatment::Keep) {
        if (name != body_of(m_job.options.kind) || m_has_body || m_kind != PartKind::Content)
            return Refused { Why::Malformed, "a document with a body of another kind" };
        m_has_body = may_stand_here(*element);
    }
    Read read;
    read_attributes(read);
    if (!m_whole)
        return malformed();
    switch (element->treatment) {
    case Treatment::Keep: keep(*element, read); break;
    case Treatment::Special: special(*element, read); break;
    case Treatment::Unwrap:
        if (!element->counted.empty())
            m_job.account.count(element->counted);
        unwrap();
        break;
    case Treatment::Drop: skip(element->counted); break;
    }
    if (m_expanded > most_expanded)
        return Refused { Why::Limit, "more repeated cells or blanks than allowed" };
    return std::nullopt;
}

// Sheets and slides have numbers, by which a person finds what a report tells of them.
void Filter::enter_numbered(std::string_view name)
{
    bool is_sheet = m_job.options.kind == DocumentKind::Spreadsheet && name == "table:table";
    bool is_slide = m_job.options.kind == DocumentKind::Presentation && name == "draw:page";
    if (m_kind != PartKind::Content || m_numbered_place || (!is_sheet && !is_slide)
        || !is_body(around()->element->name))
        return;
    m_numbered_depth = m_scopes.depth();
    m_numbered_place.emplace(
        m_job.account, policy::place_on(is_sheet ? "sheet" : "slide", ++m_numbered));
}

void Filter::leave_numbered()
{
    if (m_numbered_place && m_scopes.depth() < m_numbered_depth)
        m_numbered_place.reset();
}

void Filter::skip(std::string_view counted)
{
    if (!counted.empty())
        m_job.account.count(counted);
    m_skipped = 1;
}

void Filter::unwrap()
{
    m_open.push_back({ nullptr, 0, true });
}

const Filter::Open* Filter::around() const
{
    auto found
        = std::find_if(m_open.rbegin(), m_open.rend(), [](const Open& one) { return one.element; });
    return &*found; // The root is never unwrapped.
}

Filter::Open* Filter::frame()
{
    for (auto at = m_open.size(); at-- > 0;) {
        if (m_open[at].element)
            return m_open[at].element->name == "draw:frame" ? &m_open[at] : nullptr;
    }
    return nullptr;
}

bool Filter::may_stand_here(const Element& element) const
{
    return (element.parents & around()->element->own_class) != 0;
}

// The start tag of what is around ends here.
void Filter::begin_content()
{
    for (auto at = m_open.size(); at-- > 0;) {
        if (!m_open[at].element)
            continue;
        if (!m_open[at].closed) {
            m_out += '>';
            m_open[at].closed = true;
        }
        return;
    }
}

void Filter::append_attribute(std::string_view name, std::string_view value)
{
    m_out += ' ';
    m_out += name;
    m_out += "=\"";
    append_escaped(m_out, value);
    m_out += '"';
}

void Filter::keep(const Element& element, const Read& read, std::string_view made)
{
    bool complete = std::ranges::all_of(element.required, [&](const auto& name) {
        auto given = std::ranges::find(read, name, [](const auto& one) { return one.first; });
        return given != read.end() && fits(element.attributes.find(name)->second, given->second);
    });
    if (!complete || !may_stand_here(element))
        return skip("unknown-element");
    count_repeated(element, read);
    auto fills_frame = [](std::string_view name) { // ODF 1.3 part 3, 10.4.2.
        return name == "draw:image" || name == "draw:text-box" || name == "table:table";
    };
    if (auto* outer = frame())
        outer->has_content = outer->has_content || fills_frame(element.name);
    begin_content();
    m_out += '<';
    m_out += element.name;
    for (auto one = read.begin(); one != read.end(); ++one) {
        auto rule = element.attributes.find(one->first);
        auto is_same = [&](const auto& other) { return other.first == one->first; };
        if (rule != element.attributes.end() && fits(rule->second, one->second)
            && std::none_of(read.begin(), one, is_same))
            append_attribute(one->first, one->second);
    }
    m_out += made;
    m_open.push_back({ &element, m_out.size(), false });
}

std::optional<Refused> Filter::text()
{
    if (m_skipped > 0)
        return std::nullopt;
    std::string_view value = m_stream.text();
    if (!around()->element->holds_text)
        return std::nullopt;
    if (!m_stream.is_literal() && !rebuild_parts::resolve_entities(value, m_text, value))
        return malformed();
    begin_content();
    append_escaped(m_out, value);
    return std::nullopt;
}

void Filter::end()
{
    m_scopes.leave();
    if (m_skipped > 0) {
        --m_skipped;
        leave_numbered();
        return;
    }
    if (m_open.back().element) {
        if (m_open.back().element->name == "draw:frame")
            end_of_frame(m_open.back());
        const auto& last = m_open.back();
        if (last.closed) {
            m_out += "</";
            m_out += last.element->name;
            m_out += '>';
        } else {
            m_out += "/>";
        }
    }
    m_open.pop_back();
    leave_numbered();
}

}
