// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/workbook/stream.h"

#include "kiosk/core/base/text.h"
#include "sanitizer/rebuild/ooxml/vocabulary/values.h"
#include "sanitizer/rebuild/ooxml/writer/xml_writer.h"

namespace rebuild_ooxml {

PartStream::Event PartStream::next()
{
    if (m_refused)
        return Event::Finished;
    auto event = m_xml.next();
    switch (event) {
    case Event::Start:
        m_marks.push_back(m_scopes.mark());
        for (const auto& one : m_xml.attributes()) {
            std::string_view uri;
            if (!one.name.starts_with("xmlns"))
                continue;
            if (resolve_entities(one.written, m_value, uri))
                m_scopes.declare(one.name, uri);
            else
                refuse_entity();
        }
        m_name = m_scopes.element(m_xml.name());
        break;
    case Event::End:
        m_scopes.leave(m_marks.back());
        m_marks.pop_back();
        break;
    case Event::Text:
    case Event::Finished: break;
    case Event::Malformed:
        m_refused = Refused { Why::Malformed, "a part is no well-formed XML" };
        return Event::Finished;
    case Event::DocumentType:
        m_refused = Refused { Why::Malformed, "a part declares a document type" };
        return Event::Finished;
    }
    return event;
}

bool PartStream::is_sheet(std::string_view local) const
{
    return m_name.local == local && m_name.space == Space::Sheet;
}

void PartStream::skip()
{
    auto outside = depth();
    for (auto event = next(); event != Event::Finished; event = next()) {
        if (event == Event::End && depth() < outside)
            return;
    }
}

void PartStream::append_text(std::string& to)
{
    auto value = m_xml.text();
    if (!m_xml.is_literal() && !resolve_entities(m_xml.text(), m_value, value))
        return refuse_entity();
    to += value;
}

void PartStream::text(std::string& into)
{
    into.clear();
    auto outside = depth();
    for (auto event = next(); event != Event::Finished; event = next()) {
        if (event == Event::End && depth() < outside)
            return;
        if (event == Event::Text && depth() == outside)
            append_text(into);
    }
}

void PartStream::write_attributes(std::string& to, const Element& known)
{
    std::uint64_t written = 0; // By the rule's place: nothing is said twice.
    attributes([&](Scopes::Name name, std::string_view value) {
        const auto* rule = known.attribute(name.space, name.local);
        if (!rule || !fits(rule->value, value))
            return;
        auto bit = std::uint64_t { 1 } << (rule - known.attributes.data()) % 64;
        if (written & bit)
            return;
        written |= bit;
        to += rule->opening;
        append_escaped(to, value);
        to += '"';
    });
}

void PartStream::copy_children(std::string& to)
{
    auto outside = depth();
    for (auto event = next(); event != Event::Finished; event = next()) {
        if (event == Event::End && depth() < outside)
            return;
        if (event != Event::Start)
            continue;
        const auto* known = m_name.space == Space::Sheet
            ? m_build.words.find(m_name.space, m_name.local)
            : nullptr;
        if (known && known->treatment == Treatment::Keep) {
            copy(to, *known);
            continue;
        }
        if (!known || !known->counted.empty())
            m_build.account.count(known ? known->counted : "unknown-element");
        skip();
    }
}

void PartStream::copy(std::string& to, const Element& known)
{
    to += '<';
    to += known.written;
    write_attributes(to, known);
    auto opened = to.size();
    to += '>';
    if (known.text != Value::None) {
        std::string text_inside;
        text(text_inside);
        append_escaped(to, text_inside, LineBreaks::Keep);
    } else {
        copy_children(to);
    }
    if (to.size() == opened + 1) {
        to.resize(opened);
        to += "/>";
        return;
    }
    to += "</";
    to += known.written;
    to += '>';
}

std::optional<Refused> make_utf8(base::Bytes& bytes)
{
    bytes = to_utf8(std::move(bytes));
    if (!base::is_valid_utf8(base::text_of(bytes)))
        return other_encoding;
    return std::nullopt;
}

}
