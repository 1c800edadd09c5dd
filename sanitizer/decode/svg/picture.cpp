// SPDX-License-Identifier: MIT
#include "sanitizer/decode/svg/picture.h"

#include <cairo.h>
#include <cmath>
#include <librsvg/rsvg.h>

namespace decode_svg {

static constexpr double pixels_per_inch = 96;
static constexpr double hundredths_per_pixel = 7200 / pixels_per_inch;
static constexpr double longest_side = 1'440'000; // 14,400 points, as a PDF may have.

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using Context = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;

static constexpr Refused cannot_be_drawn { worker::REFUSAL_MALFORMED, "librsvg cannot draw this" };

void keep_warnings_in()
{
    auto discard
        = [](GLogLevelFlags, const GLogField*, gsize, gpointer) { return G_LOG_WRITER_HANDLED; };
    g_log_set_writer_func(discard, nullptr, nullptr);
}

std::variant<Picture, Refused> Picture::open(std::string_view svg)
{
    // No base address: nothing outside of it can be found. No flag that lifts a limit.
    auto* handle = rsvg_handle_new_from_data(
        reinterpret_cast<const guint8*>(svg.data()), svg.size(), nullptr);
    if (!handle)
        return Refused { worker::REFUSAL_MALFORMED, "librsvg cannot read this" };
    std::shared_ptr<RsvgHandle> held(handle, g_object_unref);
    rsvg_handle_set_dpi(handle, pixels_per_inch);
    return Picture(std::move(held));
}

namespace {

struct Sides {
    double width;
    double height;
};

}

static bool is_some(double side)
{
    return std::isfinite(side) && side > 0;
}

static Sides sides_of(RsvgHandle* handle)
{
    Sides sides { 0, 0 };
    if (rsvg_handle_get_intrinsic_size_in_pixels(handle, &sides.width, &sides.height))
        return sides;
    gboolean has_box = FALSE;
    RsvgRectangle box {};
    rsvg_handle_get_intrinsic_dimensions(
        handle, nullptr, nullptr, nullptr, nullptr, &has_box, &box);
    RsvgRectangle ink {};
    if (!has_box && rsvg_handle_get_geometry_for_element(handle, nullptr, &ink, nullptr, nullptr))
        return { ink.x + ink.width, ink.y + ink.height };
    return { box.width, box.height };
}

std::variant<Size, Refused> Picture::size() const
{
    auto sides = sides_of(m_handle.get());
    if (!is_some(sides.width) || !is_some(sides.height))
        return Refused { worker::REFUSAL_EMPTY, "a picture without a size" };
    for (auto* side : { &sides.width, &sides.height }) {
        *side = std::max(1.0, std::round(*side * hundredths_per_pixel));
        if (*side > longest_side)
            return Refused { worker::REFUSAL_LIMIT, "a picture of more than 14,400 points" };
    }
    return Size { static_cast<std::uint32_t>(sides.width),
        static_cast<std::uint32_t>(sides.height) };
}

std::variant<std::monostate, Refused> Picture::draw(
    std::uint32_t columns, std::uint32_t rows, std::span<std::uint8_t> pixels) const
{
    Surface surface(
        cairo_image_surface_create_for_data(pixels.data(), CAIRO_FORMAT_RGB24,
            static_cast<int>(columns), static_cast<int>(rows), static_cast<int>(columns * 4)),
        cairo_surface_destroy);
    Context context(cairo_create(surface.get()), cairo_destroy);
    cairo_set_source_rgb(context.get(), 1, 1, 1);
    cairo_paint(context.get());
    RsvgRectangle whole { 0, 0, double(columns), double(rows) };
    bool is_drawn
        = rsvg_handle_render_document(m_handle.get(), context.get(), &whole, nullptr) != FALSE;
    auto status = cairo_status(context.get());
    cairo_surface_flush(surface.get());
    if (status == CAIRO_STATUS_NO_MEMORY)
        return Refused { worker::REFUSAL_LIMIT, "a picture that needs too much memory" };
    if (!is_drawn || status != CAIRO_STATUS_SUCCESS)
        return cannot_be_drawn;
    return std::monostate();
}

}
