// SPDX-License-Identifier: MIT
#include "scanners/type/structure/recognise.h"

#include <algorithm>

namespace type_scanner {

using policy::FileType, policy::Structure;

bool starts_with(base::View bytes, std::string_view text, std::size_t at)
{
    return at <= bytes.size() && bytes.size() - at >= text.size()
        && base::text_of(bytes.subspan(at, text.size())) == text;
}

std::size_t find(base::View bytes, std::string_view text, std::size_t from)
{
    return base::text_of(bytes).find(text, from);
}

static Recognition recognise_program(base::View bytes)
{
    for (std::string_view magic : { std::string_view("MZ"),
             std::string_view("\x7f"
                              "ELF"),
             std::string_view("\xCF\xFA\xED\xFE"), std::string_view("\xCE\xFA\xED\xFE"),
             std::string_view("\xCA\xFE\xBA\xBE"), std::string_view("\xFE\xED\xFA"),
             std::string_view("#!"), std::string_view("\0asm", 4) }) {
        if (starts_with(bytes, magic))
            return sound(FileType::Executable);
    }
    if (starts_with(bytes, std::string_view("L\0\0\0\x01\x14\x02\0", 8)))
        return sound(FileType::Shortcut);
    return {};
}

// What is made of ZIP is held to the strict rules, and its end record is its own.
static bool is_zip(base::View bytes)
{
    return starts_with(bytes, "PK\x03\x04") || starts_with(bytes, "PK\x05\x06");
}

// Placeable, or in memory or on disk, with a header of nine words, of version 1.0 or 3.0.
static bool is_wmf(base::View bytes)
{
    return starts_with(bytes, "\xD7\xCD\xC6\x9A")
        || ((starts_with(bytes, std::string_view("\x01\0\x09\0", 4))
                || starts_with(bytes, std::string_view("\x02\0\x09\0", 4)))
            && (starts_with(bytes, std::string_view("\0\x03", 2), 4)
                || starts_with(bytes, std::string_view("\0\x01", 2), 4)));
}

static Recognition by_first_bytes(base::View bytes, std::string_view extension)
{
    if (bytes.empty())
        return sound(FileType::Empty);
    if (starts_with(bytes, "%PDF-"))
        return recognise_pdf(bytes);
    if (starts_with(bytes, "\xFF\xD8\xFF"))
        return recognise_jpeg(bytes);
    if (starts_with(bytes, "\x89PNG\r\n\x1A\n"))
        return recognise_png(bytes);
    if (starts_with(bytes, "GIF87a") || starts_with(bytes, "GIF89a"))
        return recognise_gif(bytes);
    if (starts_with(bytes, std::string_view("II*\0", 4))
        || starts_with(bytes, std::string_view("MM\0*", 4)))
        return recognise_tiff(bytes);
    if (starts_with(bytes, "RIFF") && starts_with(bytes, "WEBP", 8))
        return recognise_webp(bytes);
    if (starts_with(bytes, std::string_view("\x01\0\0\0", 4)) && starts_with(bytes, " EMF", 40))
        return recognise_emf(bytes);
    if (is_wmf(bytes))
        return recognise_wmf(bytes);
    if (is_zip(bytes))
        return recognise_package(bytes);
    if (starts_with(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
        return recognise_compound(bytes);
    if (starts_with(bytes, "{\\rtf"))
        return recognise_rtf(bytes);
    if (starts_with(bytes, "ftyp", 4)) {
        if (auto picture = recognise_heif(bytes); picture.type != FileType::Unknown)
            return picture;
    }
    if (starts_with(bytes, std::string_view("\0\0\x01\0", 4))
        || starts_with(bytes, std::string_view("\0\0\x02\0", 4))) {
        if (auto picture = recognise_ico(bytes); picture.type != FileType::Unknown)
            return picture;
    }
    if (auto program = recognise_program(bytes); program.type != FileType::Unknown)
        return program;
    if (auto drawing = recognise_drawing(bytes); drawing.type != FileType::Unknown)
        return drawing;
    if (auto archive = recognise_archive(bytes); archive.type != FileType::Unknown)
        return archive;
    if (starts_with(bytes, "BM")) {
        if (auto picture = recognise_bmp(bytes); picture.type != FileType::Unknown)
            return picture;
    }
    return recognise_text(bytes, extension);
}

static bool is_archive(FileType type)
{
    return policy::info(type).family == policy::Family::Archive;
}

// Most readers look for a ZIP's end record (APPNOTE 4.3.16) from behind, over any comment. Bytes
// that a document embeds may hold one, too, so there the comment has to reach the very end.
static bool ends_as_zip(base::View bytes, FileType type)
{
    auto office = policy::info(type).family == policy::Family::Office;
    auto tail = bytes.last(std::min<std::size_t>(bytes.size(), 65'535 + 22));
    for (auto at = find(tail, "PK\x05\x06"); at != npos; at = find(tail, "PK\x05\x06", at + 1)) {
        if (tail.size() - at < 22)
            return false;
        std::size_t comment = tail[at + 20] | static_cast<std::size_t>(tail[at + 21]) << 8;
        if ((!office && !is_archive(type)) || at + 22 + comment == tail.size())
            return true;
    }
    return false;
}

// Readers look for a PDF's header within the first kilobyte, for a ZIP's end record from behind,
// for RAR and 7z behind a program of any kind, and for tape and disc images at their fixed places.
static std::string second_face(base::View bytes, FileType type)
{
    auto archive = is_archive(type);
    auto head = bytes.first(std::min<std::size_t>(bytes.size(), 1024 + 5));
    if (type != FileType::Pdf && !archive && find(head, "%PDF-") != npos)
        return "a PDF header within its first kilobyte";
    if (!is_zip(bytes) && type != FileType::Executable && ends_as_zip(bytes, type))
        return "a ZIP directory at its end";
    if (type != FileType::Iso9660 && starts_with(bytes, "CD001", 32'769))
        return "a disc image's descriptor in it";
    if (type != FileType::Tar && is_tar_header(bytes))
        return "a tape archive's header at its start";
    // Within documents and archives these may be parts.
    auto family = policy::info(type).family;
    if (family == policy::Family::Image || family == policy::Family::Text
        || family == policy::Family::Unread) {
        auto start = bytes.first(std::min<std::size_t>(bytes.size(), 4 << 20));
        if (find(start, "Rar!\x1A\x07") != npos || find(start, "7z\xBC\xAF\x27\x1C") != npos)
            return "another archive in it";
    }
    return {};
}

Recognition recognise(base::View bytes, std::string_view extension)
{
    auto recognition = by_first_bytes(bytes, extension);
    if (recognition.type == FileType::Unknown || recognition.structure != Structure::Sound)
        return recognition;
    if (auto other = second_face(bytes, recognition.type); !other.empty())
        return ambiguous(recognition.type, other);
    return recognition;
}

}
