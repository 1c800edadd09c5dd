// SPDX-License-Identifier: MIT
#include "policy/facts/file_type.h"

#include <algorithm>
#include <array>

namespace policy {

// In the order of the enumeration; file_type_test holds it to that.
static constexpr std::array table {
    FileTypeInfo { FileType::Unknown, "unknown", "application/octet-stream", Family::Unknown, "" },
    FileTypeInfo { FileType::Pdf, "pdf", "application/pdf", Family::Pdf, "pdf" },
    FileTypeInfo { FileType::Jpeg, "jpeg", "image/jpeg", Family::Image, "jpg jpeg jpe jfif" },
    FileTypeInfo { FileType::Png, "png", "image/png", Family::Image, "png" },
    FileTypeInfo { FileType::Gif, "gif", "image/gif", Family::Image, "gif" },
    FileTypeInfo { FileType::Bmp, "bmp", "image/bmp", Family::Image, "bmp dib" },
    FileTypeInfo { FileType::Tiff, "tiff", "image/tiff", Family::Image, "tif tiff" },
    FileTypeInfo { FileType::Webp, "webp", "image/webp", Family::Image, "webp" },
    FileTypeInfo { FileType::Ico, "ico", "image/vnd.microsoft.icon", Family::Image, "ico cur" },
    FileTypeInfo { FileType::Heic, "heic", "image/heic", Family::Image, "heic heif hif" },
    FileTypeInfo { FileType::Avif, "avif", "image/avif", Family::Image, "avif" },
    FileTypeInfo { FileType::Emf, "emf", "image/emf", Family::Image, "emf" },
    FileTypeInfo { FileType::Wmf, "wmf", "image/wmf", Family::Image, "wmf" },
    FileTypeInfo { FileType::PlainText, "text", "text/plain", Family::Text,
        "txt text log ini cfg conf md list toml yaml yml" },
    FileTypeInfo { FileType::Csv, "csv", "text/csv", Family::Text, "csv" },
    FileTypeInfo { FileType::Tsv, "tsv", "text/tab-separated-values", Family::Text, "tsv tab" },
    FileTypeInfo { FileType::Html, "html", "text/html", Family::Text, "html htm xhtml" },
    FileTypeInfo { FileType::Xml, "xml", "application/xml", Family::Text, "xml" },
    FileTypeInfo { FileType::Json, "json", "application/json", Family::Text, "json" },
    FileTypeInfo { FileType::Svg, "svg", "image/svg+xml", Family::Text, "svg" },
    FileTypeInfo { FileType::Docx, "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Family::Office,
        "docx" },
    FileTypeInfo { FileType::Docm, "docm", "application/vnd.ms-word.document.macroEnabled.12",
        Family::Office, "docm" },
    FileTypeInfo { FileType::Dotx, "dotx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template", Family::Office,
        "dotx" },
    FileTypeInfo { FileType::Dotm, "dotm", "application/vnd.ms-word.template.macroEnabled.12",
        Family::Office, "dotm" },
    FileTypeInfo { FileType::Xlsx, "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Family::Office,
        "xlsx" },
    FileTypeInfo { FileType::Xlsm, "xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12",
        Family::Office, "xlsm" },
    FileTypeInfo { FileType::Xltx, "xltx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template", Family::Office,
        "xltx" },
    FileTypeInfo { FileType::Xltm, "xltm", "application/vnd.ms-excel.template.macroEnabled.12",
        Family::Office, "xltm" },
    FileTypeInfo { FileType::Xlsb, "xlsb", "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
        Family::Office, "xlsb" },
    FileTypeInfo { FileType::Pptx, "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation", Family::Office,
        "pptx" },
    FileTypeInfo { FileType::Pptm, "pptm",
        "application/vnd.ms-powerpoint.presentation.macroEnabled.12", Family::Office, "pptm" },
    FileTypeInfo { FileType::Ppsx, "ppsx",
        "application/vnd.openxmlformats-officedocument.presentationml.slideshow", Family::Office,
        "ppsx" },
    FileTypeInfo { FileType::Ppsm, "ppsm",
        "application/vnd.ms-powerpoint.slideshow.macroEnabled.12", Family::Office, "ppsm" },
    FileTypeInfo { FileType::Potx, "potx",
        "application/vnd.openxmlformats-officedocument.presentationml.template", Family::Office,
        "potx" },
    FileTypeInfo { FileType::Potm, "potm", "application/vnd.ms-powerpoint.template.macroEnabled.12",
        Family::Office, "potm" },
    FileTypeInfo { FileType::Doc, "doc", "application/msword", Family::Office, "doc dot" },
    FileTypeInfo { FileType::Xls, "xls", "application/vnd.ms-excel", Family::Office, "xls xlt" },
    FileTypeInfo {
        FileType::Ppt, "ppt", "application/vnd.ms-powerpoint", Family::Office, "ppt pps pot" },
    FileTypeInfo { FileType::Rtf, "rtf", "application/rtf", Family::Office, "rtf" },
    FileTypeInfo {
        FileType::Odt, "odt", "application/vnd.oasis.opendocument.text", Family::Office, "odt" },
    FileTypeInfo { FileType::Ods, "ods", "application/vnd.oasis.opendocument.spreadsheet",
        Family::Office, "ods" },
    FileTypeInfo { FileType::Odp, "odp", "application/vnd.oasis.opendocument.presentation",
        Family::Office, "odp" },
    FileTypeInfo { FileType::EncryptedOffice, "encrypted-office", "application/x-ole-storage",
        Family::Office, "docx xlsx pptx docm xlsm pptm xlsb" },
    FileTypeInfo { FileType::Eml, "eml", "message/rfc822", Family::Mail, "eml" },
    FileTypeInfo { FileType::Msg, "msg", "application/vnd.ms-outlook", Family::Mail, "msg" },
    FileTypeInfo { FileType::Mbox, "mbox", "application/mbox", Family::Mail, "mbox" },
    FileTypeInfo { FileType::Tnef, "tnef", "application/vnd.ms-tnef", Family::Mail, "dat tnef" },
    FileTypeInfo { FileType::Mhtml, "mhtml", "multipart/related", Family::Mail, "mht mhtml" },
    FileTypeInfo { FileType::Zip, "zip", "application/zip", Family::Archive, "zip cbz" },
    FileTypeInfo {
        FileType::SevenZip, "7z", "application/x-7z-compressed", Family::Archive, "7z cb7" },
    FileTypeInfo { FileType::Tar, "tar", "application/x-tar", Family::Archive, "tar cbt" },
    FileTypeInfo { FileType::Gzip, "gzip", "application/gzip", Family::Archive, "gz tgz" },
    FileTypeInfo {
        FileType::Bzip2, "bzip2", "application/x-bzip2", Family::Archive, "bz2 tbz2 tbz" },
    FileTypeInfo { FileType::Xz, "xz", "application/x-xz", Family::Archive, "xz txz" },
    FileTypeInfo { FileType::Zstd, "zstd", "application/zstd", Family::Archive, "zst tzst" },
    FileTypeInfo {
        FileType::Lzh, "lzh", "application/x-lzh-compressed", Family::Archive, "lzh lha" },
    FileTypeInfo {
        FileType::Cab, "cab", "application/vnd.ms-cab-compressed", Family::Archive, "cab" },
    FileTypeInfo {
        FileType::Iso9660, "iso", "application/x-iso9660-image", Family::Archive, "iso" },
    FileTypeInfo { FileType::Rar, "rar", "application/vnd.rar", Family::Archive, "rar cbr" },
    FileTypeInfo { FileType::Dxf, "dxf", "image/vnd.dxf", Family::Unread, "dxf" },
    FileTypeInfo { FileType::Dwg, "dwg", "image/vnd.dwg", Family::Unread, "dwg" },
    FileTypeInfo { FileType::Jww, "jww", "application/x-jww", Family::Unread, "jww" },
    FileTypeInfo { FileType::P21, "p21", "model/step", Family::Unread, "p21 stp step" },
    FileTypeInfo { FileType::Sfc, "sfc", "application/x-sfc", Family::Unread, "sfc" },
    FileTypeInfo {
        FileType::Jtd, "jtd", "application/x-js-taro", Family::Unread, "jtd jtdc jtt jttc" },
    FileTypeInfo { FileType::Executable, "executable", "application/x-executable", Family::Program,
        "exe dll sys scr com msi so elf bat cmd ps1 vbs js jse wsf sh py pl rb jar hta cpl" },
    FileTypeInfo { FileType::Shortcut, "shortcut", "application/x-ms-shortcut", Family::Program,
        "lnk url scf desktop website pif library-ms searchconnector-ms" },
    FileTypeInfo { FileType::Empty, "empty", "application/x-empty", Family::Empty, "" },
};

std::span<const FileTypeInfo> all_file_types()
{
    return table;
}

const FileTypeInfo& info(FileType type)
{
    return table.at(static_cast<std::size_t>(type));
}

std::optional<FileType> file_type_named(std::string_view name)
{
    auto found = std::ranges::find(table, name, &FileTypeInfo::name);
    if (found == table.end())
        return std::nullopt;
    return found->type;
}

static constexpr std::array<std::string_view, 10> family_words { "unknown", "pdf", "image", "text",
    "office", "mail", "archive", "unread", "program", "empty" };

std::string_view word(Family family)
{
    return family_words.at(static_cast<std::size_t>(family));
}

std::optional<Family> family_named(std::string_view name)
{
    auto found = std::ranges::find(family_words, name);
    if (found == family_words.end())
        return std::nullopt;
    return static_cast<Family>(found - family_words.begin());
}

bool extension_fits(FileType type, std::string_view extension)
{
    auto rest = info(type).extensions;
    while (!rest.empty()) {
        auto word = rest.substr(0, rest.find(' '));
        if (word == extension)
            return true;
        rest.remove_prefix(word.size() == rest.size() ? rest.size() : word.size() + 1);
    }
    return false;
}

bool is_ooxml(FileType type)
{
    return type >= FileType::Docx && type <= FileType::Potm;
}

bool carries_macros(FileType type)
{
    static constexpr FileType types[] { FileType::Docm, FileType::Dotm, FileType::Xlsm,
        FileType::Xltm, FileType::Xlsb, FileType::Pptm, FileType::Ppsm, FileType::Potm };
    return std::ranges::find(types, type) != std::end(types);
}

bool is_spreadsheet(FileType type)
{
    using enum FileType;
    static constexpr std::array types { Xlsx, Xlsm, Xltx, Xltm, Xlsb, Xls, Ods };
    return std::ranges::find(types, type) != types.end();
}

bool is_presentation(FileType type)
{
    using enum FileType;
    static constexpr std::array types { Pptx, Pptm, Ppsx, Ppsm, Potx, Potm, Ppt, Odp };
    return std::ranges::find(types, type) != types.end();
}

}
