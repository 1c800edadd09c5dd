// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/vocabulary/vocabulary.h"

#include "sanitizer/rebuild/ooxml/vocabulary/nesting.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace rebuild_ooxml {

struct SpaceName {
    Space space;
    std::string_view prefix;
    std::string_view uri;
    std::string_view strict; // ISO/IEC 29500 Strict has other names for the same.
};

static constexpr SpaceName spaces[] = {
    { Space::Word, "w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main" },
    { Space::Relation, "r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships" },
    { Space::Math, "m", "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math" },
    { Space::Placement, "wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" },
    { Space::Drawing, "a", "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://purl.oclc.org/ooxml/drawingml/main" },
    { Space::Picture, "pic", "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "http://purl.oclc.org/ooxml/drawingml/picture" },
    { Space::Chart, "c", "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "http://purl.oclc.org/ooxml/drawingml/chart" },
    { Space::WordShape, "wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        {} },
    { Space::WordGroup, "wpg", "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        {} },
    { Space::WordCanvas, "wpc",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas", {} },
    { Space::Sheet, "", "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main" },
    { Space::SheetDrawing, "xdr",
        "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
        "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing" },
    { Space::Show, "p", "http://schemas.openxmlformats.org/presentationml/2006/main",
        "http://purl.oclc.org/ooxml/presentationml/main" },
    { Space::Xml, "xml", "http://www.w3.org/XML/1998/namespace", {} },
    { Space::Compatibility, "mc", "http://schemas.openxmlformats.org/markup-compatibility/2006",
        {} },
    { Space::Vml, "v", "urn:schemas-microsoft-com:vml", {} },
    { Space::Diagram, "dsp", "http://schemas.microsoft.com/office/drawing/2008/diagram", {} },
};

Space Vocabulary::space_of(std::string_view uri)
{
    if (uri.empty())
        return Space::None;
    for (const auto& space : spaces) {
        if (uri == space.uri || (!space.strict.empty() && uri == space.strict))
            return space.space;
    }
    return Space::Unknown;
}

std::string_view Vocabulary::prefix_of(Space wanted)
{
    auto found = std::ranges::find(spaces, wanted, &SpaceName::space);
    return found == std::end(spaces) ? std::string_view() : found->prefix;
}

std::string_view Vocabulary::uri_of(Space wanted)
{
    auto found = std::ranges::find(spaces, wanted, &SpaceName::space);
    return found == std::end(spaces) ? std::string_view() : found->uri;
}

bool Vocabulary::is_declared(Space space, DocumentKind kind)
{
    switch (space) {
    case Space::Relation:
    case Space::Drawing:
    case Space::Chart: return true;
    case Space::Picture: return kind != DocumentKind::Presentation;
    case Space::Word:
    case Space::Math:
    case Space::Placement:
    case Space::WordShape:
    case Space::WordGroup:
    case Space::WordCanvas: return kind == DocumentKind::Word;
    case Space::Sheet:
    case Space::SheetDrawing: return kind == DocumentKind::Workbook;
    case Space::Show: return kind == DocumentKind::Presentation;
    case Space::Xml:
    case Space::Compatibility:
    case Space::Vml:
    case Space::Diagram:
    case Space::None:
    case Space::Unknown: break;
    }
    return false;
}

// The tables are ours: a fault in them ends the worker before it is locked in.
[[noreturn]] static void fault_of_ours()
{
    std::abort();
}

static Value value_named(std::string_view name)
{
    static constexpr std::pair<std::string_view, Value> values[] = {
        { "Integer", Value::Integer },
        { "Coordinate", Value::Coordinate },
        { "Guid", Value::Guid },
        { "Measure", Value::Measure },
        { "Truth", Value::Truth },
        { "Token", Value::Token },
        { "WhiteSpace", Value::WhiteSpace },
        { "Hex", Value::Hex },
        { "Name", Value::Name },
        { "Quotable", Value::Quotable },
        { "Text", Value::Text },
        { "Formula", Value::Formula },
        { "CellRange", Value::CellRange },
        { "Cells", Value::Cells },
        { "CompatibilityUri", Value::CompatibilityUri },
        { "Relationship", Value::Relationship },
    };
    for (auto [word, value] : values) {
        if (word == name)
            return value;
    }
    fault_of_ours();
}

static std::vector<std::string_view> words_in(std::string_view text)
{
    std::vector<std::string_view> words;
    for (std::size_t at = 0; (at = text.find_first_not_of(' ', at)) != std::string_view::npos;) {
        auto end = std::min(text.find(' ', at), text.size());
        words.push_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

static AttributeRule rule_of(Space space, std::string_view word)
{
    AttributeRule rule;
    if (word.starts_with('!')) {
        rule.required = true;
        word.remove_prefix(1);
    }
    auto value = word.rfind(':');
    if (value == std::string_view::npos)
        fault_of_ours();
    rule.value = value_named(word.substr(value + 1));
    word = word.substr(0, value);
    // Only WordprocessingML and Math qualify their attributes.
    bool qualified = space == Space::Word || space == Space::Math;
    rule.space = qualified ? space : Space::None;
    for (auto other : { Space::Relation, Space::Xml }) {
        auto before = std::string(Vocabulary::prefix_of(other)) + ':';
        if (word.starts_with(before)) {
            rule.space = other;
            word.remove_prefix(before.size());
        }
    }
    rule.name = word;
    auto prefix = std::string(Vocabulary::prefix_of(rule.space));
    rule.opening = ' ' + prefix + (prefix.empty() ? "" : ":") + rule.name + "=\"";
    return rule;
}

void Vocabulary::read_line(Space space, std::string_view line)
{
    auto bar = line.find('|');
    std::vector<AttributeRule> rules;
    if (bar != std::string_view::npos) {
        for (auto word : words_in(line.substr(bar + 1)))
            rules.push_back(rule_of(space, word));
    }
    for (auto word : words_in(line.substr(0, bar))) {
        auto element = std::make_unique<Element>();
        element->space = space;
        element->treatment = Treatment::Keep;
        if (auto open = word.find('('); open != std::string_view::npos) {
            element->counted = word.substr(open + 1, word.size() - open - 2);
            word = word.substr(0, open);
        }
        auto sign = word[0];
        if (sign == '^')
            element->treatment = Treatment::Unwrap;
        else if (sign == '-')
            element->treatment = Treatment::Drop;
        else if (sign == '*')
            element->treatment = Treatment::Special;
        if (sign == '^' || sign == '-' || sign == '*' || sign == '=')
            word.remove_prefix(1);
        if (auto colon = word.find(':'); colon != std::string_view::npos) {
            element->text = value_named(word.substr(colon + 1));
            word = word.substr(0, colon);
        }
        element->name = word;
        element->setting = m_in_settings && word != "settings";
        element->of_shows = m_of_shows;
        auto prefix = prefix_of(space);
        element->written
            = prefix.empty() ? element->name : std::string(prefix) + ':' + element->name;
        element->attributes = rules;
        auto place = place_of(space, element->name);
        if (m_places[place] || m_elements.size() >= places / 2)
            fault_of_ours();
        m_places[place] = m_elements.emplace_back(std::move(element)).get();
    }
}

void Vocabulary::read(Space space, std::string_view table)
{
    while (!table.empty()) {
        auto end = std::min(table.find('\n'), table.size());
        auto line = table.substr(0, end);
        if (!line.empty())
            read_line(space, line);
        table.remove_prefix(std::min(end + 1, table.size()));
    }
}

Vocabulary::Vocabulary()
{
    read(Space::Word, word_words());
    read(Space::Word, word_setting_words());
    m_in_settings = true;
    read(Space::Word, settings_words());
    m_in_settings = false;
    read(Space::Math, math_words());
    read(Space::Placement, placement_words());
    read(Space::Drawing, drawing_words());
    read(Space::Chart, chart_words());
    m_of_shows = true;
    read(Space::Show, show_words());
    read(Space::Drawing, show_drawing_words());
    m_of_shows = false;
    read(Space::Sheet, book_words());
    read(Space::Sheet, sheet_words());
    read(Space::Sheet, comment_words());
    read(Space::Sheet, style_words());
    read(Space::SheetDrawing, sheet_drawing_words());
    for (auto space : { Space::Picture, Space::WordShape, Space::WordGroup, Space::WordCanvas })
        read(space, shape_words(space));
    ElementsByName all;
    for (const auto& element : m_elements)
        all.emplace(element->written, element.get());
    tell_nesting(all);
}

// FNV-1a, then from place to place.
std::size_t Vocabulary::place_of(Space space, std::string_view local) const
{
    auto hash = 0xcbf29ce484222325u ^ static_cast<std::uint64_t>(space);
    for (auto c : local)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    for (auto place = (hash ^ hash >> 32) % places;; place = (place + 1) % places) {
        const auto* there = m_places[place];
        if (!there || (there->space == space && there->name == local))
            return place;
    }
}

const Element* Vocabulary::find(Space space, std::string_view local) const
{
    return m_places[place_of(space, local)];
}

const Element& Vocabulary::known(Space space, std::string_view local) const
{
    const auto* element = find(space, local);
    if (!element)
        fault_of_ours();
    return *element;
}

const AttributeRule* Element::attribute(Space wanted, std::string_view local) const
{
    for (const auto& rule : attributes) {
        if (rule.space == wanted && rule.name == local)
            return &rule;
    }
    return nullptr;
}

}
