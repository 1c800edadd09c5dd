// SPDX-License-Identifier: MIT
// Which parts there may be, what they are called, and how they may refer to one another.
#include "sanitizer/verify/ooxml/checks.h"

#include <algorithm>
#include <array>

namespace verify_ooxml {

#define WORD_TYPE(name)                                                                            \
    "application/vnd.openxmlformats-officedocument.wordprocessingml." name "+xml"
#define SHEET_TYPE(name) "application/vnd.openxmlformats-officedocument.spreadsheetml." name "+xml"
#define SHOW_TYPE(name) "application/vnd.openxmlformats-officedocument.presentationml." name "+xml"
#define RELATION_TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELATIONS                                                                                  \
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships "               \
    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

struct Named {
    std::string_view name; // "#" stands for a number.
    Part part;
};

static constexpr Named parts[] = {
    { "word/document.xml", { "w:document", WORD_TYPE("document.main"), "officeDocument", true } },
    { "word/styles.xml", { "w:styles", WORD_TYPE("styles"), "styles", false } },
    { "word/settings.xml", { "w:settings", WORD_TYPE("settings"), "settings", false } },
    { "word/fontTable.xml", { "w:fonts", WORD_TYPE("fontTable"), "fontTable", false } },
    { "word/numbering.xml", { "w:numbering", WORD_TYPE("numbering"), "numbering", false } },
    { "word/theme/theme1.xml",
        { "a:theme", "application/vnd.openxmlformats-officedocument.theme+xml", "theme", false } },
    { "word/footnotes.xml", { "w:footnotes", WORD_TYPE("footnotes"), "footnotes", true } },
    { "word/endnotes.xml", { "w:endnotes", WORD_TYPE("endnotes"), "endnotes", true } },
    { "word/comments.xml", { "w:comments", WORD_TYPE("comments"), "comments", true } },
    { "word/header#.xml", { "w:hdr", WORD_TYPE("header"), "header", true } },
    { "word/footer#.xml", { "w:ftr", WORD_TYPE("footer"), "footer", true } },
    { "word/charts/chart#.xml",
        { "c:chartSpace", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
            "chart", false } },
    { "xl/workbook.xml", { "workbook", SHEET_TYPE("sheet.main"), "officeDocument", false } },
    { "xl/theme/theme1.xml",
        { "a:theme", "application/vnd.openxmlformats-officedocument.theme+xml", "theme", false } },
    { "xl/styles.xml", { "styleSheet", SHEET_TYPE("styles"), "styles", false } },
    { "xl/sharedStrings.xml", { "sst", SHEET_TYPE("sharedStrings"), "sharedStrings", false } },
    { "xl/worksheets/sheet#.xml", { "worksheet", SHEET_TYPE("worksheet"), "worksheet", true } },
    { "xl/chartsheets/sheet#.xml",
        { "chartsheet", SHEET_TYPE("chartsheet"), "chartsheet", false } },
    { "xl/drawings/drawing#.xml",
        { "xdr:wsDr", "application/vnd.openxmlformats-officedocument.drawing+xml", "drawing",
            false } },
    { "xl/comments#.xml", { "comments", SHEET_TYPE("comments"), "comments", false } },
    { "xl/drawings/vmlDrawing#.vml",
        { "xml", "application/vnd.openxmlformats-officedocument.vmlDrawing", "vmlDrawing",
            false } },
    { "xl/charts/chart#.xml",
        { "c:chartSpace", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
            "chart", false } },
    { "ppt/presentation.xml",
        { "p:presentation", SHOW_TYPE("presentation.main"), "officeDocument", false } },
    { "ppt/theme/theme#.xml",
        { "a:theme", "application/vnd.openxmlformats-officedocument.theme+xml", "theme", false } },
    { "ppt/slideMasters/slideMaster#.xml",
        { "p:sldMaster", SHOW_TYPE("slideMaster"), "slideMaster", true } },
    { "ppt/slideLayouts/slideLayout#.xml",
        { "p:sldLayout", SHOW_TYPE("slideLayout"), "slideLayout", true } },
    { "ppt/slides/slide#.xml", { "p:sld", SHOW_TYPE("slide"), "slide", true } },
    { "ppt/notesMasters/notesMaster#.xml",
        { "p:notesMaster", SHOW_TYPE("notesMaster"), "notesMaster", false } },
    { "ppt/notesSlides/notesSlide#.xml",
        { "p:notes", SHOW_TYPE("notesSlide"), "notesSlide", true } },
    { "ppt/tableStyles.xml", { "a:tblStyleLst", SHOW_TYPE("tableStyles"), "tableStyles", false } },
    { "ppt/commentAuthors.xml",
        { "p:cmAuthorLst", SHOW_TYPE("commentAuthors"), "commentAuthors", false } },
    { "ppt/comments/comment#.xml", { "p:cmLst", SHOW_TYPE("comments"), "comments", false } },
    { "ppt/charts/chart#.xml",
        { "c:chartSpace", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
            "chart", false } },
};

static bool is_number(std::string_view text)
{
    return !text.empty() && text.size() <= 6 && text[0] != '0'
        && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

static bool matches(std::string_view pattern, std::string_view name)
{
    auto mark = pattern.find('#');
    if (mark == std::string_view::npos)
        return name == pattern;
    auto before = pattern.substr(0, mark);
    auto after = pattern.substr(mark + 1);
    return name.size() > pattern.size() - 1 && name.starts_with(before) && name.ends_with(after)
        && is_number(name.substr(mark, name.size() - before.size() - after.size()));
}

const Part* part_named(std::string_view name)
{
    for (const auto& one : parts) {
        if (matches(one.name, name))
            return &one.part;
    }
    return nullptr;
}

std::string_view folder_of(Kind kind)
{
    switch (kind) {
    case Kind::Word: return "word/";
    case Kind::Workbook: return "xl/";
    case Kind::Presentation: break;
    }
    return "ppt/";
}

std::string_view main_part(Kind kind)
{
    switch (kind) {
    case Kind::Word: return "word/document.xml";
    case Kind::Workbook: return "xl/workbook.xml";
    case Kind::Presentation: break;
    }
    return "ppt/presentation.xml";
}

static constexpr std::array<std::string_view, 5> picture_words { "png", "jpeg", "gif", "bmp",
    "tiff" }; // In the order of PictureKind.

std::optional<PictureKind> picture_named(std::string_view name)
{
    for (std::size_t i = 0; i < picture_words.size(); ++i) {
        for (auto kind : { Kind::Word, Kind::Workbook, Kind::Presentation }) {
            auto pattern = std::string(folder_of(kind)) + "media/image#.";
            if (matches(pattern + std::string(picture_words[i]), name))
                return static_cast<PictureKind>(i);
        }
    }
    return std::nullopt;
}

class RelationsListener final : public Listener {
public:
    RelationsListener(std::string_view source, WebLinks links, Relations& relations)
        : m_source(source)
        , m_links(links)
        , m_relations(relations)
    {
    }

    Step start(std::string_view name, const std::vector<Attribute>& attributes) override
    {
        if (m_depth++ == 0)
            return name == "Relationships" ? Step() : no("relationships of another form");
        auto count = attributes.size();
        bool external = count == 4;
        if (m_depth != 2 || name != "Relationship" || (count != 3 && !external)
            || attributes[0].name != "Id" || attributes[1].name != "Type"
            || attributes[2].name != "Target"
            || (external
                && (attributes[3].name != "TargetMode" || attributes[3].value != "External")))
            return no("a relationship of another form");
        constexpr std::string_view start = RELATION_TYPE;
        const auto& type = attributes[1].value;
        auto id = "rId" + std::to_string(m_relations.size() + 1);
        if (attributes[0].value != id || !type.starts_with(start))
            return no("a relationship of another form");
        Relation relation { type.substr(start.size()), attributes[2].value, false };
        const auto* source = part_named(m_source);
        bool may_lead_outside = m_links == WebLinks::Allowed && source && source->may_hold_links;
        if (external != (relation.type == "hyperlink") || (external && !may_lead_outside))
            return no("a relationship that leads outside");
        if (external ? !is_web_address(relation.target) : !resolve(relation))
            return no("a relationship to something else");
        m_relations.emplace(std::move(id), std::move(relation));
        return std::nullopt;
    }
    Step text(std::string_view) override { return no("text among relationships"); }
    Step end(std::string_view) override
    {
        --m_depth;
        return std::nullopt;
    }

private:
    // Within the document's folder, and by "../" only from one of its folders.
    bool resolve(Relation& relation) const
    {
        auto folder = m_source.substr(0, m_source.find('/') + 1);
        bool deeper = m_source.find('/', folder.size()) != std::string_view::npos;
        std::string_view target = relation.target;
        if (deeper) {
            if (!target.starts_with("../"))
                return false;
            target.remove_prefix(3);
        }
        auto name = std::string(folder) + std::string(target);
        const auto* part = part_named(name);
        bool fits = part ? part->relation == relation.type && relation.type != "officeDocument"
                         : relation.type == "image" && picture_named(name).has_value();
        relation.target = std::move(name);
        return fits;
    }

    std::string_view m_source;
    WebLinks m_links;
    Relations& m_relations;
    std::size_t m_depth { 0 };
};

Step read_relations(
    std::string_view xml, std::string_view source, WebLinks links, Relations& relations)
{
    if (!xml.starts_with(RELATIONS))
        return no("relationships of another form");
    RelationsListener listener(source, links, relations);
    seen::Finder no_words; // There are none.
    return read_xml(xml, listener, no_words);
}

std::string package_relations(Kind kind, Properties properties)
{
    return RELATIONS "<Relationship Id=\"rId1\" Type=\"" RELATION_TYPE "officeDocument\" Target=\""
        + std::string(main_part(kind)) + "\"/>"
        + (properties == Properties::None
                ? ""
                : "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/"
                  "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>")
        + "</Relationships>";
}

// No label has a letter that XML would write otherwise.
std::string properties_of(std::string_view label)
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
           "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
           "core-properties\"><cp:keywords>"
        + std::string(label) + "</cp:keywords></cp:coreProperties>";
}

// What [Content_Types].xml must be, to the byte.
std::string content_types_of(const std::vector<Entry>& entries, Properties properties)
{
    std::string xml
        = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
          "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
          "<Default Extension=\"rels\" "
          "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
          "<Default Extension=\"xml\" ContentType=\"application/xml\"/>";
    std::string overrides;
    std::set<PictureKind> kinds;
    bool has_shapes = false;
    for (const auto& entry : entries) {
        if (auto kind = picture_named(entry.name))
            kinds.insert(*kind);
        const auto* part = part_named(entry.name);
        bool by_extension = entry.name.ends_with(".vml");
        has_shapes = has_shapes || (part && by_extension);
        if (part && !by_extension)
            overrides += "<Override PartName=\"/" + entry.name + "\" ContentType=\""
                + std::string(part->content_type) + "\"/>";
    }
    if (has_shapes)
        xml += "<Default Extension=\"vml\" "
               "ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>";
    for (auto kind : kinds) {
        auto word = std::string(picture_words[static_cast<std::size_t>(kind)]);
        xml += "<Default Extension=\"" + word + "\" ContentType=\"image/" + word + "\"/>";
    }
    if (properties == Properties::Label)
        overrides += "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/"
                     "vnd.openxmlformats-package.core-properties+xml\"/>";
    return xml + overrides + "</Types>";
}

}
