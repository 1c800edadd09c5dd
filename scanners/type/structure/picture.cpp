// SPDX-License-Identifier: MIT
// Raster images: every marker, chunk and block to the end.
// JPEG: ITU-T T.81 annex B. PNG: ISO 15948 section 5. GIF89a. BMP. TIFF 6.0. WebP: RIFF container.
#include "scanners/type/structure/recognise.h"

#include <algorithm>

namespace type_scanner {

using policy::FileType;

Recognition judged_by_tail(FileType type, base::View tail)
{
    if (std::ranges::all_of(tail, [](std::uint8_t byte) { return byte == 0; }))
        return sound(type);
    return ambiguous(type, "data behind the picture's end");
}

// Skips entropy-coded data: to the next marker that is neither stuffing nor a restart.
static std::size_t end_of_scan(base::View bytes, std::size_t at)
{
    for (; at + 1 < bytes.size(); ++at) {
        if (bytes[at] == 0xFF && bytes[at + 1] != 0x00 && bytes[at + 1] != 0xFF
            && (bytes[at + 1] < 0xD0 || bytes[at + 1] > 0xD7))
            return at;
    }
    return npos;
}

// One JPEG stream from its start mark; `end` is set to what lies behind its end mark.
static Recognition walk_jpeg(base::View bytes, std::size_t& end)
{
    std::size_t at = 2;
    bool has_frame = false, has_scan = false;
    while (at + 3 < bytes.size() || (at + 1 < bytes.size() && bytes[at + 1] == 0xD9)) {
        if (bytes[at] != 0xFF)
            return broken(FileType::Jpeg, "a marker is missing");
        auto marker = bytes[at + 1];
        if (marker == 0xFF) { // Fill byte.
            ++at;
            continue;
        }
        if (marker == 0xD9) {
            end = at + 2;
            return has_frame && has_scan ? sound(FileType::Jpeg)
                                         : broken(FileType::Jpeg, "it ends without a picture");
        }
        std::size_t length = static_cast<std::size_t>(bytes[at + 2]) << 8 | bytes[at + 3];
        if (length < 2 || length > bytes.size() - at - 2)
            return broken(FileType::Jpeg, "a segment longer than the file");
        has_frame |= marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8
            && marker != 0xCC;
        at += 2 + length;
        if (marker == 0xDA) {
            has_scan = true;
            at = end_of_scan(bytes, at);
            if (at == npos)
                break;
        }
    }
    return broken(FileType::Jpeg, "no end of image");
}

Recognition recognise_jpeg(base::View bytes)
{
    std::size_t end = 0;
    auto first = walk_jpeg(bytes, end);
    // Phones append previews (MPF), each a whole JPEG; they are left out of what we write.
    while (first.structure == policy::Structure::Sound) {
        auto rest = bytes.subspan(end);
        auto next = std::ranges::find_if(rest, [](std::uint8_t byte) { return byte != 0; });
        bytes = rest.subspan(static_cast<std::size_t>(next - rest.begin()));
        if (bytes.empty())
            break;
        if (!starts_with(bytes, "\xFF\xD8\xFF")
            || walk_jpeg(bytes, end).structure != policy::Structure::Sound)
            return judged_by_tail(FileType::Jpeg, bytes);
    }
    return first;
}

Recognition recognise_png(base::View bytes)
{
    base::Reader reader(bytes);
    bool first = true, has_data = false;
    if (!reader.seek(8))
        return broken(FileType::Png, "cut off");
    for (;;) {
        auto length = reader.u32_be();
        auto name = reader.take(4);
        if (!length || !name || !reader.take(length.value()) || !reader.u32_be())
            return broken(FileType::Png, "a chunk beyond the end");
        auto chunk = base::text_of(name.value());
        if (first && chunk != "IHDR")
            return broken(FileType::Png, "no header chunk");
        first = false;
        has_data |= chunk == "IDAT";
        if (chunk == "IEND") {
            if (!has_data)
                return broken(FileType::Png, "no picture data");
            return judged_by_tail(FileType::Png, bytes.subspan(reader.position()));
        }
    }
}

static bool skip_sub_blocks(base::Reader& reader)
{
    for (;;) {
        auto length = reader.u8();
        if (!length || !reader.take(length.value()))
            return false;
        if (length.value() == 0)
            return true;
    }
}

Recognition recognise_gif(base::View bytes)
{
    base::Reader reader(bytes);
    auto cut_off = [] { return broken(FileType::Gif, "a block beyond the end"); };
    auto head = reader.take(13);
    if (!head)
        return cut_off();
    auto colours = [](std::uint8_t flags) -> std::size_t {
        return (flags & 0x80) != 0 ? 3u << ((flags & 7) + 1) : 0;
    };
    if (!reader.take(colours(head.value()[10])))
        return cut_off();
    bool has_picture = false;
    for (;;) {
        auto kind = reader.u8();
        if (!kind)
            return cut_off();
        if (kind.value() == 0x3B) {
            if (!has_picture)
                return broken(FileType::Gif, "no picture");
            return judged_by_tail(FileType::Gif, bytes.subspan(reader.position()));
        }
        if (kind.value() == 0x21) {
            if (!reader.u8() || !skip_sub_blocks(reader))
                return cut_off();
        } else if (kind.value() == 0x2C) {
            auto frame = reader.take(9);
            if (!frame || !reader.take(colours(frame.value()[8])) || !reader.u8()
                || !skip_sub_blocks(reader))
                return cut_off();
            has_picture = true;
        } else {
            return broken(FileType::Gif, "an unknown block");
        }
    }
}

Recognition recognise_bmp(base::View bytes)
{
    base::Reader reader(bytes);
    auto magic = reader.u16_le();
    auto size = reader.u32_le();
    auto reserved = reader.u32_le();
    auto offset = reader.u32_le();
    auto header = reader.u32_le();
    if (!magic || !size || !reserved || !offset || !header || header.value() < 12
        || header.value() > 256 || offset.value() > bytes.size() || offset.value() < 26)
        return {}; // Two letters make no picture: text may begin with BM.
    if (size.value() != 0 && size.value() < bytes.size())
        return judged_by_tail(FileType::Bmp, bytes.subspan(size.value()));
    if (size.value() > bytes.size())
        return broken(FileType::Bmp, "cut off");
    return sound(FileType::Bmp);
}

Recognition recognise_tiff(base::View bytes)
{
    // The decoder reads it whole; here only the chain of directories is followed.
    bool little = bytes[0] == 'I';
    auto u16 = [&](std::size_t at) -> std::size_t {
        auto value = little ? bytes[at] | bytes[at + 1] << 8 : bytes[at] << 8 | bytes[at + 1];
        return static_cast<std::size_t>(value);
    };
    auto u32 = [&](std::size_t at) -> std::size_t {
        return little ? u16(at) | u16(at + 2) << 16 : u16(at) << 16 | u16(at + 2);
    };
    if (bytes.size() < 8)
        return broken(FileType::Tiff, "cut off");
    auto at = u32(4);
    for (int directories = 0; at != 0; ++directories) {
        if (directories > 10'000)
            return broken(FileType::Tiff, "directories without end");
        if (at > bytes.size() - 2)
            return broken(FileType::Tiff, "a directory beyond the end");
        auto entries = u16(at);
        if (entries == 0 || entries * 12 + 6 > bytes.size() - at)
            return broken(FileType::Tiff, "a directory beyond the end");
        at = u32(at + 2 + entries * 12);
    }
    return sound(FileType::Tiff);
}

Recognition recognise_webp(base::View bytes)
{
    base::Reader reader(bytes.subspan(4));
    auto length = reader.u32_le();
    if (!length || length.value() > bytes.size() - 8 || length.value() < 4)
        return broken(FileType::Webp, "cut off");
    auto end = 8 + static_cast<std::size_t>(length.value());
    base::Reader chunks(bytes.first(end));
    if (!chunks.seek(12))
        return broken(FileType::Webp, "cut off");
    while (chunks.left() > 0) {
        auto name = chunks.take(4);
        auto size = chunks.u32_le();
        if (!name || !size
            || !chunks.take(static_cast<std::size_t>(size.value()) + (size.value() & 1)))
            return broken(FileType::Webp, "a chunk beyond the end");
    }
    return judged_by_tail(FileType::Webp, bytes.subspan(end));
}

}
