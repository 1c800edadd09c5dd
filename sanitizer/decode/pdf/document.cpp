// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/document.h"

#include <algorithm>
#include <cairo.h>
#include <cmath>
#include <poppler.h>

namespace decode_pdf {

static constexpr double hundredths = 100;

using Page = std::unique_ptr<PopplerPage, decltype(&g_object_unref)>;
using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using Context = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;

static constexpr Refused no_page { worker::REFUSAL_MALFORMED, "a page that cannot be found" };

static Page page_of(PopplerDocument* document, int number)
{
    return Page(poppler_document_get_page(document, number), g_object_unref);
}

Document::Document(std::shared_ptr<_PopplerDocument> document)
    : m_document(std::move(document))
    , m_page_count(poppler_document_get_n_pages(m_document.get()))
{
}

std::variant<Document, Refused> Document::open(base::View bytes, std::uint64_t max_pages)
{
    std::unique_ptr<GBytes, decltype(&g_bytes_unref)> held(
        g_bytes_new_static(bytes.data(), bytes.size()), g_bytes_unref);
    GError* error = nullptr;
    auto* opened = poppler_document_new_from_bytes(held.get(), nullptr, &error);
    if (!opened) {
        bool is_locked = g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
        g_clear_error(&error);
        if (is_locked)
            return Refused { worker::REFUSAL_ENCRYPTED, "a password is needed" };
        return Refused { worker::REFUSAL_MALFORMED, "poppler cannot open this" };
    }
    Document document(std::shared_ptr<_PopplerDocument>(opened, g_object_unref));
    if (document.m_page_count <= 0)
        return Refused { worker::REFUSAL_EMPTY, "no pages" };
    if (static_cast<std::uint64_t>(document.m_page_count) > max_pages)
        return Refused { worker::REFUSAL_LIMIT, "too many pages" };
    return document;
}

std::variant<PageSize, Refused> Document::size_of(int number) const
{
    auto page = page_of(m_document.get(), number);
    if (!page)
        return no_page;
    double sides[2] { 0, 0 };
    poppler_page_get_size(page.get(), &sides[0], &sides[1]);
    for (auto& side : sides) {
        side = std::round(side * hundredths);
        if (!(side >= 1))
            return Refused { worker::REFUSAL_MALFORMED, "a page without a size" };
        if (side > longest_side)
            return Refused { worker::REFUSAL_LIMIT, "a page of more than 14,400 points" };
    }
    return PageSize { static_cast<std::uint32_t>(sides[0]), static_cast<std::uint32_t>(sides[1]) };
}

std::variant<std::monostate, Refused> Document::render(
    int number, std::uint32_t width, std::uint32_t height, std::span<std::uint8_t> pixels) const
{
    auto page = page_of(m_document.get(), number);
    if (!page)
        return no_page;
    double page_width = 0;
    double page_height = 0;
    poppler_page_get_size(page.get(), &page_width, &page_height);
    Surface surface(
        cairo_image_surface_create_for_data(pixels.data(), CAIRO_FORMAT_RGB24,
            static_cast<int>(width), static_cast<int>(height), static_cast<int>(width * 4)),
        cairo_surface_destroy);
    Context context(cairo_create(surface.get()), cairo_destroy);
    cairo_set_source_rgb(context.get(), 1, 1, 1);
    cairo_paint(context.get());
    cairo_scale(context.get(), width / page_width, height / page_height);
    poppler_page_render(page.get(), context.get());
    auto status = cairo_status(context.get());
    cairo_surface_flush(surface.get());
    if (status == CAIRO_STATUS_NO_MEMORY)
        return Refused { worker::REFUSAL_LIMIT, "a page that needs too much memory" };
    if (status != CAIRO_STATUS_SUCCESS)
        return Refused { worker::REFUSAL_MALFORMED, "a page that cannot be drawn" };
    return std::monostate();
}

std::variant<std::string, Refused> Document::text_of(int number) const
{
    auto page = page_of(m_document.get(), number);
    if (!page)
        return no_page;
    std::unique_ptr<char, decltype(&g_free)> text(poppler_page_get_text(page.get()), g_free);
    return std::string(text ? text.get() : "");
}

}
