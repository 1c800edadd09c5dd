// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/document/build.h"

#include "sanitizer/rebuild/ooxml/document/reader.h"
#include "sanitizer/rebuild/ooxml/workbook/cells.h"
#include "sanitizer/rebuild/ooxml/writer/xml_writer.h"

#include <algorithm>

namespace rebuild_ooxml {

struct Shape {
    DocumentKind document;
    PartKind kind;
    Link link;
    std::string_view relationship; // Of the source.
    std::string_view name;
    Space space;
    std::string_view root;
};

// Those of which a document has one.
static constexpr Shape shapes[] = {
    { DocumentKind::Word, PartKind::Footnotes, Link::Footnotes, "footnotes", "footnotes.xml",
        Space::Word, "footnotes" },
    { DocumentKind::Word, PartKind::Endnotes, Link::Endnotes, "endnotes", "endnotes.xml",
        Space::Word, "endnotes" },
    { DocumentKind::Word, PartKind::Comments, Link::Comments, "comments", "comments.xml",
        Space::Word, "comments" },
    { DocumentKind::Word, PartKind::Styles, Link::Styles, "styles", "styles.xml", Space::Word,
        "styles" },
    { DocumentKind::Word, PartKind::Settings, Link::Settings, "settings", "settings.xml",
        Space::Word, "settings" },
    { DocumentKind::Word, PartKind::Fonts, Link::Fonts, "fontTable", "fontTable.xml", Space::Word,
        "fonts" },
    { DocumentKind::Word, PartKind::Numbering, Link::Numbering, "numbering", "numbering.xml",
        Space::Word, "numbering" },
    { DocumentKind::Word, PartKind::Theme, Link::Theme, "theme", "theme/theme1.xml", Space::Drawing,
        "theme" },
    { DocumentKind::Workbook, PartKind::Theme, Link::Theme, "theme", "theme/theme1.xml",
        Space::Drawing, "theme" },
    { DocumentKind::Workbook, PartKind::BookStyles, Link::Styles, "styles", "styles.xml",
        Space::Sheet, "styleSheet" },
    { DocumentKind::Workbook, PartKind::Strings, Link::Strings, "sharedStrings",
        "sharedStrings.xml", Space::Sheet, "sst" },
    { DocumentKind::Presentation, PartKind::TableStyles, Link::TableStyles, "tableStyles",
        "tableStyles.xml", Space::Drawing, "tblStyleLst" },
    { DocumentKind::Presentation, PartKind::CommentAuthors, Link::CommentAuthors, "commentAuthors",
        "commentAuthors.xml", Space::Show, "cmAuthorLst" },
};

std::string_view folder_of(DocumentKind kind)
{
    switch (kind) {
    case DocumentKind::Word: return "word/";
    case DocumentKind::Workbook: return "xl/";
    case DocumentKind::Presentation: break;
    }
    return "ppt/";
}

static PartKind main_part(DocumentKind kind)
{
    switch (kind) {
    case DocumentKind::Word: return PartKind::Document;
    case DocumentKind::Workbook: return PartKind::Workbook;
    case DocumentKind::Presentation: break;
    }
    return PartKind::Presentation;
}

static std::pair<Space, std::string_view> root_of(PartKind kind)
{
    switch (kind) {
    case PartKind::Document: return { Space::Word, "document" };
    case PartKind::Workbook: return { Space::Sheet, "workbook" };
    case PartKind::Sheet: return { Space::Sheet, "worksheet" };
    case PartKind::ChartSheet: return { Space::Sheet, "chartsheet" };
    case PartKind::SheetDrawing: return { Space::SheetDrawing, "wsDr" };
    case PartKind::Header: return { Space::Word, "hdr" };
    case PartKind::Footer: return { Space::Word, "ftr" };
    case PartKind::Chart: return { Space::Chart, "chartSpace" };
    case PartKind::Presentation: return { Space::Show, "presentation" };
    case PartKind::Master: return { Space::Show, "sldMaster" };
    case PartKind::Layout: return { Space::Show, "sldLayout" };
    case PartKind::Slide: return { Space::Show, "sld" };
    case PartKind::NotesMaster: return { Space::Show, "notesMaster" };
    case PartKind::Notes: return { Space::Show, "notes" };
    case PartKind::SlideComments: return { Space::Show, "cmLst" };
    case PartKind::TableStyles:
    case PartKind::CommentAuthors:
    case PartKind::Styles:
    case PartKind::Settings:
    case PartKind::Fonts:
    case PartKind::Numbering:
    case PartKind::Theme:
    case PartKind::Footnotes:
    case PartKind::Endnotes:
    case PartKind::Comments:
    case PartKind::BookStyles:
    case PartKind::Strings: break;
    }
    auto shape = std::ranges::find(shapes, kind, &Shape::kind);
    return { shape->space, shape->root };
}

bool is_sheet_part(PartKind kind)
{
    return root_of(kind).first == Space::Sheet;
}

std::string OutputPart::link(Link kind_of_link, std::string target)
{
    auto [place, is_new] = places.try_emplace({ kind_of_link, target }, links.size());
    if (is_new)
        links.push_back({ kind_of_link, std::move(target) });
    return "rId" + std::to_string(place->second + 1);
}

void OutputPart::imply(Link kind_of_link, std::string target)
{
    link(kind_of_link, target);
    links[places.at({ kind_of_link, target })].implied = true;
}

// What a part refers to and no element of ours asks for.
void Build::tell_what_stays_behind(const Relationships& relationships)
{
    static constexpr std::pair<std::string_view, std::string_view> kinds[] = {
        { "vbaProject", "macros" },
        { "keyMapCustomizations", "macros" },
        { "customXml", "custom-xml" },
        { "customXmlProps", "" },
        { "printerSettings", "printer-settings" },
        { "core-properties", "metadata" },
        { "extended-properties", "metadata" },
        { "custom-properties", "metadata" },
        { "thumbnail", "metadata" },
        { "origin", "signature" },
        { "webSettings", "web-settings" },
        { "glossaryDocument", "building-blocks" },
        { "extensibility", "user-interface" },
        { "userXmlData", "custom-xml" },
        { "connections", "data-connection" },
        { "queryTable", "data-connection" },
        { "externalLink", "external-link" },
        { "pivotTable", "pivot-table" },
        { "slicer", "slicer" },
        { "timeline", "slicer" },
        { "xmlMaps", "custom-xml" },
        { "attachedToolbars", "user-interface" },
        { "ctrlProp", "form-control" },
        { "volatileDependencies", "external-link" },
        { "revisionHeaders", "tracked-change" },
        { "webextension", "web-extension" },
        { "webextensiontaskpanes", "web-extension" },
    };
    for (const auto& one : relationships) {
        if (one.mode == TargetMode::External && one.type != "hyperlink" && one.type != "image")
            account.count("external-link");
        std::string_view last = one.type;
        last = last.substr(last.rfind('/') + 1);
        auto kind
            = std::ranges::find(kinds, last, &std::pair<std::string_view, std::string_view>::first);
        if (kind != std::end(kinds) && !kind->second.empty())
            account.count(kind->second);
        if (last == "comments" && options.kind == DocumentKind::Workbook)
            account.count("comment");
    }
    if (options.kind == DocumentKind::Presentation)
        tell_what_shows_leave(relationships);
}

// "#" stands for a number.
static std::string_view pattern_of(PartKind kind, DocumentKind document)
{
    switch (kind) {
    case PartKind::Header: return "header#.xml";
    case PartKind::Footer: return "footer#.xml";
    case PartKind::Chart: return "charts/chart#.xml";
    case PartKind::Document: return "document.xml";
    case PartKind::Workbook: return "workbook.xml";
    case PartKind::Presentation: return "presentation.xml";
    case PartKind::Sheet: return "worksheets/sheet#.xml";
    case PartKind::ChartSheet: return "chartsheets/sheet#.xml";
    case PartKind::SheetDrawing: return "drawings/drawing#.xml";
    case PartKind::Master: return "slideMasters/slideMaster#.xml";
    case PartKind::Layout: return "slideLayouts/slideLayout#.xml";
    case PartKind::Slide: return "slides/slide#.xml";
    case PartKind::NotesMaster: return "notesMasters/notesMaster#.xml";
    case PartKind::Notes: return "notesSlides/notesSlide#.xml";
    case PartKind::SlideComments: return "comments/comment#.xml";
    case PartKind::Theme:
        if (document == DocumentKind::Presentation)
            return "theme/theme#.xml"; // Of each master one.
        break;
    case PartKind::Styles:
    case PartKind::Settings:
    case PartKind::Fonts:
    case PartKind::Numbering:
    case PartKind::Footnotes:
    case PartKind::Endnotes:
    case PartKind::Comments:
    case PartKind::BookStyles:
    case PartKind::Strings:
    case PartKind::TableStyles:
    case PartKind::CommentAuthors: break;
    }
    return std::ranges::find(shapes, kind, &Shape::kind)->name;
}

std::string Build::name(PartKind kind, const std::string& source)
{
    auto [place, is_new] = m_names.try_emplace({ kind, source });
    if (is_new) {
        place->second = pattern_of(kind, options.kind);
        auto counted = kind == PartKind::ChartSheet ? PartKind::Sheet : kind;
        if (auto mark = place->second.find('#'); mark != std::string::npos)
            place->second.replace(mark, 1, std::to_string(++m_numbers[counted]));
    }
    return place->second;
}

Outcome<std::string> Build::part(PartKind kind, const std::string& source)
{
    if (auto known_name = m_names.find({ kind, source }); known_name != m_names.end())
        return known_name->second;
    auto own = name(kind, source);
    auto added = add(kind, source);
    if (auto* refused = std::get_if<Refused>(&added))
        return *refused;
    return own;
}

std::string Build::later(PartKind kind, const std::string& source)
{
    if (!m_names.contains({ kind, source }))
        m_waiting[kind].push_back(source);
    return name(kind, source);
}

Outcome<bool> Build::add_waiting()
{
    for (;;) {
        auto next
            = std::ranges::find_if(m_waiting, [](const auto& one) { return !one.second.empty(); });
        if (next == m_waiting.end())
            return true;
        auto source = std::move(next->second.front());
        next->second.pop_front();
        auto added = add(next->first, source);
        if (auto* refused = std::get_if<Refused>(&added))
            return *refused;
    }
}

Outcome<bool> Build::add_related(OutputPart& document, const Relationships& relationships)
{
    for (const auto& shape : shapes) {
        auto found = std::ranges::find(relationships, shape.relationship, &Relationship::type);
        if (shape.document != options.kind || found == relationships.end()
            || found->mode != TargetMode::Internal || !package.has(found->target))
            continue;
        if (options.comments == Comments::Remove) {
            if (shape.kind == PartKind::Comments)
                account.count("comment");
            if (shape.kind == PartKind::Comments || shape.kind == PartKind::CommentAuthors)
                continue;
        }
        auto own = part(shape.kind, found->target);
        if (auto* refused = std::get_if<Refused>(&own))
            return *refused;
        document.imply(shape.link, std::get<std::string>(own));
        show.has_authors = show.has_authors || shape.kind == PartKind::CommentAuthors;
    }
    return true;
}

// Text boxes of old drawings come out deeper than they came in; the verifier reads 500 levels, and
// the writer adds a paragraph.
static constexpr std::size_t deepest_output = 499;

// Relationships of elements that were left out afterwards go, too; the others are numbered anew.
static void prune_links(Tree& tree, std::vector<OutputLink>& links)
{
    std::vector<OutputLink> used;
    std::map<std::string, std::string, std::less<>> names;
    auto use = [&](std::size_t index) {
        used.push_back(std::move(links[index]));
        return "rId" + std::to_string(used.size());
    };
    for (std::size_t i = 0; i < links.size(); ++i) {
        if (links[i].implied)
            use(i);
    }
    tree.for_each_kept([&](Tree::Attribute& attribute) {
        if (attribute.rule->value != Value::Relationship || attribute.value.empty())
            return; // Of a jump, which refers to nothing.
        auto known_name = names.find(attribute.value);
        if (known_name == names.end()) {
            auto index = std::stoul(std::string(attribute.value.substr(3))) - 1;
            known_name = names.emplace(std::string(attribute.value), use(index)).first;
        }
        attribute.value = tree.keep(known_name->second);
    });
    links = std::move(used);
}

Outcome<bool> Build::add(PartKind kind, const std::string& source)
{
    auto bytes = package.part(source);
    if (auto* refused = std::get_if<Refused>(&bytes))
        return *refused;
    auto related = package.relationships(source);
    if (auto* refused = std::get_if<Refused>(&related))
        return *refused;
    const auto& relationships = std::get<Relationships>(related);
    tell_what_stays_behind(relationships);

    auto folder = std::string(folder_of(options.kind));
    OutputPart output { kind, folder + m_names.at({ kind, source }), {}, {} };
    if (options.kind == DocumentKind::Presentation) {
        if (auto refused = relate(output, source, relationships))
            return *refused;
    }
    auto filled = fill(output, std::get<base::Bytes>(bytes), relationships);
    if (auto* refused = std::get_if<Refused>(&filled))
        return *refused;
    m_built.parts.push_back(std::move(output));
    return true;
}

Outcome<bool> Build::fill(
    OutputPart& output, base::Bytes& bytes, const Relationships& relationships)
{
    if (output.kind == PartKind::Strings)
        return copy_strings(*this, std::move(bytes), output.xml);
    std::string rows;
    if (output.kind == PartKind::Sheet) {
        auto split = take_rows(*this, bytes, rows);
        if (auto* refused = std::get_if<Refused>(&split))
            return *refused;
    }
    auto parsed = parse(bytes);
    if (auto* refused = std::get_if<Refused>(&parsed))
        return *refused;
    auto element = std::get<0>(parsed)->document_element();
    if (output.kind == PartKind::Workbook) {
        auto surveyed = survey(*this, element, relationships);
        if (auto* refused = std::get_if<Refused>(&surveyed))
            return *refused;
    }
    if (output.kind == main_part(options.kind)) {
        auto added = add_related(output, relationships);
        if (auto* refused = std::get_if<Refused>(&added))
            return *refused;
    }
    Tree tree;
    auto [space, root] = root_of(output.kind);
    PartReader reader(*this, output, relationships, tree);
    auto read = reader.read(element, space, root);
    if (auto* refused = std::get_if<Refused>(&read))
        return *refused;
    if (tree.depth() > deepest_output)
        return Refused { Why::Limit, "a part is nested too deep" };
    settle_fields(tree, words, options.hyperlinks, account);
    prune_links(tree, output.links);
    if (output.kind == PartKind::BookStyles)
        book.formats = cell_formats(tree);
    auto written = write_xml(tree, options.kind, rows);
    if (!written)
        return Refused { Why::Malformed, "a part has text that is not UTF-8" };
    output.xml = std::move(*written);
    return true;
}

Outcome<Built> Build::run()
{
    auto related = package.relationships("");
    if (auto* refused = std::get_if<Refused>(&related))
        return *refused;
    const auto& relationships = std::get<Relationships>(related);
    tell_what_stays_behind(relationships);
    auto main = std::ranges::find(relationships, "officeDocument", &Relationship::type);
    if (main == relationships.end() || main->mode != TargetMode::Internal)
        return Refused { Why::Malformed, "the package names no document" };
    auto document = part(main_part(options.kind), main->target);
    if (auto* refused = std::get_if<Refused>(&document))
        return *refused;
    auto added = add_waiting();
    if (auto* refused = std::get_if<Refused>(&added))
        return *refused;
    m_built.kind = options.kind;
    std::ranges::stable_sort(m_built.parts, {}, &OutputPart::kind);
    auto folder = folder_of(options.kind).size();
    std::set<std::string> referred { m_built.parts.front().name.substr(folder) };
    for (const auto& one : m_built.parts) {
        for (const auto& link : one.links)
            referred.insert(link.target);
    }
    auto is_orphan = [&](const auto& one) { return !referred.contains(one.name.substr(folder)); };
    std::erase_if(m_built.parts, is_orphan); // Of what was left out after it had been built.
    pictures.remove_if(is_orphan);
    return std::move(m_built);
}

}
