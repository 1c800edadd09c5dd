// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/splash/splash.h"

#include "sanitizer/decode/pdf/splash/letters.h"

#include <cstring>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>
#include <string_view>

namespace decode_pdf {

static constexpr double points_per_inch = 72;

namespace {

// Listens to what poppler says of fonts that Splash cannot find or use.
class FontWatch {
public:
    FontWatch() { poppler::set_debug_error_function(hear, this); }
    FontWatch(const FontWatch&) = delete;
    FontWatch& operator=(const FontWatch&) = delete;
    ~FontWatch() { poppler::set_debug_error_function(ignore, nullptr); }

    static void ignore(const std::string&, void*) { }
    bool has_heard() const { return m_has_heard; }

private:
    static void hear(const std::string& message, void* closure)
    {
        for (const auto* complaint : { "Couldn't create a font", "Couldn't find a font" }) {
            if (message.find(complaint) != message.npos)
                static_cast<FontWatch*>(closure)->m_has_heard = true;
        }
    }

    bool m_has_heard { false };
};

}

SplashDocument::SplashDocument(std::shared_ptr<poppler::document> document, base::View bytes)
    : m_document(std::move(document))
    , m_bytes(bytes)
{
}

std::variant<SplashDocument, SplashRefused> SplashDocument::open(
    base::View bytes, std::uint64_t max_pages)
{
    poppler::set_debug_error_function(FontWatch::ignore, nullptr);
    if (bytes.size() > INT32_MAX) // All that poppler-cpp can be told.
        return SplashRefused { worker::REFUSAL_LIMIT, "more than 2 GiB" };
    std::shared_ptr<poppler::document> opened(poppler::document::load_from_raw_data(
        base::text_of(bytes).data(), static_cast<int>(bytes.size())));
    if (!opened)
        return SplashRefused { worker::REFUSAL_MALFORMED, "poppler cannot open this" };
    if (opened->is_locked())
        return SplashRefused { worker::REFUSAL_ENCRYPTED, "a password is needed" };
    if (opened->pages() <= 0)
        return SplashRefused { worker::REFUSAL_EMPTY, "no pages" };
    if (static_cast<std::uint64_t>(opened->pages()) > max_pages)
        return SplashRefused { worker::REFUSAL_LIMIT, "too many pages" };
    return SplashDocument(std::move(opened), bytes);
}

int SplashDocument::page_count() const
{
    return m_document->pages();
}

std::variant<SplashFonts, SplashRefused> SplashDocument::render(
    int number, std::uint32_t width, std::uint32_t height, std::span<std::uint8_t> pixels) const
{
    std::unique_ptr<poppler::page> page(m_document->create_page(number));
    if (!page)
        return SplashRefused { worker::REFUSAL_MALFORMED, "a page that cannot be found" };
    auto size = page->page_rect(poppler::crop_box);
    auto is_turned = page->orientation() == poppler::page::landscape
        || page->orientation() == poppler::page::seascape;
    auto page_width = is_turned ? size.height() : size.width();
    auto page_height = is_turned ? size.width() : size.height();
    if (!(page_width > 0) || !(page_height > 0))
        return SplashRefused { worker::REFUSAL_MALFORMED, "a page without a size" };
    poppler::page_renderer renderer;
    renderer.set_image_format(poppler::image::format_argb32);
    renderer.set_render_hint(poppler::page_renderer::antialiasing);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
    FontWatch watch;
    auto image = renderer.render_page(page.get(), width * points_per_inch / page_width,
        height * points_per_inch / page_height, 0, 0, static_cast<int>(width),
        static_cast<int>(height));
    if (!image.is_valid() || image.width() != static_cast<int>(width)
        || image.height() != static_cast<int>(height))
        return SplashRefused { worker::REFUSAL_MALFORMED, "a page that cannot be drawn" };
    for (std::size_t y = 0; y < height; ++y)
        std::memcpy(pixels.data() + y * width * 4,
            image.const_data() + y * static_cast<std::size_t>(image.bytes_per_row()),
            std::size_t { width } * 4);
    // Another font may have been tried in its place, and may have failed, too.
    auto are_lost = watch.has_heard() && letters_of(m_bytes, number) == Letters::Lost;
    return are_lost ? SplashFonts::Failed : SplashFonts::Drawn;
}

}
