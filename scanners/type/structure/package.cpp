// SPDX-License-Identifier: MIT
// What a ZIP is made into: OOXML (ECMA-376 part 2, [Content_Types].xml) and ODF 1.3 part 2
// ("mimetype" first and stored). The container itself is held to our strict ZIP rules first.
#include "scanners/type/structure/recognise.h"

#include "sanitizer/unpack/zip_structure/zip_structure.h"
#include "scanners/type/structure/content_types.h"
#include "scanners/type/structure/holdings.h"

#include <algorithm>
#include <array>
#include <libdeflate.h>
#include <memory>
#include <optional>

namespace type_scanner {

using policy::FileType;

static constexpr std::uint64_t most_directory_text = 4 << 20; // Of [Content_Types].xml, inflated.

static std::optional<std::string> content_of(base::View bytes, const zip_structure::Entry& entry)
{
    if (entry.size > most_directory_text || entry.data_offset > bytes.size()
        || entry.compressed_size > bytes.size() - entry.data_offset)
        return std::nullopt;
    auto packed = bytes.subspan(entry.data_offset, entry.compressed_size);
    if (entry.method == zip_structure::stored)
        return std::string(base::text_of(packed));
    if (entry.method != zip_structure::deflated)
        return std::nullopt;
    std::string text(entry.size, '\0');
    std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflater(
        libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    if (!inflater
        || libdeflate_deflate_decompress(
               inflater.get(), packed.data(), packed.size(), text.data(), text.size(), nullptr)
            != LIBDEFLATE_SUCCESS)
        return std::nullopt;
    return text;
}

struct MainPart {
    std::string_view content_type; // In lower case: media types know no case.
    FileType type;
};

// ECMA-376 part 1 and MS-OFFMACRO2.
static constexpr std::array main_parts {
    MainPart { "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        FileType::Docx },
    MainPart { "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        FileType::Dotx },
    MainPart { "application/vnd.ms-word.document.macroenabled.main+xml", FileType::Docm },
    MainPart { "application/vnd.ms-word.template.macroenabledtemplate.main+xml", FileType::Dotm },
    MainPart { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        FileType::Xlsx },
    MainPart { "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
        FileType::Xltx },
    MainPart { "application/vnd.ms-excel.sheet.macroenabled.main+xml", FileType::Xlsm },
    MainPart { "application/vnd.ms-excel.template.macroenabled.main+xml", FileType::Xltm },
    MainPart { "application/vnd.ms-excel.sheet.binary.macroenabled.main", FileType::Xlsb },
    MainPart { "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        FileType::Pptx },
    MainPart { "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
        FileType::Ppsx },
    MainPart { "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
        FileType::Potx },
    MainPart { "application/vnd.ms-powerpoint.presentation.macroenabled.main+xml", FileType::Pptm },
    MainPart { "application/vnd.ms-powerpoint.slideshow.macroenabled.main+xml", FileType::Ppsm },
    MainPart { "application/vnd.ms-powerpoint.template.macroenabled.main+xml", FileType::Potm },
};

static std::string lower(std::string_view text)
{
    std::string result(text);
    for (auto& c : result)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
}

// A name that promises a document without macros must keep its promise.
static bool has_macros(
    const std::set<std::string>& content_types, const std::vector<zip_structure::Entry>& entries)
{
    for (std::string_view type : { "application/vnd.ms-office.vbaproject",
             "application/vnd.ms-word.vbadata+xml", "application/vnd.ms-excel.macrosheet+xml",
             "application/vnd.ms-excel.intlmacrosheet+xml", "application/vnd.ms-excel.macrosheet",
             "application/vnd.ms-excel.intlmacrosheet" }) {
        if (content_types.contains(std::string(type)))
            return true;
    }
    return std::ranges::any_of(entries, [](const zip_structure::Entry& entry) {
        return lower(entry.name).ends_with("vbaproject.bin");
    });
}

static std::vector<policy::Holding> held_by_binary_workbook(
    const std::vector<zip_structure::Entry>& entries)
{
    std::vector<std::string> parts;
    parts.reserve(entries.size());
    for (const auto& entry : entries)
        parts.push_back(lower(entry.name));
    Holdings holdings;
    add_binary_workbook(parts, holdings);
    return holdings.list();
}

// Where signatures lie, by the names that Office and LibreOffice give them; or told by their type.
static void add_signatures(std::uint64_t count, Recognition& recognition)
{
    if (count != 0)
        recognition.holds.push_back({ "signature", count });
}

static std::uint64_t signatures_of_ooxml(
    const std::set<std::string>& content_types, const std::vector<zip_structure::Entry>& entries)
{
    auto count = std::ranges::count_if(entries, [](const zip_structure::Entry& entry) {
        auto name = lower(entry.name);
        return name.starts_with("_xmlsignatures/") && name.ends_with(".xml");
    });
    auto told = content_types.contains(
        "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml");
    return count == 0 && told ? 1 : static_cast<std::uint64_t>(count);
}

static std::uint64_t signatures_of_odf(const std::vector<zip_structure::Entry>& entries)
{
    return std::ranges::any_of(entries, [](const zip_structure::Entry& entry) {
        auto name = lower(entry.name);
        return name == "meta-inf/documentsignatures.xml" || name == "meta-inf/macrosignatures.xml";
    });
}

// Exactly one kind of main part; a package with two is one file for Word and another for Excel.
static Recognition recognise_ooxml(
    const std::string& xml, const std::vector<zip_structure::Entry>& entries)
{
    auto content_types = content_types_in(xml);
    if (!content_types)
        return broken(FileType::Zip, "its list of content types cannot be read");
    auto found = FileType::Unknown;
    int kinds = 0;
    for (const auto& type : *content_types) {
        auto part = std::ranges::find(main_parts, type, &MainPart::content_type);
        if (part == main_parts.end() && !type.ends_with(".main+xml"))
            continue;
        ++kinds;
        if (part != main_parts.end())
            found = part->type;
    }
    if (kinds > 1)
        return ambiguous(FileType::Unknown, "main parts of two kinds");
    if (found == FileType::Unknown)
        return broken(FileType::Unknown, "an Office package of no known kind");
    if (!policy::carries_macros(found) && has_macros(*content_types, entries))
        return ambiguous(found, "macros in a kind of document that has none");
    auto recognition = sound(found);
    if (found == FileType::Xlsb)
        recognition.holds = held_by_binary_workbook(entries);
    add_signatures(signatures_of_ooxml(*content_types, entries), recognition);
    return recognition;
}

static Recognition recognise_odf(
    const std::string& mime, const std::optional<std::string>& manifest)
{
    auto type = FileType::Unknown;
    for (auto candidate : { FileType::Odt, FileType::Ods, FileType::Odp }) {
        if (mime == policy::info(candidate).mime)
            type = candidate;
    }
    if (type == FileType::Unknown)
        return { type, policy::Structure::Broken, "an OpenDocument kind that is not known here",
            {} };
    if (manifest && manifest->find("encryption-data") != std::string::npos)
        return encrypted(type, "it is encrypted");
    return sound(type);
}

static Recognition recognise_sound(base::View bytes, const zip_structure::Structure& zip)
{
    auto text_of = [&](std::string_view name) -> std::optional<std::string> {
        auto entry = std::ranges::find(zip.entries, name, &zip_structure::Entry::name);
        if (entry == zip.entries.end())
            return std::nullopt;
        return content_of(bytes, *entry);
    };
    // Part names know no case (ECMA-376 part 2, 9.1.1): a second spelling is a second document.
    auto spellings = [&](std::string_view name) {
        return std::ranges::count_if(zip.entries,
            [&](const zip_structure::Entry& entry) { return lower(entry.name) == name; });
    };
    auto is_package = spellings("[content_types].xml");
    auto mime = text_of("mimetype");
    auto is_open_document = mime && mime->starts_with("application/vnd.oasis.opendocument.");
    if (is_package > 1 || (is_package > 0 && is_open_document))
        return ambiguous(FileType::Zip, "documents of two kinds in one package");
    if (is_package > 0) {
        auto content_types = text_of("[Content_Types].xml");
        if (!content_types)
            return broken(FileType::Zip, "its list of content types cannot be read");
        return recognise_ooxml(*content_types, zip.entries);
    }
    if (is_open_document) {
        auto recognition = recognise_odf(*mime, text_of("META-INF/manifest.xml"));
        add_signatures(signatures_of_odf(zip.entries), recognition);
        return recognition;
    }
    return sound(FileType::Zip);
}

Recognition recognise_package(base::View bytes)
{
    zip_structure::ViewSource source(bytes);
    auto examined = zip_structure::examine(source);
    if (!examined)
        return broken(FileType::Zip, "it cannot be read");
    const auto& zip = examined.value();
    switch (zip.state) {
    case zip_structure::State::Sound: break;
    case zip_structure::State::Broken: return broken(FileType::Zip, zip.reason);
    case zip_structure::State::Ambiguous: return ambiguous(FileType::Zip, zip.reason);
    case zip_structure::State::Encrypted: return encrypted(FileType::Zip, "it is encrypted");
    case zip_structure::State::Limit: return broken(FileType::Zip, zip.reason);
    }
    auto recognition = recognise_sound(bytes, zip);
    if (zip.comment_bytes > 0)
        recognition.holds.push_back({ "archive-comment", 1 });
    return recognition;
}

}
