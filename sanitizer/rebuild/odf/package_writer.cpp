// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/odf/package_writer.h"

#include "sanitizer/rebuild/parts/escape.h"
#include "sanitizer/rebuild/parts/zip_writer.h"

namespace rebuild_odf {

using rebuild_parts::content_of, rebuild_parts::extension_of, rebuild_parts::Packing,
    rebuild_parts::ZipWriter;

static std::string_view media_type(DocumentKind kind)
{
    switch (kind) {
    case DocumentKind::Text: return "application/vnd.oasis.opendocument.text";
    case DocumentKind::Spreadsheet: return "application/vnd.oasis.opendocument.spreadsheet";
    case DocumentKind::Presentation: break;
    }
    return "application/vnd.oasis.opendocument.presentation";
}

static constexpr std::string_view properties_name = "meta.xml";

static std::string properties(std::string_view label)
{
    std::string xml(rebuild_parts::xml_prolog);
    xml += "<office:document-meta "
           "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
           "xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" "
           "office:version=\"1.3\"><office:meta><meta:keyword>";
    rebuild_parts::append_escaped(xml, label);
    return xml + "</meta:keyword></office:meta></office:document-meta>";
}

static void add_entry(std::string& xml, std::string_view path, std::string_view type)
{
    xml += "<manifest:file-entry manifest:full-path=\"";
    xml += path;
    xml += "\" manifest:media-type=\"";
    xml += type;
    xml += "\"/>";
}

static std::string manifest(const Built& built, const Pictures& pictures)
{
    std::string xml(rebuild_parts::xml_prolog);
    xml += "<manifest:manifest "
           "xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
           "manifest:version=\"1.3\">";
    add_entry(xml, "/", media_type(built.kind));
    for (const auto& part : built.parts)
        add_entry(xml, part.name, "text/xml");
    for (const auto& medium : pictures.media())
        add_entry(xml, medium.name, "image/" + std::string(extension_of(medium.kind)));
    if (!built.label.empty())
        add_entry(xml, properties_name, "text/xml");
    return xml + "</manifest:manifest>";
}

Result<std::uint64_t> write_package(const Built& built, const Pictures& pictures,
    const base::Descriptor& pictures_file, const base::Descriptor& output)
{
    auto zip = TRY(ZipWriter::into(output));
    TRY(zip->add("mimetype", base::view_of(media_type(built.kind)), Packing::Store));
    for (const auto& part : built.parts)
        TRY(zip->add(part.name, base::view_of(part.xml), Packing::Deflate));
    for (const auto& medium : pictures.media())
        TRY(zip->add(medium.name, TRY(content_of(medium, pictures_file)), Packing::Store));
    if (!built.label.empty()) {
        TRY(zip->add(std::string(properties_name), base::view_of(properties(built.label)),
            Packing::Deflate));
    }
    TRY(zip->add(
        "META-INF/manifest.xml", base::view_of(manifest(built, pictures)), Packing::Deflate));
    return zip->finish();
}

}
