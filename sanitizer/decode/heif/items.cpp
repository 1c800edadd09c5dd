// SPDX-License-Identifier: MIT
#include "sanitizer/decode/heif/items.h"

namespace decode_heif {

static constexpr std::size_t most_items = 2'000;
static constexpr std::size_t most_extents = 10'000;

class ItemReader {
public:
    ItemReader(base::View file, base::View meta)
        : m_file(file)
        , m_meta(meta)
    {
    }

    Result<Items> all()
    {
        base::Reader reader(m_meta);
        TRY(read_full(reader));
        auto boxes = TRY(boxes_in(m_meta.subspan(4)));
        if (auto idat = first_named(boxes, "idat"))
            m_idat = idat->content;
        TRY(read_primary(boxes));
        TRY(read_infos(boxes));
        TRY(read_places(boxes));
        TRY(read_properties(boxes));
        TRY(read_references(boxes));
        return std::move(m_items);
    }

private:
    static Result<base::View> content_of(const std::vector<Box>& boxes, std::string_view name)
    {
        auto box = first_named(boxes, name);
        if (!box)
            return Error { "a box is missing" };
        return box->content;
    }

    Result<void> read_primary(const std::vector<Box>& boxes)
    {
        base::Reader reader(TRY(content_of(boxes, "pitm")));
        auto full = TRY(read_full(reader));
        m_items.primary
            = static_cast<std::uint32_t>(TRY(read_number(reader, full.version == 0 ? 2 : 4)));
        return {};
    }

    Result<void> read_infos(const std::vector<Box>& boxes)
    {
        auto content = TRY(content_of(boxes, "iinf"));
        base::Reader reader(content);
        auto full = TRY(read_full(reader));
        auto count = TRY(read_number(reader, full.version == 0 ? 2 : 4));
        if (count > most_items)
            return Error { "too many items" };
        for (std::uint64_t i = 0; i < count; ++i) {
            auto box = TRY(next_box(reader, content));
            base::Reader info(box.content);
            auto version = TRY(read_full(info)).version;
            if (box.name != "infe" || (version != 2 && version != 3))
                return Error { "an item of another form" };
            auto id = static_cast<std::uint32_t>(TRY(read_number(info, version == 2 ? 2 : 4)));
            auto protection = TRY(info.u16_be());
            Item item;
            item.type = protection == 0 ? base::text_of(TRY(info.take(4))) : "secret";
            if (!m_items.all.emplace(id, std::move(item)).second)
                return Error { "an item twice" };
        }
        return {};
    }

    Result<void> read_places(const std::vector<Box>& boxes)
    {
        base::Reader reader(TRY(content_of(boxes, "iloc")));
        auto version = TRY(read_full(reader)).version;
        auto sizes = TRY(reader.u8());
        auto more_sizes = TRY(reader.u8());
        unsigned index_bytes = version == 0 ? 0 : more_sizes & 15;
        auto count = TRY(read_number(reader, version < 2 ? 2 : 4));
        if (version > 2 || count > most_items)
            return Error { "too many items" };
        for (std::uint64_t i = 0; i < count; ++i) {
            auto id = static_cast<std::uint32_t>(TRY(read_number(reader, version < 2 ? 2 : 4)));
            auto construction = version == 0 ? 0 : TRY(reader.u16_be()) & 15;
            auto elsewhere = TRY(reader.u16_be());
            auto base_offset = TRY(read_number(reader, more_sizes >> 4));
            auto extents = TRY(reader.u16_be());
            auto item = m_items.all.find(id);
            bool is_here = item != m_items.all.end() && elsewhere == 0 && construction < 2
                && item->second.extents.empty();
            for (unsigned k = 0; k < extents; ++k) {
                TRY(read_number(reader, index_bytes));
                auto offset = TRY(read_number(reader, sizes >> 4));
                auto length = TRY(read_number(reader, sizes & 15));
                if (!is_here || ++m_extents > most_extents)
                    return Error { "a place that is none" };
                base::Reader source(construction == 1 ? m_idat : m_file);
                if (offset > SIZE_MAX - base_offset)
                    return Error { "a place that is none" };
                TRY(source.seek(base_offset + offset));
                item->second.extents.push_back(TRY(source.take(length)));
            }
        }
        return {};
    }

    Result<void> read_properties(const std::vector<Box>& boxes)
    {
        auto inside = TRY(boxes_in(TRY(content_of(boxes, "iprp"))));
        for (const auto& box : TRY(boxes_in(TRY(content_of(inside, "ipco"))))) {
            if (box.whole.size() != box.content.size() + 8)
                return Error { "a property of another form" };
            m_items.properties.push_back({ { box.whole.begin(), box.whole.end() } });
        }
        for (const auto& box : inside)
            if (box.name == "ipma")
                TRY(read_uses(box.content));
        return {};
    }

    Result<void> read_uses(base::View content)
    {
        base::Reader reader(content);
        auto full = TRY(read_full(reader));
        bool is_wide = (full.flags & 1) != 0;
        auto count = TRY(reader.u32_be());
        for (std::uint32_t i = 0; i < count; ++i) {
            auto id
                = static_cast<std::uint32_t>(TRY(read_number(reader, full.version == 0 ? 2 : 4)));
            auto uses = TRY(reader.u8());
            auto item = m_items.all.find(id);
            if (item == m_items.all.end() || !item->second.uses.empty())
                return Error { "properties of no item" };
            for (unsigned k = 0; k < uses; ++k) {
                unsigned told = is_wide ? TRY(reader.u16_be()) : TRY(reader.u8());
                auto essential = is_wide ? 0x8000u : 0x80u;
                auto index = told & (essential - 1);
                if (index > m_items.properties.size())
                    return Error { "no such property" };
                if (index != 0)
                    item->second.uses.push_back({ index - 1, (told & essential) != 0 });
            }
        }
        return {};
    }

    Result<void> read_references(const std::vector<Box>& boxes)
    {
        auto box = first_named(boxes, "iref");
        if (!box)
            return {};
        base::Reader head(box->content);
        auto bytes = TRY(read_full(head)).version == 0 ? 2u : 4u;
        for (const auto& one : TRY(boxes_in(box->content.subspan(4)))) {
            base::Reader reader(one.content);
            Reference reference { std::string(one.name), 0, {} };
            reference.from = static_cast<std::uint32_t>(TRY(read_number(reader, bytes)));
            auto count = TRY(reader.u16_be());
            for (unsigned i = 0; i < count; ++i)
                reference.to.push_back(static_cast<std::uint32_t>(TRY(read_number(reader, bytes))));
            m_items.references.push_back(std::move(reference));
        }
        return {};
    }

    base::View m_file;
    base::View m_meta;
    base::View m_idat;
    std::size_t m_extents { 0 };
    Items m_items;
};

Result<Items> read_items(base::View file, base::View meta)
{
    return ItemReader(file, meta).all();
}

}
