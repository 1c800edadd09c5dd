// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/document.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <cairo.h>
#include <cmath>
#include <cstdio>
#include <poppler.h>
#include <utility>

namespace decode_pdf {

static constexpr double hundredths = 100;

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using Context = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;

static constexpr Refused no_page { worker::REFUSAL_MALFORMED, "a page that cannot be found" };

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

PopplerPage* Document::page_of(int number) const
{
    if (number != m_page_number) {
        auto release = [](PopplerPage* page) { g_clear_object(&page); };
        m_page = { poppler_document_get_page(m_document.get(), number), release };
        m_page_number = number;
    }
    return m_page.get();
}

std::variant<PageSize, Refused> Document::size_of(int number, double unit) const
{
    auto* page = page_of(number);
    if (!page)
        return no_page;
    double sides[2] { 0, 0 };
    poppler_page_get_size(page, &sides[0], &sides[1]);
    for (auto& side : sides) {
        side = std::round(side * unit * hundredths);
        if (!(side >= 1))
            return Refused { worker::REFUSAL_MALFORMED, "a page without a size" };
        if (side > longest_side)
            return Refused { worker::REFUSAL_LIMIT, "a page of more than 14,400 points" };
    }
    return PageSize { static_cast<std::uint32_t>(sides[0]), static_cast<std::uint32_t>(sides[1]) };
}

namespace {

// Listens to what poppler says while it draws: a font that it cannot use is told to stderr, and
// its letters are left out without another word.
class FontWatch {
public:
    FontWatch()
        : m_stream(fopencookie(this, "w", { nullptr, take, nullptr, nullptr }))
    {
        if (m_stream)
            std::swap(stderr, m_stream); // glibc's stderr is a variable that may be set.
    }
    FontWatch(const FontWatch&) = delete;
    FontWatch& operator=(const FontWatch&) = delete;
    ~FontWatch() { stop(); }

    Fonts stop()
    {
        if (m_stream) {
            std::fflush(stderr);
            std::swap(stderr, m_stream);
            std::fclose(m_stream);
            m_stream = nullptr;
        }
        return m_said.find(complaint) == m_said.npos ? Fonts::Drawn : Fonts::Failed;
    }

private:
    static constexpr std::string_view complaint = "some font thing failed";

    static ssize_t take(void* cookie, const char* bytes, std::size_t count)
    {
        auto& said = static_cast<FontWatch*>(cookie)->m_said;
        if (said.find(complaint) == said.npos) {
            said.append(bytes, count);
            // What may be the beginning of the complaint, and no more.
            if (said.find(complaint) == said.npos && said.size() > complaint.size())
                said.erase(0, said.size() - complaint.size());
        }
        return static_cast<ssize_t>(count);
    }

    std::string m_said;
    FILE* m_stream; // The real stderr meanwhile.
};

}

std::variant<Fonts, Refused> Document::render(
    int number, std::uint32_t width, std::uint32_t height, std::span<std::uint8_t> pixels) const
{
    auto* page = page_of(number);
    if (!page)
        return no_page;
    double page_width = 0;
    double page_height = 0;
    poppler_page_get_size(page, &page_width, &page_height);
    Surface surface(
        cairo_image_surface_create_for_data(pixels.data(), CAIRO_FORMAT_RGB24,
            static_cast<int>(width), static_cast<int>(height), static_cast<int>(width * 4)),
        cairo_surface_destroy);
    Context context(cairo_create(surface.get()), cairo_destroy);
    cairo_set_source_rgb(context.get(), 1, 1, 1);
    cairo_paint(context.get());
    cairo_scale(context.get(), width / page_width, height / page_height);
    FontWatch watch;
    poppler_page_render(page, context.get());
    auto fonts = watch.stop();
    auto status = cairo_status(context.get());
    cairo_surface_flush(surface.get());
    if (status == CAIRO_STATUS_NO_MEMORY)
        return Refused { worker::REFUSAL_LIMIT, "a page that needs too much memory" };
    if (status != CAIRO_STATUS_SUCCESS)
        return Refused { worker::REFUSAL_MALFORMED, "a page that cannot be drawn" };
    return fonts;
}

Contents Document::contents() const
{
    return contents_of(m_document.get());
}

static std::uint32_t to_length(double hundredths_of_points)
{
    auto value = std::round(hundredths_of_points);
    if (!(value > 0)) // Nor if it is no number.
        return 0;
    return value < longest_side ? static_cast<std::uint32_t>(value) : longest_side;
}

std::variant<Glyphs, Refused> Document::glyphs_of(int number, std::uint32_t page_width) const
{
    auto* page = page_of(number);
    if (!page)
        return no_page;
    std::unique_ptr<char, decltype(&g_free)> text(poppler_page_get_text(page), g_free);
    auto points = base::decode_utf8(text ? text.get() : "");
    double width = 0;
    double height = 0;
    poppler_page_get_size(page, &width, &height);
    auto scale = page_width / width;
    PopplerRectangle* boxes = nullptr;
    guint count = 0;
    if (!poppler_page_get_text_layout(page, &boxes, &count))
        count = 0;
    std::unique_ptr<PopplerRectangle, decltype(&g_free)> held(boxes, g_free);
    Glyphs glyphs;
    if (points) // Poppler puts these around a change of direction; they have no box.
        std::erase_if(
            *points, [](char32_t point) { return point >= U'\u202A' && point <= U'\u202C'; });
    if (!points || points->size() != count) {
        glyphs.unplaced = count;
        return glyphs;
    }
    for (guint i = 0; i < count; ++i) {
        const auto& box = boxes[i];
        glyphs.placed.push_back({ (*points)[i], to_length(std::min(box.x1, box.x2) * scale),
            to_length(std::min(box.y1, box.y2) * scale),
            to_length(std::max(box.x1, box.x2) * scale),
            to_length(std::max(box.y1, box.y2) * scale) });
    }
    return glyphs;
}

std::variant<std::string, Refused> Document::text_of(int number) const
{
    auto* page = page_of(number);
    if (!page)
        return no_page;
    std::unique_ptr<char, decltype(&g_free)> text(poppler_page_get_text(page), g_free);
    return std::string(text ? text.get() : "");
}

std::variant<Words, Refused> Document::words_of(int number) const
{
    auto text = text_of(number);
    if (auto* refused = std::get_if<Refused>(&text))
        return *refused;
    return Words { std::move(std::get<std::string>(text)), link_targets(page_of(number)) };
}

}
