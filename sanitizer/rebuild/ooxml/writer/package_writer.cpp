// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/writer/package_writer.h"

#include "sanitizer/rebuild/ooxml/package/parts.h"
#include "sanitizer/rebuild/ooxml/writer/xml_writer.h"

#include <algorithm>

namespace rebuild_ooxml {

static constexpr auto xml_start = xml_prolog;
static constexpr std::string_view office_type = "application/vnd.openxmlformats-officedocument.";
static constexpr std::string_view relationship_type
    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

static std::string content_type(PartKind kind)
{
    auto word = [](std::string_view name) {
        return std::string(office_type) + "wordprocessingml." + std::string(name);
    };
    auto sheet = [](std::string_view name) {
        return std::string(office_type) + "spreadsheetml." + std::string(name);
    };
    auto show = [](std::string_view name) {
        return std::string(office_type) + "presentationml." + std::string(name);
    };
    switch (kind) {
    case PartKind::Document: return word("document.main+xml");
    case PartKind::Styles: return word("styles+xml");
    case PartKind::Settings: return word("settings+xml");
    case PartKind::Fonts: return word("fontTable+xml");
    case PartKind::Numbering: return word("numbering+xml");
    case PartKind::Theme: return std::string(office_type) + "theme+xml";
    case PartKind::Footnotes: return word("footnotes+xml");
    case PartKind::Endnotes: return word("endnotes+xml");
    case PartKind::Comments: return word("comments+xml");
    case PartKind::Header: return word("header+xml");
    case PartKind::Footer: return word("footer+xml");
    case PartKind::Workbook: return sheet("sheet.main+xml");
    case PartKind::BookStyles: return sheet("styles+xml");
    case PartKind::Strings: return sheet("sharedStrings+xml");
    case PartKind::Sheet: return sheet("worksheet+xml");
    case PartKind::ChartSheet: return sheet("chartsheet+xml");
    case PartKind::SheetDrawing: return std::string(office_type) + "drawing+xml";
    case PartKind::CellComments: return sheet("comments+xml");
    case PartKind::CommentShapes: return std::string(office_type) + "vmlDrawing";
    case PartKind::Chart: return std::string(office_type) + "drawingml.chart+xml";
    case PartKind::Presentation: return show("presentation.main+xml");
    case PartKind::Master: return show("slideMaster+xml");
    case PartKind::Layout: return show("slideLayout+xml");
    case PartKind::Slide: return show("slide+xml");
    case PartKind::NotesMaster: return show("notesMaster+xml");
    case PartKind::Notes: return show("notesSlide+xml");
    case PartKind::TableStyles: return show("tableStyles+xml");
    case PartKind::CommentAuthors: return show("commentAuthors+xml");
    case PartKind::SlideComments: return show("comments+xml");
    }
    return {};
}

static std::string_view name_of(Link link)
{
    switch (link) {
    case Link::Styles: return "styles";
    case Link::Settings: return "settings";
    case Link::Fonts: return "fontTable";
    case Link::Numbering: return "numbering";
    case Link::Theme: return "theme";
    case Link::Footnotes: return "footnotes";
    case Link::Endnotes: return "endnotes";
    case Link::Comments: return "comments";
    case Link::Header: return "header";
    case Link::Footer: return "footer";
    case Link::Strings: return "sharedStrings";
    case Link::Sheet: return "worksheet";
    case Link::ChartSheet: return "chartsheet";
    case Link::SheetDrawing: return "drawing";
    case Link::CommentShapes: return "vmlDrawing";
    case Link::Master: return "slideMaster";
    case Link::Layout: return "slideLayout";
    case Link::Slide: return "slide";
    case Link::NotesMaster: return "notesMaster";
    case Link::Notes: return "notesSlide";
    case Link::TableStyles: return "tableStyles";
    case Link::CommentAuthors: return "commentAuthors";
    case Link::Chart: return "chart";
    case Link::Image: return "image";
    case Link::Hyperlink: return "hyperlink";
    }
    return {};
}

static constexpr std::string_view properties_name = "docProps/core.xml";

static std::string properties(std::string_view label)
{
    std::string xml(xml_start);
    xml += "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
           "core-properties\"><cp:keywords>";
    append_escaped(xml, label);
    return xml + "</cp:keywords></cp:coreProperties>";
}

static std::string content_types(const Built& built, const Pictures& pictures)
{
    std::string xml(xml_start);
    xml += "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
           "<Default Extension=\"rels\" "
           "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
           "<Default Extension=\"xml\" ContentType=\"application/xml\"/>";
    // By their extension, as all programs write them.
    if (std::ranges::count(built.parts, PartKind::CommentShapes, &OutputPart::kind))
        xml += "<Default Extension=\"vml\" ContentType=\"" + content_type(PartKind::CommentShapes)
            + "\"/>";
    for (auto kind : { PictureKind::Png, PictureKind::Jpeg, PictureKind::Gif, PictureKind::Bmp,
             PictureKind::Tiff }) {
        if (!std::ranges::count(pictures.media(), kind, &Pictures::Medium::kind))
            continue;
        auto word = std::string(extension_of(kind));
        xml += "<Default Extension=\"" + word + "\" ContentType=\"image/" + word + "\"/>";
    }
    for (const auto& part : built.parts) {
        if (part.kind == PartKind::CommentShapes)
            continue;
        xml += "<Override PartName=\"/" + part.name + "\" ContentType=\"" + content_type(part.kind)
            + "\"/>";
    }
    if (!built.label.empty()) {
        xml += "<Override PartName=\"/" + std::string(properties_name)
            + "\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>";
    }
    return xml + "</Types>";
}

static std::string relationships(const std::vector<OutputLink>& links, std::string_view up)
{
    std::string xml(xml_start);
    xml += "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    for (std::size_t i = 0; i < links.size(); ++i) {
        xml += "<Relationship Id=\"rId" + std::to_string(i + 1) + "\" Type=\"";
        xml += relationship_type;
        xml += name_of(links[i].kind);
        xml += "\" Target=\"";
        if (links[i].kind == Link::Hyperlink) {
            append_escaped(xml, links[i].target);
            xml += "\" TargetMode=\"External\"/>";
            continue;
        }
        xml += up;
        xml += links[i].target + "\"/>";
    }
    return xml + "</Relationships>";
}

static std::string package_relationships(const Built& built)
{
    std::string xml(xml_start);
    xml += "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
           "<Relationship Id=\"rId1\" Type=\"";
    xml += relationship_type;
    xml += "officeDocument\" Target=\"" + built.parts.front().name + "\"/>";
    if (!built.label.empty()) {
        xml += "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/"
               "relationships/metadata/core-properties\" Target=\""
            + std::string(properties_name) + "\"/>";
    }
    return xml + "</Relationships>";
}

static Result<void> add_part(ZipWriter& zip, const OutputPart& part)
{
    TRY(zip.add(part.name, base::view_of(part.xml), Packing::Deflate));
    if (part.links.empty())
        return {};
    auto slash = part.name.rfind('/') + 1;
    auto folder = part.name.substr(0, slash);
    auto name = folder + "_rels/" + part.name.substr(slash) + ".rels";
    auto up = std::ranges::count(folder, '/') == 1 ? "" : "../"; // None lies deeper.
    auto xml = relationships(part.links, up);
    return zip.add(name, base::view_of(xml), Packing::Deflate);
}

Result<std::uint64_t> write_package(const Built& built, const Pictures& pictures,
    const base::Descriptor& pictures_file, const base::Descriptor& output)
{
    auto zip = TRY(ZipWriter::into(output));
    TRY(zip->add(
        "[Content_Types].xml", base::view_of(content_types(built, pictures)), Packing::Deflate));
    TRY(zip->add("_rels/.rels", base::view_of(package_relationships(built)), Packing::Deflate));
    for (const auto& part : built.parts)
        TRY(add_part(*zip, part));
    for (const auto& medium : pictures.media())
        TRY(zip->add(medium.name, TRY(content_of(medium, pictures_file)), Packing::Store));
    if (!built.label.empty()) {
        TRY(zip->add(std::string(properties_name), base::view_of(properties(built.label)),
            Packing::Deflate));
    }
    return zip->finish();
}

}
