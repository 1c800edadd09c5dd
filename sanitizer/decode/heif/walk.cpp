// SPDX-License-Identifier: MIT
#include "sanitizer/decode/heif/walk.h"

#include "sanitizer/decode/heif/choose.h"

#include <algorithm>

namespace decode_heif {

using pixels::Fault, pixels::Refused;

class Writing {
public:
    Writing(const Items& items, const Chosen& chosen)
        : m_items(items)
        , m_chosen(chosen)
    {
    }

    base::Bytes file() const
    {
        std::string_view brand = m_chosen.is_av1 ? "avif" : "heic";
        base::Bytes brands;
        base::append(brands, base::view_of(brand));
        append_number(brands, 0, 4);
        base::append(brands, base::view_of("mif1"));
        base::append(brands, base::view_of(brand));
        auto file = make_box("ftyp", brands);
        auto start = file.size() + meta(0).size() + 8;
        base::append(file, meta(start));
        base::Bytes data;
        for (auto id : m_chosen.ids)
            for (auto extent : m_items.all.at(id).extents)
                base::append(data, extent);
        base::append(file, make_box("mdat", data));
        return file;
    }

private:
    std::uint64_t number_of(std::uint32_t id) const
    {
        auto found = std::ranges::find(m_chosen.ids, id);
        return static_cast<std::uint64_t>(found - m_chosen.ids.begin()) + 1;
    }

    // As long whatever `start` is.
    base::Bytes meta(std::uint64_t start) const
    {
        base::Bytes inside;
        base::Bytes handler(20);
        std::ranges::copy(std::string_view("pict"), handler.begin() + 4);
        handler.push_back(0);
        base::append(inside, make_full_box("hdlr", {}, handler));
        base::Bytes first;
        append_number(first, 1, 2);
        base::append(inside, make_full_box("pitm", {}, first));
        base::append(inside, places(start));
        base::append(inside, infos());
        base::append(inside, references());
        base::append(inside, properties());
        return make_full_box("meta", {}, inside);
    }

    base::Bytes places(std::uint64_t start) const
    {
        base::Bytes content { 0x44, 0 }; // Offsets and lengths of four bytes.
        append_number(content, m_chosen.ids.size(), 2);
        for (auto id : m_chosen.ids) {
            std::uint64_t length = 0;
            for (auto extent : m_items.all.at(id).extents)
                length += extent.size();
            append_number(content, number_of(id), 2);
            append_number(content, 0, 2);
            append_number(content, 1, 2);
            append_number(content, start, 4);
            append_number(content, length, 4);
            start += length;
        }
        return make_full_box("iloc", {}, content);
    }

    base::Bytes infos() const
    {
        base::Bytes content;
        append_number(content, m_chosen.ids.size(), 2);
        for (auto id : m_chosen.ids) {
            base::Bytes info;
            append_number(info, number_of(id), 2);
            append_number(info, 0, 2);
            base::append(info, base::view_of(m_items.all.at(id).type));
            info.push_back(0);
            base::append(content, make_full_box("infe", { 2, 0 }, info));
        }
        return make_full_box("iinf", {}, content);
    }

    base::Bytes references() const
    {
        base::Bytes content;
        for (const auto& reference : m_chosen.references) {
            base::Bytes one;
            append_number(one, number_of(reference.from), 2);
            append_number(one, reference.to.size(), 2);
            for (auto id : reference.to)
                append_number(one, number_of(id), 2);
            base::append(content, make_box(reference.kind, one));
        }
        return content.empty() ? base::Bytes() : make_full_box("iref", {}, content);
    }

    base::Bytes properties() const
    {
        base::Bytes boxes;
        base::Bytes uses;
        std::uint64_t index = 0;
        append_number(uses, m_chosen.ids.size(), 4);
        for (auto id : m_chosen.ids) {
            const auto& own = m_chosen.uses.at(id);
            append_number(uses, number_of(id), 2);
            append_number(uses, own.size(), 1);
            for (const auto& use : own) {
                base::append(boxes, m_items.properties[use.property].box);
                append_number(uses, ++index | (use.is_essential ? 0x8000 : 0), 2);
            }
        }
        auto inside = make_box("ipco", boxes);
        base::append(inside, make_full_box("ipma", { 0, 1 }, uses));
        return make_box("iprp", inside);
    }

    const Items& m_items;
    const Chosen& m_chosen;
};

struct Outer {
    std::optional<base::View> meta;
    std::optional<base::View> moov;
    pixels::Removals removed;
};

static Result<Outer> read_outer(base::View file)
{
    Outer outer;
    base::Reader reader(file);
    while (!reader.at_end()) {
        auto start = reader.position();
        auto box = next_box(reader, file);
        if (!box && outer.meta) {
            outer.removed.push_back({ "trailing-data", std::string(pixels::end_of_file) });
            break;
        }
        auto [name, content, whole] = TRY(std::move(box));
        if (start == 0 && name != "ftyp")
            return Error { "no brands" };
        if (name == "meta" && !outer.meta)
            outer.meta = content;
        else if (name == "moov" && !outer.moov)
            outer.moov = content;
        else if (name != "ftyp" && name != "mdat" && name != "free" && name != "skip")
            policy::add_removed(outer.removed, { "other-chunks", policy::place_named(name) });
    }
    return outer;
}

std::variant<Walked, Refused> walk(base::View file, std::uint64_t most_pixels)
{
    static constexpr Refused broken { Fault::Malformed, "a box is broken or missing" };
    auto outer = read_outer(file);
    if (!outer || (!outer.value().meta && !outer.value().moov))
        return broken;
    const auto& [meta, moov, others] = outer.value();
    auto items = meta ? read_items(file, *meta) : read_first_of_track(file, *moov);
    if (!items)
        return broken;
    auto choice = choose(items.value(), most_pixels);
    if (auto* refused = std::get_if<Refused>(&choice))
        return *refused;
    auto& chosen = std::get<Chosen>(choice);
    std::uint64_t data = 0;
    for (auto id : chosen.ids)
        for (auto extent : items.value().all.at(id).extents)
            data += extent.size();
    if (data > file.size()) // Parts that lie on one another.
        return broken;
    Walked walked { Writing(items.value(), chosen).file(), chosen.halves_colour,
        std::move(chosen.removed) };
    for (const auto& more : { items.value().removed, others })
        walked.removed.insert(walked.removed.end(), more.begin(), more.end());
    if (moov)
        walked.removed.push_back({ "animation", "moov" });
    return walked;
}

}
