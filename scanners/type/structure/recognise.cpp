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
    if (starts_with(bytes, "PK\x03\x04") || starts_with(bytes, "PK\x05\x06"))
        return recognise_package(bytes);
    if (starts_with(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
        return recognise_compound(bytes);
    if (starts_with(bytes, "{\\rtf"))
        return recognise_rtf(bytes);
    if (auto program = recognise_program(bytes); program.type != FileType::Unknown)
        return program;
    if (auto archive = recognise_archive(bytes); archive.type != FileType::Unknown)
        return archive;
    if (starts_with(bytes, "BM") && bytes.size() >= 26 && extension != "txt")
        return recognise_bmp(bytes);
    return recognise_text(bytes, extension);
}

// Readers look for a PDF's header within the first kilobyte, and for a ZIP's end record from
// behind.
static std::string second_face(base::View bytes, FileType type)
{
    auto head = bytes.first(std::min<std::size_t>(bytes.size(), 1024 + 5));
    if (type != FileType::Pdf && find(head, "%PDF-") != npos)
        return "a PDF header within its first kilobyte";
    auto tail = bytes.last(std::min<std::size_t>(bytes.size(), 65'535 + 22));
    bool may_hold_zip = policy::info(type).family == policy::Family::Archive
        || policy::info(type).family == policy::Family::Office;
    if (!may_hold_zip && type != FileType::Executable) {
        auto end = base::text_of(tail).rfind("PK\x05\x06");
        if (end != npos && tail.size() - end >= 22)
            return "a ZIP directory at its end";
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
