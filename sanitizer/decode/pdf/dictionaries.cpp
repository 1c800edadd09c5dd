// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/dictionaries.h"

#include "kiosk/core/base/text.h"

// Poppler's inner interface, of exactly the version that the station has.
#include <algorithm>
#include <array>
#include <poppler/Catalog.h>
#include <poppler/Object.h>
#include <poppler/OptionalContent.h>
#include <poppler/PDFDoc.h>
#include <poppler/Stream.h>

namespace decode_pdf {

static void add(
    Dictionaries& found, const char* what, std::string_view where, std::uint64_t count = 1)
{
    if (count > 0)
        policy::add_removed(found.besides, { what, std::string(where), count });
}

static void count_action(const Object& action, std::string_view place, Dictionaries& found)
{
    if (!action.isDict()) // A destination.
        return;
    auto kind = action.dictLookup("S");
    if (kind.isName("GoTo"))
        return;
    add(found, "actions", place);
    add(found, "javascript", place, kind.isName("JavaScript") ? 1 : 0);
}

static void count_actions(const Object& additional, std::string_view place, Dictionaries& found)
{
    for (int i = 0; additional.isDict() && i < additional.dictGetLength(); ++i)
        count_action(additional.dictGetVal(i), place, found);
}

static constexpr std::array<const char*, 14> comment_kinds { "Text", "FreeText", "Line", "Square",
    "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly", "StrikeOut", "Stamp",
    "Caret", "Ink" };

static void count_comment(
    const Object& annotation, const Object& kind, std::string_view place, Dictionaries& found)
{
    auto is_one
        = std::ranges::any_of(comment_kinds, [&](const char* name) { return kind.isName(name); });
    if (!is_one)
        return;
    add(found, "comment", place);
    auto words = annotation.dictLookup("Contents");
    if (!kind.isName("FreeText") && words.isString() && words.getString()->getLength() > 0)
        add(found, "comment-text", place);
}

static void count_annotations(
    const Object& annotations, std::string_view place, Dictionaries& found)
{
    for (int i = 0; annotations.isArray() && i < annotations.arrayGetLength(); ++i) {
        auto annotation = annotations.arrayGet(i);
        if (!annotation.isDict())
            continue;
        auto kind = annotation.dictLookup("Subtype");
        add(found, "attachments", place, kind.isName("FileAttachment") ? 1 : 0);
        for (const auto* name : { "Screen", "Movie", "Sound", "3D", "RichMedia" })
            add(found, "multimedia", place, kind.isName(name) ? 1 : 0);
        count_comment(annotation, kind, place, found);
    }
}

// Groups that are off, and memberships (8.11.2.2) that come out as hidden: these may be so while
// every group is on.
static void count_hidden_layers(PDFDoc& document, Dictionaries& found)
{
    auto* layers = document.getCatalog()->getOptContentConfig();
    if (!layers || !layers->hasOCGs())
        return;
    std::uint64_t hidden = 0;
    for (const auto& [reference, group] : layers->getOCGs())
        hidden += group->getState() == OptionalContentGroup::Off;
    auto* table = document.getXRef();
    for (int number = 0; number < table->getNumObjects(); ++number) {
        const auto* entry = table->getEntry(number);
        if (!entry || entry->type == xrefEntryFree)
            continue;
        auto generation = entry->type == xrefEntryCompressed ? 0 : entry->gen;
        auto object = table->fetch(number, generation);
        hidden += object.isDict("OCMD") && !layers->optContentIsVisible(&object);
    }
    add(found, "hidden-layers", policy::whole_document, hidden);
}

// The document owns the stream, and the stream does not own the bytes.
static MemStream* stream_of(base::View bytes)
{
    return new MemStream(
        base::text_of(bytes).data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull));
}

Dictionaries read_dictionaries(base::View bytes, int page_count)
{
    Dictionaries found;
    found.user_units.assign(static_cast<std::size_t>(page_count), 1);
    PDFDoc document(stream_of(bytes));
    if (!document.isOk())
        return found;
    if (auto catalogue = document.getXRef()->getCatalog(); catalogue.isDict()) {
        count_action(catalogue.dictLookup("OpenAction"), policy::whole_document, found);
        count_actions(catalogue.dictLookup("AA"), policy::whole_document, found);
    }
    for (int page = 1; page <= std::min(page_count, document.getNumPages()); ++page) {
        const auto* reference = document.getCatalog()->getPageRef(page);
        if (!reference)
            continue;
        auto object = document.getXRef()->fetch(*reference);
        if (!object.isDict())
            continue;
        auto unit = object.dictLookup("UserUnit");
        if (unit.isNum() && unit.getNum() > 0)
            found.user_units[static_cast<std::size_t>(page - 1)] = unit.getNum();
        auto place = policy::place_on("page", static_cast<std::uint64_t>(page));
        count_actions(object.dictLookup("AA"), place, found);
        count_annotations(object.dictLookup("Annots"), place, found);
    }
    count_hidden_layers(document, found);
    return found;
}

// UTF-16 behind its mark (7.9.2.2). Another coding of a PDF's has no Japanese; UTF-8 is read as
// such.
static std::string utf8_of(std::string_view text)
{
    if (!text.starts_with("\xFE\xFF"))
        return std::string(text);
    std::u32string points;
    for (std::size_t at = 2; at + 1 < text.size(); at += 2) {
        auto unit = static_cast<char32_t>(
            static_cast<unsigned char>(text[at]) << 8 | static_cast<unsigned char>(text[at + 1]));
        points += unit >= 0xD800 && unit < 0xE000 ? U'\uFFFD' : unit;
    }
    return base::encode_utf8(points);
}

std::vector<std::string> read_properties(base::View bytes)
{
    std::vector<std::string> all;
    PDFDoc document(stream_of(bytes));
    if (!document.isOk())
        return all;
    auto information = document.getDocInfo();
    for (int i = 0; information.isDict() && i < information.dictGetLength(); ++i) {
        auto value = information.dictGetVal(i);
        if (value.isString())
            all.push_back(utf8_of(value.getString()->toStr()));
    }
    if (auto metadata = document.getCatalog()->readMetadata())
        all.push_back(metadata->toStr());
    return all;
}

}
