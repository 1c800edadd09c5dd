// SPDX-License-Identifier: MIT
// The file types the station knows. Everything else is Unknown, and Unknown is refused.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace policy {

enum class FileType {
    Unknown,
    Pdf,
    Jpeg,
    Png,
    Gif,
    Bmp,
    Tiff,
    Webp,
    Ico, // Cursors, too. These three become PNG or JPEG.
    Heic, // HEIF, of HEVC.
    Avif, // HEIF, of AV1.
    Emf, // Drawings of Windows: from here on they are drawn, and become PNG.
    Wmf,
    PlainText,
    Csv,
    Tsv,
    Html,
    Xml,
    Json,
    Svg,
    Docx,
    Docm,
    Dotx,
    Dotm,
    Xlsx,
    Xlsm,
    Xltx,
    Xltm,
    Xlsb,
    Pptx,
    Pptm,
    Ppsx,
    Ppsm,
    Potx,
    Potm,
    Doc,
    Xls,
    Ppt,
    Rtf,
    Odt,
    Ods,
    Odp,
    EncryptedOffice, // OOXML inside an OLE container (MS-OFFCRYPTO).
    Eml,
    Msg,
    Mbox,
    Tnef,
    Mhtml,
    Zip,
    SevenZip,
    Tar,
    Gzip,
    Bzip2,
    Xz,
    Zstd,
    Lzh,
    Cab,
    Iso9660,
    Rar,
    Dxf, // Drawings and documents that are known, and that nothing here reads: from here on.
    Dwg,
    Jww, // JW_CAD for Windows.
    P21, // ISO 10303-21: STEP, and SXF's P21.
    Sfc, // SXF's other form.
    Jtd, // Ichitaro (一太郎).
    Executable, // PE, ELF, Mach-O, scripts with an interpreter line.
    Shortcut, // .lnk, .url and relatives.
    Empty,
};

// Unread: known by name, and read by nothing here. A policy names such a type or none of them.
enum class Family { Unknown, Pdf, Image, Text, Office, Mail, Archive, Unread, Program, Empty };

struct FileTypeInfo {
    FileType type;
    std::string_view name; // "docx"; the word in a policy file and in JSON of facts.
    std::string_view mime;
    Family family;
    std::string_view extensions; // Space-separated, lower case; the first is the one we write.
};

std::span<const FileTypeInfo> all_file_types();
std::string_view word(Family); // "office"
std::optional<Family> family_named(std::string_view);
const FileTypeInfo& info(FileType);
std::optional<FileType> file_type_named(std::string_view name);

// Whether a file that is `type` may carry this extension (lower case, without the dot).
bool extension_fits(FileType, std::string_view extension);

// Of the kinds that are a package of parts (ECMA-376), whatever the parts are written in.
bool is_ooxml(FileType);

bool is_spreadsheet(FileType); // Of any kind of Office.
bool is_presentation(FileType);

// Types made to carry macros. They never pass unchanged; of the others of OOXML none may have any.
bool carries_macros(FileType);

}
