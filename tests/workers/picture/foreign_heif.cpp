// SPDX-License-Identifier: MIT
#include "tests/workers/picture/foreign_heif.h"

#include "sanitizer/decode/heif/items.h"

#include <gtest/gtest.h>
#include <map>

using namespace decode_heif;

namespace foreign {

static void expect_ok(const heif_error& error)
{
    EXPECT_EQ(error.code, heif_error_Ok) << error.message;
}

static heif_image* picture(const Heif& form)
{
    heif_image* image = nullptr;
    auto chroma = form.has_alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB;
    auto width = static_cast<int>(form.width);
    auto height = static_cast<int>(form.height);
    expect_ok(heif_image_create(width, height, heif_colorspace_RGB, chroma, &image));
    expect_ok(heif_image_add_plane(image, heif_channel_interleaved, width, height, 8));
    int stride = 0;
    auto* rows = heif_image_get_plane(image, heif_channel_interleaved, &stride);
    for (int y = 0; y < height; ++y) {
        auto* at = rows + y * stride;
        for (int x = 0; x < width; ++x) {
            *at++ = static_cast<std::uint8_t>(x * 255 / width);
            *at++ = static_cast<std::uint8_t>(y * 255 / height);
            *at++ = 60;
            if (form.has_alpha)
                *at++ = x < width / 2 ? 0 : 255;
        }
    }
    return image;
}

static heif_error keep(heif_context*, const void* data, std::size_t size, void* into)
{
    base::append(
        *static_cast<base::Bytes*>(into), { static_cast<const std::uint8_t*>(data), size });
    return { heif_error_Ok, heif_suberror_Unspecified, "" };
}

base::Bytes heif(const Heif& form)
{
    auto* context = heif_context_alloc();
    heif_encoder* encoder = nullptr;
    expect_ok(heif_context_get_encoder_for_format(context, form.coding, &encoder));
    expect_ok(heif_encoder_set_lossy_quality(encoder, 95));
    if (form.keeps_colour)
        expect_ok(heif_encoder_set_parameter_string(encoder, "chroma", "444"));
    auto* image = picture(form);
    if (form.has_more)
        expect_ok(heif_image_set_raw_color_profile(image, "prof", "a profile", 9));
    heif_image_handle* handle = nullptr;
    expect_ok(heif_context_encode_image(context, image, encoder, nullptr, &handle));
    if (form.has_more) {
        expect_ok(heif_context_add_exif_metadata(context, handle, "II*\0\x08\0\0\0", 8));
        expect_ok(heif_context_add_XMP_metadata(context, handle, "<x/>", 4));
        heif_image_handle* thumbnail = nullptr;
        expect_ok(heif_context_encode_thumbnail(
            context, image, handle, encoder, nullptr, 32, &thumbnail));
        heif_image_handle_release(thumbnail);
        heif_image_handle* another = nullptr;
        expect_ok(heif_context_encode_image(context, image, encoder, nullptr, &another));
        heif_image_handle_release(another);
        expect_ok(heif_context_set_primary_image(context, handle));
    }
    base::Bytes file;
    heif_writer writer { 1, keep };
    expect_ok(heif_context_write(context, &writer, &file));
    heif_image_handle_release(handle);
    heif_image_release(image);
    heif_encoder_release(encoder);
    heif_context_free(context);
    return file;
}

Item item_of(base::View file)
{
    auto boxes = boxes_in(file).take();
    auto items = read_items(file, first_named(boxes, "meta")->content).take();
    const auto& main = items.all.at(items.primary);
    Item item { main.type, {}, {} };
    for (const auto& use : main.uses)
        item.properties.push_back(items.properties[use.property].box);
    for (auto extent : main.extents)
        base::append(item.data, extent);
    return item;
}

base::Bytes property(std::string_view name, const base::Bytes& content)
{
    return make_box(name, content);
}

base::Bytes size_property(unsigned width, unsigned height)
{
    base::Bytes content;
    append_number(content, width, 4);
    append_number(content, height, 4);
    return make_full_box("ispe", {}, content);
}

static base::Bytes brands(std::string_view type)
{
    base::Bytes content;
    base::append(content, base::view_of(type == "av01" ? "avif" : "heic"));
    append_number(content, 0, 4);
    base::append(content, base::view_of("mif1"));
    return make_box("ftyp", content);
}

// All data in the box of the list itself.
base::Bytes put_together(const std::vector<Item>& items, const std::vector<Link>& links)
{
    base::Bytes places { 0x44, 0 }, infos, data, properties, uses, references;
    append_number(places, items.size(), 2);
    append_number(infos, items.size(), 2);
    append_number(uses, items.size(), 4);
    std::map<std::string, std::size_t> numbers; // Equal properties are one.
    for (std::size_t i = 0; i < items.size(); ++i) {
        for (auto [value, bytes] : { std::pair { i + 1, 2u }, std::pair { std::size_t { 1 }, 2u },
                 std::pair { std::size_t { 0 }, 2u },
                 std::pair { std::size_t { items[i].places }, 2u }, std::pair { data.size(), 4u },
                 std::pair { items[i].data.size(), 4u } })
            append_number(places, value, bytes);
        auto first = base::Bytes(places.end() - 8, places.end());
        for (auto more = items[i].places; more > 1; --more)
            base::append(places, items[i].is_repeated ? first : base::Bytes(8));
        base::append(data, items[i].data);
        base::Bytes info;
        append_number(info, i + 1, 2);
        append_number(info, 0, 2);
        base::append(info, base::view_of(items[i].type));
        info.push_back(0);
        base::append(infos, make_full_box("infe", { 2, 0 }, info));
        append_number(uses, i + 1, 2);
        append_number(uses, items[i].properties.size(), 1);
        for (const auto& one : items[i].properties) {
            auto [number, is_new] = numbers.emplace(base::text_of(one), numbers.size() + 1);
            if (is_new)
                base::append(properties, one);
            append_number(uses, number->second | 0x8000, 2);
        }
    }
    for (const auto& link : links) {
        base::Bytes one;
        append_number(one, link.from, 2);
        append_number(one, link.to.size(), 2);
        for (auto to : link.to)
            append_number(one, to, 2);
        base::append(references, make_box(link.kind, one));
    }
    base::Bytes handler(20);
    std::ranges::copy(std::string_view("pict"), handler.begin() + 4);
    handler.push_back(0);
    auto meta = make_full_box("hdlr", {}, handler);
    base::append(meta, make_full_box("pitm", {}, base::Bytes { 0, 1 }));
    base::append(meta, make_full_box("iloc", { 1, 0 }, places));
    base::append(meta, make_full_box("iinf", {}, infos));
    if (!links.empty())
        base::append(meta, make_full_box("iref", {}, references));
    auto inside = make_box("ipco", properties);
    base::append(inside, make_full_box("ipma", { 0, 1 }, uses));
    base::append(meta, make_box("iprp", inside));
    base::append(meta, make_box("idat", data));
    auto file = brands(items.back().type);
    base::append(file, make_full_box("meta", {}, meta));
    return file;
}

base::Bytes sequence_of(const Item& item, unsigned width, unsigned height, const base::Bytes& head,
    const base::Bytes& more)
{
    auto start = brands(item.type);
    auto entry = base::Bytes(24);
    append_number(entry, width, 2);
    append_number(entry, height, 2);
    entry.resize(78);
    for (const auto& one : item.properties)
        base::append(entry, one);
    base::Bytes table;
    for (auto [name, numbers] :
        { std::pair { "stsz", std::vector<std::size_t> { 0, 2, item.data.size(), 1 } },
            std::pair { "stco", std::vector<std::size_t> { 1, start.size() + 8 } } }) {
        base::Bytes content;
        for (auto number : numbers)
            append_number(content, number, 4);
        base::append(table, make_full_box(name, {}, content));
    }
    base::Bytes entries { 0, 0, 0, 1 };
    base::append(entries, make_box(item.type, entry));
    base::append(table, make_full_box("stsd", {}, entries));
    base::Bytes handler(4);
    base::append(handler, base::view_of("pict"));
    handler.resize(21);
    auto media = make_full_box("hdlr", {}, handler);
    base::append(media, make_box("minf", make_box("stbl", table)));
    auto content = item.data;
    content.push_back(0); // The second picture.
    base::append(start, make_box("mdat", content));
    auto track = head;
    base::append(track, make_box("mdia", media));
    auto tracks = make_box("trak", track);
    base::append(tracks, more);
    base::append(start, make_box("moov", tracks));
    return start;
}

}

// The encoder of libheif keeps what it began with; only these tests write such pictures.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions()
{
    return "leak:libx265.so\n";
}
