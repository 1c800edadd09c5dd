// SPDX-License-Identifier: MIT
// What an element may be called and what may stand in its attributes. Flat lists, written for this
// verifier: it asks what could be in a document of ours, not what a document may say.
#include "sanitizer/verify/ooxml/grammar.h"

#include "sanitizer/verify/ooxml/checks.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace verify_ooxml {

struct Declared {
    std::string_view prefix;
    std::string_view address;
};

static constexpr Declared declared_in_word[] = {
    { "w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main" },
    { "r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships" },
    { "m", "http://schemas.openxmlformats.org/officeDocument/2006/math" },
    { "wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" },
    { "a", "http://schemas.openxmlformats.org/drawingml/2006/main" },
    { "pic", "http://schemas.openxmlformats.org/drawingml/2006/picture" },
    { "c", "http://schemas.openxmlformats.org/drawingml/2006/chart" },
    { "wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape" },
    { "wpg", "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" },
    { "wpc", "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" },
};

static constexpr Declared declared_in_workbook[] = {
    { "r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships" },
    { "a", "http://schemas.openxmlformats.org/drawingml/2006/main" },
    { "pic", "http://schemas.openxmlformats.org/drawingml/2006/picture" },
    { "c", "http://schemas.openxmlformats.org/drawingml/2006/chart" },
    { "", "http://schemas.openxmlformats.org/spreadsheetml/2006/main" },
    { "xdr", "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" },
};

static constexpr Declared declared_in_presentation[] = {
    { "r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships" },
    { "a", "http://schemas.openxmlformats.org/drawingml/2006/main" },
    { "c", "http://schemas.openxmlformats.org/drawingml/2006/chart" },
    { "p", "http://schemas.openxmlformats.org/presentationml/2006/main" },
};

static std::span<const Declared> declared(Kind kind)
{
    switch (kind) {
    case Kind::Word: return declared_in_word;
    case Kind::Workbook: return declared_in_workbook;
    case Kind::Presentation: break;
    }
    return declared_in_presentation;
}

Step check_root(Kind kind, const Part& part, std::string_view name,
    const std::vector<Attribute>& attributes, std::size_t& count)
{
    if (name != part.root)
        return no("a part with another root");
    auto spaces = declared(kind);
    count = spaces.size();
    if (attributes.size() < count)
        return no("a root of another form");
    for (std::size_t i = 0; i < count; ++i) {
        auto prefix = std::string(spaces[i].prefix);
        if (attributes[i].name != (prefix.empty() ? "xmlns" : "xmlns:" + prefix)
            || attributes[i].value != spaces[i].address)
            return no("a namespace that is none of ours");
    }
    return std::nullopt;
}

struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const
    {
        return std::hash<std::string_view> {}(text);
    }
};

using Names = std::unordered_set<std::string, Hash, std::equal_to<>>;

static void add(Names& names, std::string_view prefix, std::string_view list)
{
    while (!list.empty()) {
        auto end = std::min(list.find_first_of(" \n"), list.size());
        if (end > 0)
            names.insert(std::string(prefix) + std::string(list.substr(0, end)));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

struct Lists {
    explicit Lists(Kind kind)
    {
        for (auto lists : { element_names, book_element_names }) {
            for (const auto& one : of(kind, lists))
                add(elements, one.prefix, one.names);
        }
        for (auto lists : { attribute_names, book_attribute_names }) {
            for (const auto& one : of(kind, lists)) {
                if (one.prefix == "|")
                    add(plain_attributes, "", one.names);
                else if (one.prefix == "=")
                    add(bare_attributes, "", one.names);
                else
                    add(qualified_attributes, one.prefix, one.names);
            }
        }
    }
    static std::vector<List> of(Kind kind, std::span<const List> lists)
    {
        std::vector<List> all;
        std::ranges::copy_if(lists, std::back_inserter(all),
            [&](const List& one) { return kind == Kind::Word ? one.in_word : one.in_workbook; });
        return all;
    }
    Names elements;
    Names qualified_attributes; // "w:val"
    Names plain_attributes; // Without a prefix…
    Names bare_attributes; // …and of elements that have none either.
};

static const Lists& lists_of(Kind kind)
{
    static const Lists word(Kind::Word);
    static const Lists workbook(Kind::Workbook);
    return kind == Kind::Word ? word : workbook;
}

bool is_element(Kind kind, std::string_view name)
{
    return lists_of(kind).elements.contains(name);
}

bool is_setting(std::string_view name)
{
    static const Names names = [] {
        Names all;
        add(all, element_names[settings_list].prefix, element_names[settings_list].names);
        return all;
    }();
    return name != "w:settings" && names.contains(name);
}

// Of a chart's cells: names no other file, calls nothing.
bool is_range(std::string_view text)
{
    return !text.empty() && text.size() <= 255 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || static_cast<unsigned char>(c) >= 0x80
            || std::string_view("$:!'_., ").find(c) != std::string_view::npos;
    });
}

bool holds_text(Kind kind, std::string_view name)
{
    static constexpr std::array<std::string_view, 4> in_word { "w:t", "w:instrText", "wp:align",
        "wp:posOffset" };
    static constexpr std::array<std::string_view, 17> in_workbook { "t", "v", "f", "formula",
        "formula1", "formula2", "definedName", "oddHeader", "oddFooter", "evenHeader", "evenFooter",
        "firstHeader", "firstFooter", "xdr:col", "xdr:colOff", "xdr:row", "xdr:rowOff" };
    static constexpr std::array<std::string_view, 7> in_both { "m:t", "a:t", "c:v", "c:f",
        "c:formatCode", "c:name", "c:separator" };
    auto among = [&](const auto& names) { return std::ranges::find(names, name) != names.end(); };
    return among(in_both) || (kind == Kind::Word ? among(in_word) : among(in_workbook));
}

static bool is_listed(std::string_view list, std::string_view word)
{
    for (std::size_t at = 0; (at = list.find(word, at)) != std::string_view::npos; ++at) {
        auto end = at + word.size();
        if ((at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' '))
            return true;
    }
    return false;
}

static bool is_quantity(std::string_view value)
{
    return !value.empty() && value.size() <= 64 && std::ranges::all_of(value, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '-' || c == '+' || c == '.' || c == '%' || c == '_';
    });
}

// Names of styles, fonts and formats: they lead nowhere.
static bool is_name(std::string_view value)
{
    return value.size() <= 4'096 && value.find("://") == value.npos && !value.starts_with("\\\\");
}

// Readers paste these between quotes into a field's instruction.
bool is_quotable(std::string_view value)
{
    for (auto quote : { "\u201c", "\u201d", "\u201e", "\u201f", "\uff02" }) {
        if (value.find(quote) != value.npos)
            return false;
    }
    return value.size() <= 255 && !value.starts_with(' ') && !value.ends_with(' ')
        && value.find_first_of("\"\\:{}<>|\x7f") == value.npos;
}

static bool is_geometry(std::string_view value)
{
    return value.size() <= 120 && std::ranges::all_of(value, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || std::string_view("-+*/? ").find(c) != std::string_view::npos;
    });
}

// Of SpreadsheetML, whose elements and attributes have no prefix.
static bool fits_book(const Attribute& attribute)
{
    if (is_listed(book_attributes_of_words, attribute.name))
        return true;
    if (is_listed(book_attributes_of_cells, attribute.name))
        return is_cells(attribute.value);
    if (is_listed(book_attributes_of_names, attribute.name))
        return is_name(attribute.value);
    return is_quantity(attribute.value);
}

bool fits(Kind kind, std::string_view element, const Attribute& attribute)
{
    const auto& lists = lists_of(kind);
    bool bare = element.find(':') == std::string_view::npos;
    auto prefix = element.substr(0, element.find(':') + 1);
    bool qualified = attribute.name.find(':') != std::string_view::npos;
    const auto& names = qualified ? lists.qualified_attributes
        : bare                    ? lists.bare_attributes
                                  : lists.plain_attributes;
    // Attributes of w: and m: carry their prefix, the others none.
    if (!names.contains(attribute.name)
        || (qualified && attribute.name != "xml:space" && !attribute.name.starts_with(prefix)))
        return false;
    if (attribute.name == "xml:space")
        return attribute.value == "preserve" || attribute.value == "default";
    if (bare)
        return fits_book(attribute);
    if (attribute.name == "descr" || attribute.name == "title"
        || (attribute.name == "w:val"
            && (element == "w:tblCaption" || element == "w:tblDescription")))
        return true; // Words for people.
    if (element == "w:hyperlink" && attribute.name != "w:history")
        return is_quotable(attribute.value);
    if (element == "w:bookmarkStart" && attribute.name == "w:name")
        return is_quotable(attribute.value);
    if (element == "a:graphicData")
        return std::ranges::any_of(declared(kind), [&](const Declared& one) {
            return is_listed("pic c wps wpg wpc", one.prefix) && one.address == attribute.value;
        });
    if (element == "w:compatSetting" && attribute.name == "w:uri")
        return attribute.value == "http://schemas.microsoft.com/office/word";
    if (attribute.name == "fmla")
        return is_geometry(attribute.value);
    if (attribute.name == "w:val" || attribute.name == "m:val")
        return is_listed(elements_of_names, element) ? is_name(attribute.value)
                                                     : is_quantity(attribute.value);
    if (is_listed(attributes_of_names, attribute.name))
        return is_name(attribute.value);
    return is_quantity(attribute.value);
}

}
