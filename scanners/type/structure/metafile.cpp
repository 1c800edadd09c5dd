// SPDX-License-Identifier: MIT
// Drawings of Windows, record by record to the end: EMF (MS-EMF 2.3) and WMF (MS-WMF 2.3), the
// latter with or without the header that makes it placeable (2.3.2.3).
#include "scanners/type/structure/recognise.h"

namespace type_scanner {

using policy::FileType;

static std::uint32_t u32_at(base::View bytes, std::size_t at) // Within them.
{
    return static_cast<std::uint32_t>(bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16)
        | static_cast<std::uint32_t>(bytes[at + 3]) << 24;
}

Recognition recognise_emf(base::View bytes)
{
    constexpr std::uint32_t header = 1, end_of_file = 14;
    constexpr std::size_t least_header = 88, least_record = 8;
    auto no = [](const char* detail) { return broken(FileType::Emf, detail); };
    if (bytes.size() < least_header || u32_at(bytes, 4) < least_header)
        return no("cut off");
    if (u32_at(bytes, 48) > bytes.size())
        return no("shorter than its header says");
    auto whole = bytes.first(u32_at(bytes, 48));
    for (std::size_t at = 0; whole.size() - at >= least_record;) {
        auto type = u32_at(whole, at), size = u32_at(whole, at + 4);
        if (size < least_record || size % 4 != 0 || size > whole.size() - at)
            return no("a record beyond the end");
        if ((type == header) != (at == 0))
            return no("a header among the records");
        at += size;
        if (type != end_of_file)
            continue;
        if (at != whole.size()) // How many records there are, LibreOffice tells wrongly.
            return no("it ends elsewhere than its header says");
        return judged_by_tail(FileType::Emf, bytes.subspan(at));
    }
    return no("no end of the drawing");
}

Recognition recognise_wmf(base::View bytes)
{
    constexpr std::size_t placeable_size = 22, header_size = 18, least_record = 6;
    auto no = [](const char* detail) { return broken(FileType::Wmf, detail); };
    auto u16_at = [](base::View from, std::size_t at) {
        return static_cast<unsigned>(from[at] | from[at + 1] << 8);
    };
    if (starts_with(bytes, "\xD7\xCD\xC6\x9A")) {
        if (bytes.size() < placeable_size)
            return no("cut off");
        unsigned sum = 0;
        for (std::size_t at = 0; at < placeable_size; at += 2)
            sum ^= u16_at(bytes, at);
        if (sum != 0)
            return no("a wrong checksum");
        bytes = bytes.subspan(placeable_size);
    }
    if (bytes.size() < header_size || u16_at(bytes, 2) != header_size / 2)
        return no("cut off");
    for (std::size_t at = header_size; bytes.size() - at >= least_record;) {
        auto size = std::uint64_t { u32_at(bytes, at) } * 2;
        if (size < least_record || size > bytes.size() - at)
            return no("a record beyond the end");
        auto is_end = u16_at(bytes, at + 4) == 0;
        at += static_cast<std::size_t>(size);
        if (is_end)
            return judged_by_tail(FileType::Wmf, bytes.subspan(at));
    }
    return no("no end of the drawing");
}

}
