// SPDX-License-Identifier: MIT
#include "tests/workers/office/documents.h"

#include <array>
#include <cstdint>
#include <vector>

namespace documents {

static const std::string declaration = R"(<?xml version="1.0" encoding="UTF-8"?>)";
static const std::string package = "http://schemas.openxmlformats.org/package/2006/";
static const std::string formats = "http://schemas.openxmlformats.org/";
static const std::string relation_types
    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

static std::uint32_t crc32_of(const std::string& bytes)
{
    std::uint32_t crc = 0xFFFFFFFF;
    for (unsigned char byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1u)));
    }
    return ~crc;
}

static std::string little(std::uint64_t value, int bytes)
{
    std::string text;
    for (int i = 0; i < bytes; ++i, value >>= 8)
        text += static_cast<char>(value);
    return text;
}

std::string zip_of(const Files& files)
{
    std::vector<std::pair<std::string, std::string>> entries;
    if (auto mime = files.find("mimetype"); mime != files.end())
        entries.push_back(*mime);
    for (const auto& file : files) {
        if (file.first != "mimetype")
            entries.push_back(file);
    }
    std::string body;
    std::string directory;
    for (const auto& [name, content] : entries) {
        // Version, flags, method, time and date (1980-01-01), CRC, sizes, lengths of name and
        // extra.
        auto common = little(10, 2) + little(0x800, 2) + little(0, 4) + little(0x21, 2)
            + little(crc32_of(content), 4) + little(content.size(), 4) + little(content.size(), 4)
            + little(name.size(), 2) + little(0, 2);
        directory += "PK\x01\x02" + little(10, 2) + common + little(0, 10) + little(body.size(), 4)
            + name;
        body += "PK\x03\x04" + common + name + content;
    }
    return body + directory + "PK\x05\x06" + little(0, 4) + little(entries.size(), 2)
        + little(entries.size(), 2) + little(directory.size(), 4) + little(body.size(), 4)
        + little(0, 2);
}

static std::string relationships(const Files& relations)
{
    auto text = declaration + "<Relationships xmlns=\"" + package + "relationships\">";
    for (const auto& [id, words] : relations) {
        auto space = words.find(' ');
        auto target = words.substr(space + 1);
        std::string mode;
        if (target.ends_with(" External")) {
            mode = " TargetMode=\"External\"";
            target.resize(target.size() - 9);
        }
        text += "<Relationship Id=\"" + id + "\" Type=\"" + relation_types + words.substr(0, space)
            + "\" Target=\"" + target + "\"" + mode + "/>";
    }
    return text + "</Relationships>";
}

// `types` maps a part to its content type below application/.
static std::string ooxml(Files parts, const std::string& main_part, const Files& types)
{
    auto list = declaration + "<Types xmlns=\"" + package
        + "content-types\"><Default Extension=\"rels\" ContentType=\"application/"
          "vnd.openxmlformats-package.relationships+xml\"/>"
          "<Default Extension=\"xml\" ContentType=\"application/xml\"/>";
    for (const auto& [part, type] : types)
        list += "<Override PartName=\"/" + part + "\" ContentType=\"application/" + type + "\"/>";
    parts["[Content_Types].xml"] = list + "</Types>";
    parts["_rels/.rels"] = relationships({ { "rId1", "officeDocument " + main_part } });
    return zip_of(parts);
}

std::string docx_of(
    const std::string& body, const std::string& kind, const Files& more, const Files& relations)
{
    auto word = "vnd.openxmlformats-officedocument.wordprocessingml.";
    auto parts = more;
    parts["word/document.xml"] = declaration + "<w:document xmlns:w=\"" + formats
        + "wordprocessingml/2006/main\" xmlns:r=\"" + formats
        + "officeDocument/2006/relationships\"><w:body>" + body + "</w:body></w:document>";
    parts["word/_rels/document.xml.rels"] = relationships(relations);
    Files types { { "word/document.xml",
        kind.empty() ? std::string(word) + "document.main+xml" : kind } };
    for (const auto& [name, content] : more) {
        if (name == "word/comments.xml")
            types[name] = std::string(word) + "comments+xml";
    }
    return ooxml(parts, "word/document.xml", types);
}

std::string docx(const std::string& text, const std::string& kind)
{
    return docx_of("<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>", kind, {}, {});
}

std::string xlsx(const std::string& cells, const std::string& kind)
{
    std::string sheet = "vnd.openxmlformats-officedocument.spreadsheetml.";
    auto space = "xmlns=\"" + formats + "spreadsheetml/2006/main\" xmlns:r=\"" + formats
        + "officeDocument/2006/relationships\"";
    Files parts;
    parts["xl/workbook.xml"] = declaration + "<workbook " + space
        + "><sheets><sheet name=\"水位\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    parts["xl/_rels/workbook.xml.rels"]
        = relationships({ { "rId1", "worksheet worksheets/sheet1.xml" } });
    parts["xl/worksheets/sheet1.xml"] = declaration + "<worksheet " + space
        + "><sheetData><row r=\"1\">" + cells + "</row></sheetData></worksheet>";
    return ooxml(parts, "xl/workbook.xml",
        { { "xl/workbook.xml", kind.empty() ? sheet + "sheet.main+xml" : kind },
            { "xl/worksheets/sheet1.xml", sheet + "worksheet+xml" } });
}

// The least that PowerPoint's format asks for: a slide on a layout on a master with a theme.
std::string pptx(const std::string& text, const std::string& kind)
{
    std::string show = "vnd.openxmlformats-officedocument.presentationml.";
    auto space = "xmlns:a=\"" + formats + "drawingml/2006/main\" xmlns:r=\"" + formats
        + "officeDocument/2006/relationships\" xmlns:p=\"" + formats + "presentationml/2006/main\"";
    auto tree = [](const std::string& shapes) {
        return "<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" "
               "name=\"\"/><p:cNvGrpSpPr/><p:nvPr/>"
               "</p:nvGrpSpPr><p:grpSpPr/>"
            + shapes + "</p:spTree></p:cSld>";
    };
    auto box = "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"box\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/>"
               "</p:nvSpPr><p:spPr><a:xfrm><a:off x=\"600000\" y=\"600000\"/><a:ext cx=\"8000000\" "
               "cy=\"1000000\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>"
               "<p:txBody><a:bodyPr/><a:p><a:r><a:t>"
        + text + "</a:t></a:r></a:p></p:txBody></p:sp>";
    Files parts;
    parts["ppt/presentation.xml"] = declaration + "<p:presentation " + space
        + "><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>"
          "<p:sldIdLst><p:sldId id=\"256\" r:id=\"rId2\"/></p:sldIdLst>"
          "<p:sldSz cx=\"9144000\" cy=\"6858000\"/></p:presentation>";
    parts["ppt/_rels/presentation.xml.rels"] = relationships(
        { { "rId1", "slideMaster slideMasters/m.xml" }, { "rId2", "slide slides/s.xml" } });
    parts["ppt/slides/s.xml"] = declaration + "<p:sld " + space + ">" + tree(box) + "</p:sld>";
    parts["ppt/slides/_rels/s.xml.rels"]
        = relationships({ { "rId1", "slideLayout ../slideLayouts/l.xml" } });
    parts["ppt/slideLayouts/l.xml"]
        = declaration + "<p:sldLayout " + space + ">" + tree("") + "</p:sldLayout>";
    parts["ppt/slideLayouts/_rels/l.xml.rels"]
        = relationships({ { "rId1", "slideMaster ../slideMasters/m.xml" } });
    parts["ppt/slideMasters/m.xml"] = declaration + "<p:sldMaster " + space + ">" + tree("")
        + "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" "
          "accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" "
          "accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/><p:sldLayoutIdLst>"
          "<p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst></p:sldMaster>";
    parts["ppt/slideMasters/_rels/m.xml.rels"]
        = relationships({ { "rId1", "slideLayout ../slideLayouts/l.xml" } });
    return ooxml(parts, "ppt/presentation.xml",
        { { "ppt/presentation.xml", kind.empty() ? show + "presentation.main+xml" : kind },
            { "ppt/slides/s.xml", show + "slide+xml" },
            { "ppt/slideLayouts/l.xml", show + "slideLayout+xml" },
            { "ppt/slideMasters/m.xml", show + "slideMaster+xml" } });
}

std::string open_document(
    const std::string& class_word, const std::string& content, const Files& more)
{
    static constexpr std::array<const char*, 5> spaces { "office", "text", "table", "drawing",
        "presentation" };
    std::string names
        = " xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:svg=\"urn:oasis:names:tc:"
          "opendocument:xmlns:svg-compatible:1.0\" "
          "xmlns:of=\"urn:oasis:names:tc:opendocument:xmlns:of:1.2\"";
    for (std::string space : spaces)
        names += " xmlns:" + (space == "drawing" ? "draw" : space)
            + "=\"urn:oasis:names:tc:opendocument:xmlns:" + space + ":1.0\"";
    auto mime = "application/vnd.oasis.opendocument." + class_word;
    auto entry = [](const std::string& path, const std::string& type) {
        return "<manifest:file-entry manifest:full-path=\"" + path + "\" manifest:media-type=\""
            + type + "\"/>";
    };
    auto manifest = declaration
        + "<manifest:manifest "
          "xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
          "manifest:version=\"1.2\">"
        + entry("/", mime) + entry("content.xml", "text/xml");
    auto files = more;
    for (const auto& [name, bytes] : more)
        manifest += entry(name, name.ends_with(".xml") ? "text/xml" : "");
    files["mimetype"] = mime;
    files["META-INF/manifest.xml"] = manifest + "</manifest:manifest>";
    files["content.xml"] = declaration + "<office:document-content" + names
        + " office:version=\"1.2\"><office:body><office:" + class_word + ">" + content
        + "</office:" + class_word + "></office:body></office:document-content>";
    return zip_of(files);
}

static const std::string library_space = " xmlns:library=\"http://openoffice.org/2000/library\"";

std::string basic_library(const std::string& words, const std::string& module)
{
    return declaration + "<library:library" + library_space + words
        + "><library:element library:name=\"" + module + "\"/></library:library>";
}

std::string basic_module(const std::string& name, const std::string& code)
{
    return declaration
        + "<script:module xmlns:script=\"http://openoffice.org/2000/script\" script:name=\"" + name
        + "\" script:language=\"StarBasic\">" + code + "</script:module>";
}

Files basic(const std::string& code)
{
    return {
        { "Basic/script-lc.xml",
            declaration + "<library:libraries" + library_space
                + "><library:library library:name=\"Standard\" library:link=\"false\"/>"
                  "</library:libraries>" },
        { "Basic/Standard/script-lb.xml",
            basic_library(" library:name=\"Standard\" library:readonly=\"false\" "
                          "library:passwordprotected=\"false\"",
                "M") },
        { "Basic/Standard/M.xml", basic_module("M", code) },
    };
}

std::string odt(const std::string& text)
{
    return open_document("text", "<text:p>" + text + "</text:p>");
}

std::string ods(const std::string& text)
{
    return open_document("spreadsheet",
        "<table:table table:name=\"水位\"><table:table-row><table:table-cell "
        "office:value-type=\"string\"><text:p>"
            + text + "</text:p></table:table-cell></table:table-row></table:table>");
}

std::string odp(const std::string& text)
{
    return open_document("presentation",
        "<draw:page draw:name=\"p\"><draw:frame svg:width=\"20cm\" svg:height=\"3cm\" "
        "svg:x=\"2cm\" svg:y=\"2cm\"><draw:text-box><text:p>"
            + text + "</text:p></draw:text-box></draw:frame></draw:page>");
}

std::string rtf(const std::string& text)
{
    return R"({\rtf1\ansi\deff0{\fonttbl{\f0 Times;}}\f0\fs24 )" + text + R"(\par})";
}

}
