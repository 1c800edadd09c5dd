// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/drawing/drawing.h"

#include "sanitizer/verify/pdf/drawing/content.h"
#include "sanitizer/verify/pdf/drawing/links.h"
#include "sanitizer/verify/pdf/drawing/number.h"
#include "sanitizer/verify/pdf/drawing/objects.h"
#include "sanitizer/verify/pdf/information.h"

#include <algorithm>
#include <vector>

namespace verify_pdf {

static constexpr std::string_view head = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
static constexpr std::uint32_t catalogue_object = 1;
static constexpr std::uint32_t pages_object = 2;
static constexpr std::uint32_t first_page = 3;
static constexpr unsigned most_groups = 64; // Within one another,
static constexpr unsigned most_masks = 4; // and masks: some readers draw one for each object in it.

namespace {

struct Depth { // Of what is drawn within something.
    unsigned groups { 0 };
    unsigned masks { 0 };
};

struct Entry {
    Kind kind { Kind::None };
    std::size_t offset { 0 };
    bool is_named { false }; // By another object.
    Depth depth; // Of a group, itself included.
};

class Drawings {
public:
    Drawings(base::View file, const Limits& limits, OverLimit& over)
        : m_cursor(base::text_of(file))
        , m_limits(limits)
        , m_bounds { limits.pixels, over }
    {
    }

    Result<Verified> read();

private:
    Result<void> expect(std::string_view literal) { return m_cursor.expect(literal); }
    Result<std::uint32_t> begin_object(); // Its number.
    Result<void> define(std::uint32_t object, Kind);
    enum class Naming { Often, Once };
    Result<void> name(std::uint32_t object, std::initializer_list<Kind>, Naming = Naming::Often);
    Result<void> read_object();
    Result<void> read_picture(std::uint32_t object);
    Result<void> read_page(std::uint32_t content);
    Result<void> read_group(std::uint32_t object);
    Result<void> read_font(std::uint32_t object);
    Result<void> read_outline(std::uint32_t object);
    Result<Depth> name_group(std::uint32_t object);
    Result<Depth> check_names(const Resources&);
    Result<void> read_end();
    Result<void> check_fonts() const;
    Result<void> read_information(); // Behind the catalogue.
    Result<void> read_table();

    Cursor m_cursor;
    const Limits& m_limits;
    Bounds m_bounds;
    std::vector<Entry> m_entries { {} }; // By the object's number.
    std::uint64_t m_pages { 0 };
    bool m_is_complete { false }; // The catalogue has been read.
    std::uint32_t m_outline { 0 }; // Its object,
    std::uint32_t m_information { 0 }; // and that of its label.
    std::uint64_t m_last_target { 0 }; // The largest page, from 1, that something leads to.
    std::map<std::uint32_t, std::uint32_t> m_font_objects; // As resources say, by number.
    std::map<std::uint32_t, std::size_t> m_font_glyphs; // As the fonts are.
    LargestCodes m_codes;
    seen::Findings m_findings;
};

}

Result<std::uint32_t> Drawings::begin_object()
{
    auto offset = m_cursor.at();
    // No object takes fewer bytes than this.
    constexpr std::uint64_t least = 20;
    auto number = TRY(m_cursor.number(m_cursor.size() / least));
    TRY(expect(" 0 obj\n"));
    if (number == 0)
        return Error { "an object of no number" };
    if (number >= m_entries.size())
        m_entries.resize(number + 1);
    if (m_entries[number].kind != Kind::None || m_entries[number].offset != 0)
        return Error { "an object twice" };
    m_entries[number].offset = offset;
    return static_cast<std::uint32_t>(number);
}

Result<void> Drawings::define(std::uint32_t object, Kind kind)
{
    m_entries[object].kind = kind;
    return {};
}

// Only what stands before may be named, so that nothing leads back to itself.
Result<void> Drawings::name(std::uint32_t object, std::initializer_list<Kind> kinds, Naming naming)
{
    if (object >= m_entries.size())
        return Error { "an object that is not there" };
    if (naming == Naming::Once && m_entries[object].is_named)
        return Error { "a group that is drawn twice" };
    for (auto kind : kinds) {
        if (m_entries[object].kind == kind) {
            m_entries[object].is_named = true;
            return {};
        }
    }
    return Error { "an object of another kind" };
}

// Each group is named once, so that groups are a tree, and no work is more than it is written.
Result<Depth> Drawings::name_group(std::uint32_t object)
{
    TRY(name(object, { Kind::Group }, Naming::Once));
    return m_entries[object].depth;
}

// How deep the groups are that are drawn by these names.
Result<Depth> Drawings::check_names(const Resources& resources)
{
    Depth deepest;
    auto add = [&](const Depth& depth) {
        deepest.groups = std::max(deepest.groups, depth.groups);
        deepest.masks = std::max(deepest.masks, depth.masks);
    };
    for (const auto& [text, resource] : resources.all()) {
        switch (resource.letter) {
        case 'F': {
            auto known = m_font_objects.emplace(resource.number, resource.object).first;
            if (known->second != resource.object)
                return Error { "two fonts of one name" };
            break;
        }
        case 'P':
            TRY(name(resource.object,
                { Kind::Picture, Kind::Stencil, Kind::Mask, Kind::MaskedPicture }));
            break;
        case 'X': add(TRY(name_group(resource.object))); break;
        case 'S': TRY(name(resource.object, { Kind::Shade })); break;
        case 'M':
            if (resource.object != 0) {
                auto depth = TRY(name_group(resource.object));
                ++depth.masks;
                add(depth);
            }
            break;
        default: break;
        }
    }
    if (deepest.groups > most_groups || deepest.masks > most_masks)
        return Error { "too many groups within one another" };
    return deepest;
}

Result<void> Drawings::read_picture(std::uint32_t object)
{
    auto facts = TRY(check_picture(m_cursor, m_bounds));
    if (facts.kind == Kind::MaskedPicture)
        TRY(name(facts.mask, { Kind::Mask }));
    return define(object, facts.kind);
}

// A content is followed by its page.
Result<void> Drawings::read_page(std::uint32_t content)
{
    auto plain = TRY(read_stream(m_cursor, m_bounds));
    TRY(define(content, Kind::Content));
    m_entries[content].is_named = true;
    auto page = TRY(begin_object());
    if (page != first_page + m_pages)
        return Error { "a page that is not where it belongs" };
    TRY(expect("<</Type/Page/Parent 2 0 R/MediaBox"));
    TRY(check_box(m_cursor));
    TRY(expect("/Contents "));
    TRY(m_cursor.reference(content));
    Resources resources;
    TRY(resources.read(m_cursor));
    TRY(check_names(resources));
    if (m_cursor.has("/Annots["))
        TRY(check_links(m_cursor, m_last_target, m_findings, m_limits.addresses));
    TRY(expect(">>\nendobj\n"));
    TRY(check_drawing(base::text_of(plain), resources, m_codes));
    if (m_pages >= m_limits.pages)
        return m_bounds.over.because("too many pages");
    ++m_pages;
    m_entries[page].is_named = true;
    return define(page, Kind::Page);
}

Result<void> Drawings::read_group(std::uint32_t object)
{
    TRY(expect("/BBox"));
    TRY(check_box(m_cursor));
    TRY(expect("/Group<</S/Transparency/CS/DeviceRGB/I "));
    if (!m_cursor.has("true"))
        TRY(expect("false"));
    TRY(expect("/K "));
    if (!m_cursor.has("true"))
        TRY(expect("false"));
    TRY(expect(">>"));
    Resources resources;
    TRY(resources.read(m_cursor));
    auto depth = TRY(check_names(resources));
    ++depth.groups;
    auto plain = TRY(read_stream(m_cursor, m_bounds));
    TRY(check_drawing(base::text_of(plain), resources, m_codes));
    m_entries[object].depth = depth;
    return define(object, Kind::Group);
}

Result<void> Drawings::read_font(std::uint32_t object)
{
    auto font = TRY(check_font(m_cursor, object));
    if (m_font_objects.emplace(font.number, object).first->second != object)
        return Error { "a font that is not where it belongs" };
    auto next = [&](std::uint32_t place) -> Result<void> {
        if (TRY(begin_object()) != object + place)
            return Error { "a part of a font that is not where it belongs" };
        m_entries[object + place].is_named = true;
        return define(object + place, Kind::FontPart);
    };
    TRY(next(1));
    auto facts = TRY(check_descendant(m_cursor, object + 1, font));
    TRY(next(2));
    TRY(check_descriptor(m_cursor, object + 2, font, facts));
    TRY(next(3));
    TRY(expect("<</Subtype/CIDFontType0C"));
    TRY(check_font_program(TRY(read_stream(m_cursor, m_bounds)), facts));
    TRY(next(4));
    TRY(expect("<<"));
    auto meanings = TRY(read_stream(m_cursor, m_bounds));
    TRY(check_meanings(base::text_of(meanings), facts.widths.size()));
    if (!m_font_glyphs.emplace(font.number, facts.widths.size()).second)
        return Error { "two fonts of one name" };
    m_entries[object].is_named = true;
    return define(object, Kind::Font);
}

// The tree of pages and the catalogue, behind which nothing follows that they do not lead to.
Result<void> Drawings::read_end()
{
    TRY(expect("<</Type/Pages"));
    TRY(define(pages_object, Kind::Pages));
    m_entries[pages_object].is_named = true;
    TRY(expect("/Count " + std::to_string(m_pages) + "/Kids["));
    for (std::uint64_t i = 0; i < m_pages; ++i) {
        if (i > 0)
            TRY(expect(" "));
        TRY(m_cursor.reference(first_page + i));
    }
    TRY(expect("]>>\nendobj\n"));
    if (TRY(begin_object()) != catalogue_object)
        return Error { "a catalogue that is not where it belongs" };
    TRY(define(catalogue_object, Kind::Catalogue));
    m_entries[catalogue_object].is_named = true;
    TRY(expect("<</Type/Catalog/Pages 2 0 R"));
    if (m_outline != 0) {
        TRY(expect("/Outlines "));
        TRY(m_cursor.reference(m_outline));
    }
    m_is_complete = true;
    return expect(">>\nendobj\n");
}

Result<void> Drawings::read_object()
{
    auto object = TRY(begin_object());
    if (object == pages_object)
        return read_end();
    if (object == catalogue_object)
        return Error { "a catalogue that is not where it belongs" };
    if (m_cursor.has("<</Type/XObject/Subtype/Image"))
        return read_picture(object);
    if (m_cursor.has("<</Type/XObject/Subtype/Form"))
        return read_group(object);
    if (m_cursor.has("<</Type/Font/Subtype/Type0"))
        return read_font(object);
    if (m_cursor.has("<</FunctionType")) {
        TRY(check_function(m_cursor, m_bounds));
        return define(object, Kind::Function);
    }
    if (m_cursor.has("<</ShadingType")) {
        TRY(name(TRY(check_shade(m_cursor)), { Kind::Function }));
        return define(object, Kind::Shade);
    }
    if (m_cursor.has("<</Type/Outlines"))
        return read_outline(object);
    TRY(expect("<<"));
    return read_page(object);
}

Result<void> Drawings::read_outline(std::uint32_t object)
{
    if (m_outline != 0)
        return Error { "two outlines" };
    m_outline = object;
    Bookmarks bookmarks(object);
    TRY(bookmarks.read_root(m_cursor));
    for (;;) {
        TRY(define(object, Kind::Outline));
        m_entries[object].is_named = true;
        if (!bookmarks.expects_more())
            return bookmarks.check(m_last_target);
        if (TRY(begin_object()) != ++object)
            return Error { "a bookmark that is not where it belongs" };
        TRY(bookmarks.read_one(m_cursor));
    }
}

Result<void> Drawings::check_fonts() const
{
    for (const auto& [number, object] : m_font_objects) {
        if (object >= m_entries.size() || m_entries[object].kind != Kind::Font
            || !m_font_glyphs.contains(number))
            return Error { "a font that is not there" };
    }
    for (const auto& [number, code] : m_codes) {
        auto font = m_font_glyphs.find(number);
        if (font == m_font_glyphs.end() || code > font->second)
            return Error { "a letter that no font has" };
    }
    return {};
}

Result<void> Drawings::read_information()
{
    if (m_limits.label.empty())
        return {};
    m_information = TRY(begin_object());
    m_entries[m_information].is_named = true;
    TRY(define(m_information, Kind::Information));
    return check_information(m_cursor, m_limits.label);
}

Result<void> Drawings::read_table()
{
    auto start = m_cursor.at();
    auto size = std::to_string(m_entries.size());
    TRY(expect("xref\n0 " + size + "\n0000000000 65535 f \n"));
    for (std::size_t object = 1; object < m_entries.size(); ++object) {
        if (m_entries[object].kind == Kind::None)
            return Error { "an object that is not there" };
        if (!m_entries[object].is_named)
            return Error { "an object that nothing names" };
        auto digits = std::to_string(m_entries[object].offset);
        if (digits.size() > 10)
            return Error { "an offset of more than 10 digits" };
        TRY(expect(std::string(10 - digits.size(), '0') + digits + " 00000 n \n"));
    }
    auto named
        = m_information == 0 ? std::string() : "/Info " + std::to_string(m_information) + " 0 R";
    TRY(expect("trailer\n<</Size " + size + "/Root 1 0 R" + named + ">>\nstartxref\n"
        + std::to_string(start) + "\n%%EOF\n"));
    if (!m_cursor.at_end())
        return Error { "bytes after the end" };
    return {};
}

Result<Verified> Drawings::read()
{
    TRY(expect(head));
    while (!m_is_complete)
        TRY(read_object());
    TRY(read_information());
    if (m_pages == 0)
        return Error { "no pages" };
    if (m_last_target > m_pages)
        return Error { "a link that leads nowhere" };
    TRY(check_fonts());
    TRY(read_table());
    return Verified { m_pages, std::move(m_findings) };
}

bool looks_like_drawings(base::View file)
{
    return base::text_of(file).starts_with("%PDF-1.7\n");
}

std::variant<Verified, Refused> verify_drawings(base::View file, const Limits& limits)
{
    OverLimit over;
    auto verified = Drawings(file, limits, over).read();
    if (verified)
        return verified.take();
    return Refused { over.is_over ? Fault::Limit : Fault::Malformed, verified.error().message };
}

}
