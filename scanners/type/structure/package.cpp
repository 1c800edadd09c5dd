// SPDX-License-Identifier: MIT
// What a ZIP is made into: OOXML (ECMA-376 part 2, [Content_Types].xml) and ODF 1.3 part 2
// ("mimetype" first and stored). The container itself is held to our strict ZIP rules first.
#include "scanners/type/structure/recognise.h"

#include "sanitizer/unpack/zip_structure/zip_structure.h"

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
    std::string_view content_type; // Without "+xml".
    FileType type;
};

// ECMA-376 part 1 and MS-OFFMACRO2.
static constexpr std::array main_parts {
    MainPart { "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        FileType::Docx },
    MainPart { "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main",
        FileType::Dotx },
    MainPart { "application/vnd.ms-word.document.macroEnabled.main", FileType::Docm },
    MainPart { "application/vnd.ms-word.template.macroEnabledTemplate.main", FileType::Dotm },
    MainPart {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", FileType::Xlsx },
    MainPart { "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main",
        FileType::Xltx },
    MainPart { "application/vnd.ms-excel.sheet.macroEnabled.main", FileType::Xlsm },
    MainPart { "application/vnd.ms-excel.template.macroEnabled.main", FileType::Xltm },
    MainPart { "application/vnd.ms-excel.sheet.binary.macroEnabled.main", FileType::Xlsb },
    MainPart { "application/vnd.openxmlformats-officedocument.presentationml.presentation.main",
        FileType::Pptx },
    MainPart { "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main",
        FileType::Ppsx },
    MainPart { "application/vnd.openxmlformats-officedocument.presentationml.template.main",
        FileType::Potx },
    MainPart { "application/vnd.ms-powerpoint.presentation.macroEnabled.main", FileType::Pptm },
    MainPart { "application/vnd.ms-powerpoint.slideshow.macroEnabled.main", FileType::Ppsm },
    MainPart { "application/vnd.ms-powerpoint.template.macroEnabled.main", FileType::Potm },
};

// Exactly one kind of main part; a package with two is one file for Word and another for Excel.
static Recognition recognise_ooxml(const std::string& content_types)
{
    Recognition found { FileType::Unknown, policy::Structure::Broken, "no known main part" };
    for (const auto& part : main_parts) {
        auto quoted = std::string(part.content_type) + "+xml\"";
        if (part.type == FileType::Xlsb)
            quoted = std::string(part.content_type) + "\"";
        if (content_types.find(quoted) == std::string::npos)
            continue;
        if (found.type != FileType::Unknown)
            return ambiguous(FileType::Unknown, "main parts of two kinds");
        found = sound(part.type);
    }
    return found;
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
        return { type, policy::Structure::Broken, "an OpenDocument kind that is not known here" };
    if (manifest && manifest->find("encryption-data") != std::string::npos)
        return encrypted(type, "it is encrypted");
    return sound(type);
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
    auto text_of = [&](std::string_view name) -> std::optional<std::string> {
        auto entry = std::ranges::find(zip.entries, name, &zip_structure::Entry::name);
        if (entry == zip.entries.end())
            return std::nullopt;
        return content_of(bytes, *entry);
    };
    auto has = [&](std::string_view name) {
        return std::ranges::find(zip.entries, name, &zip_structure::Entry::name)
            != zip.entries.end();
    };
    if (has("[Content_Types].xml")) {
        auto content_types = text_of("[Content_Types].xml");
        if (!content_types)
            return broken(FileType::Zip, "its list of content types cannot be read");
        return recognise_ooxml(*content_types);
    }
    if (has("mimetype")) {
        auto mime = text_of("mimetype");
        if (mime && mime->starts_with("application/vnd.oasis.opendocument."))
            return recognise_odf(*mime, text_of("META-INF/manifest.xml"));
    }
    return sound(FileType::Zip);
}

}
