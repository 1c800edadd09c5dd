// SPDX-License-Identifier: MIT
#include "sanitizer/decode/heif/boxes.h"

#include <algorithm>

namespace decode_heif {

static constexpr std::size_t most_boxes = 10'000;

Result<Box> next_box(base::Reader& reader, base::View all)
{
    auto start = reader.position();
    std::uint64_t size = TRY(reader.u32_be());
    auto name = base::text_of(TRY(reader.take(4)));
    if (size == 1)
        size = TRY(reader.u64_be());
    auto head = reader.position() - start;
    if (size == 0) // To the end.
        size = head + reader.left();
    if (size < head)
        return Error { "a box smaller than its head" };
    auto content = TRY(reader.take(size - head));
    return Box { name, content, all.subspan(start, size) };
}

Result<std::vector<Box>> boxes_in(base::View content)
{
    std::vector<Box> all;
    base::Reader reader(content);
    while (!reader.at_end()) {
        if (all.size() == most_boxes)
            return Error { "too many boxes" };
        all.push_back(TRY(next_box(reader, content)));
    }
    return all;
}

std::optional<Box> first_named(const std::vector<Box>& boxes, std::string_view name)
{
    auto found = std::ranges::find(boxes, name, &Box::name);
    return found == boxes.end() ? std::nullopt : std::optional(*found);
}

Result<Full> read_full(base::Reader& reader)
{
    auto word = TRY(reader.u32_be());
    return Full { static_cast<std::uint8_t>(word >> 24), word & 0xFF'FFFF };
}

Result<std::uint64_t> read_number(base::Reader& reader, unsigned bytes)
{
    switch (bytes) {
    case 0: return std::uint64_t { 0 };
    case 2: return std::uint64_t { TRY(reader.u16_be()) };
    case 4: return std::uint64_t { TRY(reader.u32_be()) };
    case 8: return reader.u64_be();
    default: return Error { "a number of another length" };
    }
}

void append_number(base::Bytes& to, std::uint64_t value, unsigned bytes)
{
    for (auto i = bytes; i-- > 0;)
        to.push_back(static_cast<std::uint8_t>(value >> 8 * i));
}

base::Bytes make_box(std::string_view name, base::View content)
{
    base::Bytes box;
    append_number(box, content.size() + 8, 4);
    base::append(box, base::view_of(name));
    base::append(box, content);
    return box;
}

base::Bytes make_full_box(std::string_view name, Full full, base::View content)
{
    base::Bytes inside;
    append_number(inside, full.version, 1);
    append_number(inside, full.flags, 3);
    base::append(inside, content);
    return make_box(name, inside);
}

}
