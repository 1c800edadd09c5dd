// SPDX-License-Identifier: MIT
#include "sanitizer/decode/tiff/directories.h"

#include <algorithm>
#include <cstring>

namespace decode_tiff {

static constexpr tmsize_t largest_allocation = 512 << 20;

static Source& source_of(thandle_t handle)
{
    return *static_cast<Source*>(handle);
}

static tmsize_t read(thandle_t handle, void* into, tmsize_t count)
{
    auto& source = source_of(handle);
    if (count <= 0 || source.position >= source.bytes.size())
        return 0;
    auto given = std::min<std::uint64_t>(
        static_cast<std::uint64_t>(count), source.bytes.size() - source.position);
    std::memcpy(into, source.bytes.data() + source.position, given);
    source.position += given;
    return static_cast<tmsize_t>(given);
}

static tmsize_t write(thandle_t, void*, tmsize_t)
{
    return 0;
}

static toff_t seek(thandle_t handle, toff_t offset, int from)
{
    auto& source = source_of(handle);
    auto base = from == SEEK_SET ? 0 : from == SEEK_CUR ? source.position : source.bytes.size();
    source.position = base + offset; // Wherever that is: nothing is read beyond the end.
    return source.position;
}

static int close(thandle_t)
{
    return 0;
}

static toff_t size(thandle_t handle)
{
    return source_of(handle).bytes.size();
}

static int say_nothing(TIFF*, void*, const char*, const char*, va_list)
{
    return 1;
}

File open(Source& source)
{
    std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(
        TIFFOpenOptionsAlloc(), TIFFOpenOptionsFree);
    if (!options)
        return nullptr;
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), largest_allocation);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), say_nothing, nullptr);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), say_nothing, nullptr);
    // "m": it does not map, it reads.
    return File(TIFFClientOpenExt(
        "picture", "rm", &source, read, write, seek, close, size, nullptr, nullptr, options.get()));
}

// What a page's own tags hold beside the picture.
static const char* kind_of(std::uint32_t tag)
{
    switch (tag) {
    case TIFFTAG_EXIFIFD:
    case TIFFTAG_GPSIFD: return "exif";
    case TIFFTAG_XMLPACKET: return "xmp";
    case TIFFTAG_ICCPROFILE: return "icc";
    case TIFFTAG_PHOTOSHOP:
    case TIFFTAG_RICHTIFFIPTC: return "photoshop";
    case TIFFTAG_SUBIFD: return "thumbnails";
    case TIFFTAG_DOCUMENTNAME:
    case TIFFTAG_IMAGEDESCRIPTION:
    case TIFFTAG_MAKE:
    case TIFFTAG_MODEL:
    case TIFFTAG_PAGENAME:
    case TIFFTAG_SOFTWARE:
    case TIFFTAG_DATETIME:
    case TIFFTAG_ARTIST:
    case TIFFTAG_HOSTCOMPUTER:
    case TIFFTAG_COPYRIGHT: return "text-chunks";
    default: return tag >= 32768 ? "other-data" : nullptr; // Of private use.
    }
}

static void note_removed(TIFF* tiff, std::size_t directory, pixels::Removals& removed)
{
    for (int i = 0; i < TIFFGetTagListCount(tiff); ++i)
        if (const auto* kind = kind_of(TIFFGetTagListEntry(tiff, i)))
            policy::add_removed(removed, { kind, policy::place_on("directory", directory) });
}

static bool is_reduced(TIFF* tiff)
{
    std::uint32_t kind = 0;
    return TIFFGetField(tiff, TIFFTAG_SUBFILETYPE, &kind) == 1
        && (kind & FILETYPE_REDUCEDIMAGE) != 0;
}

std::variant<Directories, pixels::Refused> list(TIFF* tiff, std::uint32_t most)
{
    Directories found;
    std::vector<std::uint64_t> reduced;
    for (;;) {
        (is_reduced(tiff) ? reduced : found.pages).push_back(TIFFCurrentDirOffset(tiff));
        if (found.pages.size() + reduced.size() > most)
            return pixels::Refused { pixels::Fault::Limit, "more pages than allowed" };
        note_removed(tiff, found.pages.size() + reduced.size(), found.removed);
        if (TIFFLastDirectory(tiff) != 0)
            break;
        if (TIFFReadDirectory(tiff) == 0)
            return pixels::Refused { pixels::Fault::Malformed, "a directory is broken" };
    }
    if (found.pages.empty())
        found.pages = std::move(reduced);
    else if (!reduced.empty())
        found.removed.push_back({ "thumbnails", "", reduced.size() });
    return found;
}

}
