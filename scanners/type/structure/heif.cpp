// SPDX-License-Identifier: MIT
// HEIC and AVIF (ISO/IEC 23008-12 in ISO/IEC 14496-12): every outer box to the end, and by the
// brands which coding it is. What the boxes hold is the decoder's, which reads them in its own way:
// neither believes the other's reading.
#include "scanners/type/structure/recognise.h"

#include <algorithm>
#include <cctype>

namespace type_scanner {

using policy::FileType;

struct Box {
    std::string_view name;
    base::View content;
};

static Result<Box> next_box(base::Reader& reader)
{
    auto start = reader.position();
    std::uint64_t size = TRY(reader.u32_be());
    auto name = base::text_of(TRY(reader.take(4)));
    if (size == 1)
        size = TRY(reader.u64_be());
    auto head = reader.position() - start;
    if (size == 0)
        size = head + reader.left();
    if (size < head)
        return Error { "a box smaller than its head" };
    return Box { name, TRY(reader.take(size - head)) };
}

static FileType type_by_brands(base::View brands)
{
    bool has_av1 = false;
    bool has_hevc = false;
    for (std::size_t at = 0; at + 4 <= brands.size(); at += at == 0 ? 8 : 4) {
        auto brand = base::text_of(brands.subspan(at, 4));
        has_av1 |= brand == "avif" || brand == "avis";
        has_hevc |= brand.size() == 4 && (brand.starts_with("hei") || brand.starts_with("hev"))
            && std::string_view("cxms").find(brand[3]) != std::string_view::npos;
    }
    return has_av1 ? FileType::Avif : has_hevc ? FileType::Heic : FileType::Unknown;
}

static bool is_box(base::View bytes)
{
    auto is_letter = [](std::uint8_t c) { return std::isalnum(c) != 0 || c == ' '; };
    return bytes.size() >= 8 && std::ranges::all_of(bytes.subspan(4, 4), is_letter);
}

Recognition recognise_heif(base::View bytes)
{
    base::Reader reader(bytes);
    auto first = next_box(reader);
    if (!first)
        return {};
    auto type = type_by_brands(first.value().content);
    if (type == FileType::Unknown)
        return {};
    bool has_list = false;
    bool has_data = false;
    while (!reader.at_end()) {
        auto start = reader.position();
        auto rest = bytes.subspan(start);
        if (has_list && has_data && !is_box(rest))
            return judged_by_tail(type, rest);
        auto box = next_box(reader);
        if (!box)
            return broken(type, "a box beyond the end");
        if (box.value().name == "ftyp")
            return ambiguous(type, "two lists of brands");
        has_list |= box.value().name == "meta" || box.value().name == "moov";
        has_data |= box.value().name == "mdat";
    }
    return has_list && has_data ? sound(type) : broken(type, "no picture");
}

}
