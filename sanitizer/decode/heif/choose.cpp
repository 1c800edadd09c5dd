// SPDX-License-Identifier: MIT
#include "sanitizer/decode/heif/choose.h"

#include <algorithm>
#include <set>

namespace decode_heif {

using pixels::Fault, pixels::Refused;

static constexpr std::string_view kept_properties[] { "ispe", "hvcC", "av1C", "pixi", "irot",
    "imir", "clap", "auxC", "colr" };

// Each is written for every item that has it; their numbers have 15 bits.
static constexpr std::size_t most_property_bytes = 16 << 10;
static constexpr std::size_t most_kept = 16'000;

static bool is_coded(const Item& item)
{
    return item.type == "hvc1" || item.type == "av01";
}

class Choosing {
public:
    Choosing(const Items& items, std::uint64_t most_pixels)
        : m_items(items)
        , m_most_pixels(most_pixels)
    {
        for (const auto& property : items.properties)
            m_says_alpha.push_back(says_alpha(property));
    }

    std::variant<Chosen, Refused> run()
    {
        auto done = choose();
        if (m_refused.detail)
            return m_refused;
        if (!done)
            return Refused { Fault::Malformed, "the main picture is not described as it must be" };
        return std::move(m_chosen);
    }

private:
    Error refuse(Fault fault, const char* detail)
    {
        m_refused = { fault, detail };
        return Error { detail };
    }

    Result<void> choose()
    {
        TRY(take_with_tiles(m_items.primary));
        for (const auto& reference : m_items.references) {
            bool is_mask = reference.kind == "auxl" && is_about(reference, m_items.primary)
                && is_alpha(reference.from);
            if (!is_mask || m_mask != 0)
                continue;
            m_mask = reference.from;
            TRY(take_with_tiles(m_mask));
            m_chosen.references.push_back({ "auxl", m_mask, { m_items.primary } });
        }
        for (const auto& reference : m_items.references)
            if (reference.kind == "prem" && reference.from == m_items.primary && m_mask != 0
                && is_about(reference, m_mask))
                m_chosen.references.push_back({ "prem", m_items.primary, { m_mask } });
        tell_others();
        return {};
    }

    static bool is_about(const Reference& reference, std::uint32_t id)
    {
        return std::ranges::find(reference.to, id) != reference.to.end();
    }

    static bool says_alpha(const Property& property)
    {
        if (property.name() != "auxC" || property.box.size() > most_property_bytes)
            return false;
        auto text = base::text_of(property.content());
        return text.find("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha") != text.npos
            || text.find("urn:mpeg:hevc:2015:auxid:1") != text.npos;
    }

    bool is_alpha(std::uint32_t id) const
    {
        auto item = m_items.all.find(id);
        if (item == m_items.all.end())
            return false;
        return std::ranges::any_of(
            item->second.uses, [&](const Use& use) { return m_says_alpha[use.property]; });
    }

    Result<void> take_with_tiles(std::uint32_t id)
    {
        const auto* item = TRY(take(id));
        if (is_coded(*item))
            return {};
        if (item->type != "grid")
            return refuse(Fault::Unsupported, "a main picture of another kind");
        for (const auto& reference : m_items.references) {
            if (reference.kind != "dimg" || reference.from != id)
                continue;
            for (auto tile : reference.to)
                if (!is_coded(*TRY(take(tile))))
                    return refuse(Fault::Unsupported, "tiles of another kind");
            m_chosen.references.push_back(reference);
            return {};
        }
        return Error { "a grid without tiles" };
    }

    Result<const Item*> take(std::uint32_t id)
    {
        auto found = m_items.all.find(id);
        if (found == m_items.all.end() || found->second.extents.empty()
            || m_chosen.uses.contains(id))
            return Error { "no such item, or one twice" };
        const auto& item = found->second;
        m_chosen.ids.push_back(id);
        m_chosen.is_av1 |= item.type == "av01";
        auto& uses = m_chosen.uses[id];
        bool has_size = false;
        for (const auto& use : item.uses) {
            const auto& property = m_items.properties[use.property];
            has_size |= property.name() == "ispe";
            if (property.name() == "ispe")
                TRY(count_pixels(property));
            if (TRY(keeps(property, use.is_essential)))
                uses.push_back(use);
            if (id == m_items.primary || m_chosen.ids.size() == 2)
                m_chosen.halves_colour |= has_half_colour(property);
        }
        if (!has_size)
            return Error { "a picture without a size" };
        return &item;
    }

    // Tiles reach over the edge of what they make.
    Result<void> count_pixels(const Property& property)
    {
        base::Reader reader(property.content());
        TRY(read_full(reader));
        std::uint64_t width = TRY(reader.u32_be());
        std::uint64_t height = TRY(reader.u32_be());
        constexpr std::uint64_t most_together = 8; // Picture, tiles, and the same for its mask.
        if (width == 0 || height == 0)
            return Error { "no size" };
        if (width > m_most_pixels / height
            || width * height > m_most_pixels * most_together - m_pixels)
            return refuse(Fault::Limit, "more pixels than allowed");
        m_pixels += width * height;
        return {};
    }

    Result<bool> keeps(const Property& property, bool is_essential)
    {
        auto name = property.name();
        bool is_profile = name == "colr" && !base::text_of(property.content()).starts_with("nclx");
        if (std::ranges::find(kept_properties, name) != std::end(kept_properties) && !is_profile) {
            if (property.box.size() > most_property_bytes || ++m_kept > most_kept)
                return refuse(Fault::Limit, "more properties than allowed");
            return true;
        }
        if (is_profile) {
            policy::add_removed(m_chosen.removed, { "icc", policy::place_named(name) });
            return false;
        }
        if (is_essential)
            return refuse(Fault::Unsupported, "a property that is not known here");
        policy::add_removed(m_chosen.removed, { "other-data", policy::place_named(name) });
        return false;
    }

    static bool has_half_colour(const Property& property)
    {
        auto content = property.content();
        if (property.name() == "hvcC")
            return content.size() > 16 && (content[16] & 3) == 1;
        return property.name() == "av1C" && content.size() > 2 && (content[2] & 0x0C) == 0x0C;
    }

    static bool is_made_of_others(const Item& item)
    {
        return item.type == "grid" || item.type == "iden" || item.type == "iovl"
            || item.type == "tmap";
    }

    // What is only a part of another picture is told with that: of one that is there, and no part
    // of a third. The chosen ones are not told, so nothing is told with them.
    std::set<std::uint32_t> told_with_others() const
    {
        std::set<std::uint32_t> parts;
        std::set<std::uint32_t> of_whole;
        auto is_from_whole = [&](const Reference& reference) {
            auto from = m_items.all.find(reference.from);
            return reference.kind == "dimg" && from != m_items.all.end()
                && is_made_of_others(from->second) && !m_chosen.uses.contains(reference.from);
        };
        for (const auto& reference : m_items.references)
            if (is_from_whole(reference))
                parts.insert(reference.to.begin(), reference.to.end());
        for (const auto& reference : m_items.references)
            if (is_from_whole(reference) && !parts.contains(reference.from))
                of_whole.insert(reference.to.begin(), reference.to.end());
        return of_whole;
    }

    void tell_others()
    {
        auto told = told_with_others();
        std::set<std::uint32_t> thumbnails;
        for (const auto& reference : m_items.references)
            if (reference.kind == "thmb")
                thumbnails.insert(reference.from);
        for (const auto& [id, item] : m_items.all) {
            if (m_chosen.uses.contains(id) || told.contains(id))
                continue;
            const char* what = item.type == "Exif"          ? "exif"
                : item.type == "mime"                       ? "xmp"
                : thumbnails.contains(id)                   ? "thumbnails"
                : is_coded(item) || is_made_of_others(item) ? "other-pictures"
                                                            : "other-data";
            policy::add_removed(m_chosen.removed, { what, policy::place_named(item.type) });
        }
    }

    const Items& m_items;
    std::uint64_t m_most_pixels;
    std::uint64_t m_pixels { 0 };
    std::uint32_t m_mask { 0 };
    std::size_t m_kept { 0 };
    std::vector<bool> m_says_alpha; // Of each property, looked for once: many refer to one.
    Chosen m_chosen;
    Refused m_refused { Fault::Malformed, nullptr };
};

std::variant<Chosen, Refused> choose(const Items& items, std::uint64_t most_pixels)
{
    return Choosing(items, most_pixels).run();
}

}
