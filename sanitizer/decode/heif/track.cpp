// SPDX-License-Identifier: MIT
#include "sanitizer/decode/heif/items.h"

namespace decode_heif {

// Behind the fields of every visual sample entry (ISO/IEC 14496-12 section 12.1.3).
static constexpr std::size_t entry_head_bytes = 78;

static Result<base::View> inside(base::View content, std::string_view name)
{
    auto box = first_named(TRY(boxes_in(content)), name);
    if (!box)
        return Error { "a box is missing" };
    return box->content;
}

static Result<base::View> first_sample(base::View file, base::View table)
{
    base::Reader sizes(TRY(inside(table, "stsz")));
    TRY(read_full(sizes));
    std::uint64_t size = TRY(sizes.u32_be());
    auto count = TRY(sizes.u32_be());
    if (size == 0 && count > 0)
        size = TRY(sizes.u32_be());
    auto boxes = TRY(boxes_in(table));
    bool is_wide = !first_named(boxes, "stco");
    base::Reader places(TRY(inside(table, is_wide ? "co64" : "stco")));
    TRY(read_full(places));
    TRY(places.u32_be());
    auto offset = TRY(read_number(places, is_wide ? 8 : 4));
    base::Reader reader(file);
    TRY(reader.seek(offset));
    return reader.take(size);
}

static Result<Items> read_description(base::View table, base::View sample)
{
    auto content = TRY(inside(table, "stsd"));
    base::Reader reader(content);
    TRY(read_full(reader));
    TRY(reader.u32_be());
    auto entry = TRY(next_box(reader, content));
    base::Reader fields(entry.content);
    TRY(fields.seek(24));
    base::Bytes size;
    append_number(size, TRY(fields.u16_be()), 4);
    append_number(size, TRY(fields.u16_be()), 4);
    TRY(fields.seek(entry_head_bytes));
    Items items;
    items.primary = 1;
    items.properties.push_back({ make_full_box("ispe", {}, size) });
    for (const auto& box : TRY(boxes_in(entry.content.subspan(entry_head_bytes)))) {
        bool is_plain = box.whole.size() == box.content.size() + 8;
        if (is_plain && (box.name == "hvcC" || box.name == "av1C" || box.name == "colr"))
            items.properties.push_back({ { box.whole.begin(), box.whole.end() } });
    }
    auto& item = items.all[1];
    item.type = entry.name;
    item.extents.push_back(sample);
    for (std::size_t i = 0; i < items.properties.size(); ++i)
        item.uses.push_back({ i, false });
    return items;
}

// Whether it is shown turned, mirrored or larger (ISO/IEC 14496-12 section 8.3.2).
static Result<bool> has_matrix(base::View track)
{
    auto head = first_named(TRY(boxes_in(track)), "tkhd");
    if (!head)
        return false;
    base::Reader reader(head->content);
    auto times = TRY(read_full(reader)).version == 0 ? 20u : 32u;
    TRY(reader.take(times + 16));
    for (auto expected : { 0x10000u, 0u, 0u, 0u, 0x10000u, 0u, 0u, 0u, 0x4000'0000u })
        if (TRY(reader.u32_be()) != expected)
            return true;
    return false;
}

Result<Items> read_first_of_track(base::View file, base::View moov)
{
    std::optional<Items> first;
    pixels::Removals removed;
    for (const auto& track : TRY(boxes_in(moov))) {
        if (track.name != "trak")
            continue;
        auto media = TRY(inside(track.content, "mdia"));
        base::Reader handler(TRY(inside(media, "hdlr")));
        TRY(handler.seek(8));
        auto kind = base::text_of(TRY(handler.take(4)));
        if (kind == "pict" && !first) {
            auto table = TRY(inside(TRY(inside(media, "minf")), "stbl"));
            first = TRY(read_description(table, TRY(first_sample(file, table))));
            if (TRY(has_matrix(track.content)))
                policy::add_removed(removed, { "other-data", "tkhd" });
        } else if (kind == "pict" || kind == "auxv") { // "auxv": what is see-through, or depth.
            policy::add_removed(removed, { "other-pictures", policy::place_named(kind) });
        }
    }
    if (!first)
        return Error { "no track of pictures" };
    first->removed = std::move(removed);
    return std::move(*first);
}

}
