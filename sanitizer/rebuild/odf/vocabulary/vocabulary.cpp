// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/odf/vocabulary/vocabulary.h"

#include <algorithm>
#include <cstdlib>

namespace rebuild_odf {

struct Space {
    std::string_view prefix;
    std::string_view uri;
    bool written; // Declared in what we write.
};

// ODF 1.3 part 3, 1.4 (namespaces)
static constexpr Space spaces[] = {
    { "office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0", true },
    { "style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0", true },
    { "text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0", true },
    { "table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0", true },
    { "draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", true },
    { "presentation", "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0", true },
    { "chart", "urn:oasis:names:tc:opendocument:xmlns:chart:1.0", true },
    { "dr3d", "urn:oasis:names:tc:opendocument:xmlns:dr3d:1.0", true },
    { "number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0", true },
    { "fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", true },
    { "svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", true },
    { "smil", "urn:oasis:names:tc:opendocument:xmlns:smil-compatible:1.0", true },
    { "meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0", true },
    { "dc", "http://purl.org/dc/elements/1.1/", true },
    { "xlink", "http://www.w3.org/1999/xlink", true },
    { "math", "http://www.w3.org/1998/Math/MathML", true },
    { "of", "urn:oasis:names:tc:opendocument:xmlns:of:1.2", true },
    { "xml", "http://www.w3.org/XML/1998/namespace", false },
    { "form", "urn:oasis:names:tc:opendocument:xmlns:form:1.0", false },
    { "script", "urn:oasis:names:tc:opendocument:xmlns:script:1.0", false },
    { "anim", "urn:oasis:names:tc:opendocument:xmlns:animation:1.0", false },
    { "db", "urn:oasis:names:tc:opendocument:xmlns:database:1.0", false },
    { "xforms", "http://www.w3.org/2002/xforms", false },
    { "loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", false },
    { "calcext", "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", false },
};

std::string_view Vocabulary::prefix_of(std::string_view uri)
{
    auto found = std::ranges::find(spaces, uri, &Space::uri);
    return found == std::end(spaces) ? std::string_view() : found->prefix;
}

std::string_view Vocabulary::declarations()
{
    static const std::string all = [] {
        std::string text;
        for (const auto& space : spaces) {
            if (space.written)
                text
                    += " xmlns:" + std::string(space.prefix) + "=\"" + std::string(space.uri) + '"';
        }
        return text;
    }();
    return all;
}

// The tables are ours: a fault in them ends the worker before it is locked in.
[[noreturn]] static void fault_of_ours()
{
    std::abort();
}

static Value value_named(std::string_view name)
{
    static constexpr std::pair<std::string_view, Value> values[] = {
        { "Format", Value::Format },
        { "Name", Value::Name },
        { "Text", Value::Text },
        { "Geometry", Value::Geometry },
        { "Range", Value::Range },
        { "Date", Value::Date },
        { "Identifier", Value::Identifier },
        { "Count", Value::Count },
        { "Blanks", Value::Blanks },
        { "Condition", Value::Condition },
        { "Made", Value::Made },
    };
    for (auto [word, value] : values) {
        if (word == name)
            return value;
    }
    fault_of_ours();
}

static std::string_view next_word(std::string_view& text)
{
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    auto word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    return word;
}

std::uint64_t Vocabulary::bit_of(std::string_view name)
{
    auto [place, is_new] = m_classes.try_emplace(std::string(name), 0);
    if (is_new) {
        if (m_classes.size() > 64)
            fault_of_ours();
        place->second = std::uint64_t { 1 } << (m_classes.size() - 1);
    }
    return place->second;
}

void Vocabulary::read_class(std::string_view line)
{
    line.remove_prefix(1);
    line.remove_suffix(1);
    auto colon = line.find(':');
    m_class = bit_of(line.substr(0, colon));
    m_parents = 0;
    line.remove_prefix(colon + 1);
    for (auto word = next_word(line); !word.empty(); word = next_word(line))
        m_parents |= bit_of(word);
}

void Vocabulary::add(Element& element, std::string_view word)
{
    if (word.starts_with('@')) {
        auto group = m_groups.find(word.substr(1));
        if (group == m_groups.end())
            fault_of_ours();
        std::string_view list = group->second;
        for (auto one = next_word(list); !one.empty(); one = next_word(list))
            add(element, one);
        return;
    }
    bool required = word.starts_with('!');
    if (required)
        word.remove_prefix(1);
    auto value = Value::Format;
    auto colon = word.find(':');
    if (colon == std::string_view::npos)
        fault_of_ours();
    if (auto second = word.find(':', colon + 1); second != std::string_view::npos) {
        value = value_named(word.substr(second + 1));
        word = word.substr(0, second);
    }
    if (!element.attributes.emplace(std::string(word), value).second)
        fault_of_ours();
    if (required)
        element.required.emplace_back(word);
}

void Vocabulary::read_elements(std::string_view line)
{
    auto bar = line.find('|');
    auto names = line.substr(0, bar);
    auto attributes = bar == std::string_view::npos ? std::string_view() : line.substr(bar + 1);
    for (auto word = next_word(names); !word.empty(); word = next_word(names)) {
        auto element = std::make_unique<Element>();
        element->treatment = Treatment::Keep;
        element->own_class = m_class;
        element->parents = m_parents;
        if (auto open = word.find('('); open != std::string_view::npos) {
            element->counted = word.substr(open + 1, word.size() - open - 2);
            word = word.substr(0, open);
        }
        for (auto sign = word[0]; std::string_view("^-*=").find(sign) != std::string_view::npos;
             sign = word[0]) {
            if (sign == '^')
                element->treatment = Treatment::Unwrap;
            else if (sign == '-')
                element->treatment = Treatment::Drop;
            else if (sign == '*')
                element->treatment = Treatment::Special;
            else
                element->holds_text = true;
            word.remove_prefix(1);
        }
        element->name = word;
        auto list = attributes;
        for (auto one = next_word(list); !one.empty(); one = next_word(list))
            add(*element, one);
        if (!m_elements.emplace(element->name, std::move(element)).second)
            fault_of_ours();
    }
}

void Vocabulary::read(std::string_view table)
{
    while (!table.empty()) {
        auto end = std::min(table.find('\n'), table.size());
        auto line = table.substr(0, end);
        table.remove_prefix(std::min(end + 1, table.size()));
        if (line.empty())
            continue;
        if (line[0] == '[') {
            read_class(line);
        } else if (line[0] == '@') {
            line.remove_prefix(1);
            auto name = next_word(line);
            m_groups[std::string(name)] += line;
        } else {
            read_elements(line);
        }
    }
}

Vocabulary::Vocabulary()
{
    read(style_words());
    read(text_words());
    read(drawing_words());
    read(sheet_words());
    read(object_words());
}

const Element* Vocabulary::find(std::string_view name) const
{
    auto found = m_elements.find(name);
    return found == m_elements.end() ? nullptr : found->second.get();
}

}
