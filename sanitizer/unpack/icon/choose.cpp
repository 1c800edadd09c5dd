// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/icon/choose.h"

#include <algorithm>

namespace unpack_icon {

using pixels::Fault, pixels::Refused;

static constexpr std::uint32_t info_header_bytes = 40;
static constexpr unsigned most_pictures = 1000;

// ISO 15948: the signature, then the header's length and name, then the size.
static Result<Picture> look_at_png(base::View content)
{
    base::Reader reader(content);
    TRY(reader.seek(8));
    if (TRY(reader.u32_be()) != 13 || base::text_of(TRY(reader.take(4))) != "IHDR")
        return Error { "no header" };
    Picture picture { Coding::Png, 0, 0, 32, content };
    picture.width = TRY(reader.u32_be());
    picture.height = TRY(reader.u32_be());
    return picture;
}

// BITMAPINFOHEADER; the height counts the mask's rows, too.
static Result<Picture> look_at_bitmap(base::View content)
{
    base::Reader reader(content);
    if (TRY(reader.u32_le()) != info_header_bytes)
        return Error { "another header" };
    Picture picture { Coding::Bitmap, 0, 0, 0, content };
    picture.width = TRY(reader.u32_le());
    auto rows = TRY(reader.u32_le());
    if (rows % 2 != 0)
        return Error { "no room for a mask" };
    picture.height = rows / 2;
    TRY(reader.u16_le()); // Planes, which some writers leave 0.
    picture.bits = TRY(reader.u16_le());
    return picture;
}

static Result<Picture> look_at(base::View file, base::Reader& list)
{
    TRY(list.take(8)); // Size and depth, or a cursor's point, which nobody believes.
    auto size = TRY(list.u32_le());
    auto start = TRY(list.u32_le());
    base::Reader reader(file);
    TRY(reader.seek(start));
    auto content = TRY(reader.take(size));
    bool is_png = base::text_of(content).starts_with("\x89PNG\r\n\x1A\n");
    auto picture = TRY(is_png ? look_at_png(content) : look_at_bitmap(content));
    constexpr std::uint32_t longest = 0x7FFF'FFFF;
    if (std::min(picture.width, picture.height) == 0
        || std::max(picture.width, picture.height) > longest)
        return Error { "no size" };
    return picture;
}

static Result<std::vector<Picture>> look_at_all(base::View file)
{
    base::Reader list(file);
    auto kind = TRY(list.u32_le()) >> 16;
    auto count = TRY(list.u16_le());
    if ((kind != 1 && kind != 2) || count == 0 || count > most_pictures)
        return Error { "no icon" };
    std::vector<Picture> all;
    for (unsigned i = 0; i < count; ++i)
        all.push_back(TRY(look_at(file, list)));
    return all;
}

// Data that no picture is made of, within the file and behind it; zeros fill gaps. In its order.
static pixels::Removals between(base::View file, std::vector<Picture> all)
{
    constexpr std::size_t list_begin = 6, entry_bytes = 16;
    pixels::Removals removed;
    auto reached = list_begin + entry_bytes * all.size();
    auto look_at_gap = [&](std::size_t end, const char* what) {
        auto gap = file.subspan(std::min(reached, end), end - std::min(reached, end));
        if (std::ranges::any_of(gap, [](std::uint8_t byte) { return byte != 0; }))
            policy::add_removed(removed, { what, "" });
    };
    auto start_of = [&](const Picture& one) {
        return static_cast<std::size_t>(one.content.data() - file.data());
    };
    std::ranges::sort(all, {}, start_of);
    for (const auto& one : all) {
        look_at_gap(start_of(one), "other-data");
        reached = std::max(reached, start_of(one) + one.content.size());
    }
    look_at_gap(file.size(), "trailing-data");
    return removed;
}

std::variant<Choice, Refused> choose(base::View file, std::uint64_t most_pixels)
{
    auto all = look_at_all(file);
    if (!all)
        return Refused { Fault::Malformed, "the list or a picture's header is broken" };
    auto worth = [](const Picture& picture) {
        return std::pair(std::uint64_t { picture.width } * picture.height, picture.bits);
    };
    auto best = std::ranges::max_element(all.value(), {}, worth);
    if (worth(*best).first > most_pixels)
        return Refused { Fault::Limit, "more pixels than allowed" };
    Choice choice { *best, between(file, all.value()) };
    if (all.value().size() > 1)
        choice.removed.push_back({ "other-sizes", "", all.value().size() - 1 });
    return choice;
}

}
