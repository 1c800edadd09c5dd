// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/ocr.h"

#include "sanitizer/decode/ocr/ocr.pb.h"

#include <algorithm>

namespace broker {

namespace message = decode_ocr::message;

static constexpr unsigned best_dpi = 300; // What the networks were made for.
static constexpr unsigned least_dpi = 36;
static constexpr std::uint64_t most_pixels = 24'000'000;
static constexpr std::uint64_t longest_side = 32'000;
static constexpr std::size_t most_text = 256 << 10;

namespace {

struct Sharp {
    PlannedPage page;
    unsigned dpi;
};

}

// As sharp as is best, or as a page of its size can be.
static Sharp sharp(const PlannedPage& page, std::uint64_t most)
{
    auto pixels
        = [](std::uint64_t hundredths, unsigned dpi) { return hundredths * dpi / 7200 + 1; };
    auto dpi = best_dpi;
    while (dpi > least_dpi
        && (pixels(page.width, dpi) * pixels(page.height, dpi) > std::min(most, most_pixels)
            || pixels(std::max(page.width, page.height), dpi) > longest_side))
        --dpi;
    return { { page.width, page.height, static_cast<std::uint32_t>(pixels(page.width, dpi)),
                 static_cast<std::uint32_t>(pixels(page.height, dpi)) },
        dpi };
}

PageReader::PageReader(Workers& workers, const base::Descriptor& pdf, const FlattenRequest& request,
    const std::vector<PlannedPage>& pages, const base::Descriptor* glyph_slot)
    : m_workers(workers)
    , m_pdf(pdf)
    , m_request(request)
    , m_pages(pages)
    , m_glyph_slot(glyph_slot)
{
    m_request.text_layer = policy::TextLayer::None;
}

Result<void> PageReader::start()
{
    std::uint64_t slot_bytes = 0;
    for (const auto& page : m_pages) {
        auto drawn = sharp(page, m_request.max_pixels).page;
        slot_bytes = std::max(slot_bytes, std::uint64_t { drawn.columns } * drawn.rows * 4);
    }
    m_renderer.emplace(
        TRY(Renderer::create(m_workers, m_pdf, m_request, m_pages.size(), slot_bytes)));
    worker::Limits limits { m_request.memory_bytes + 2 * slot_bytes, 0,
        2 * flatten_time(m_request, m_pages.size()) };
    m_process = TRY(m_workers.spawn("decode-ocr", limits));
    std::vector<int> descriptors { m_renderer->slot().get() };
    if (m_glyph_slot)
        descriptors.push_back(m_glyph_slot->get());
    return m_process->send(message::Request {}, descriptors);
}

static Result<ReadPage> check(const message::Answer& answer, bool has_slot)
{
    auto most_glyphs = has_slot ? Renderer::most_glyphs : 0;
    auto most_bytes = has_slot ? 0 : most_text;
    if (answer.glyphs() > most_glyphs || answer.text().size() > most_bytes || !answer.has_seen())
        return Error { "decode-ocr: letters out of bounds" };
    return ReadPage { answer.glyphs(), answer.left_out(), answer.text(),
        TRY(check_seen(answer.seen())) };
}

Result<Outcome<ReadPage>> PageReader::read(std::size_t number)
{
    if (!m_process)
        TRY(start());
    auto [page, dpi] = sharp(m_pages[number], m_request.max_pixels);
    auto drawn = TRY(m_renderer->draw(number, page));
    if (auto* refused = std::get_if<Refused>(&drawn))
        return Outcome<ReadPage>(std::move(*refused));
    message::Next next;
    next.mutable_page()->set_width(page.columns);
    next.mutable_page()->set_height(page.rows);
    next.mutable_page()->set_dpi(dpi);
    next.mutable_page()->set_page_width(page.width);
    next.mutable_page()->set_page_height(page.height);
    TRY(m_process->send(next));
    auto answer = TRY(m_process->receive<message::Answer>());
    auto read = TRY(answer.checked(
        [&](const message::Answer& told) { return check(told, m_glyph_slot != nullptr); }));
    return Outcome<ReadPage>(std::move(read));
}

Result<void> PageReader::finish()
{
    if (!m_process)
        return {};
    message::Next no_page;
    no_page.mutable_end();
    TRY(m_process->send(no_page));
    TRY(m_process->finish());
    return m_renderer->finish();
}

}
