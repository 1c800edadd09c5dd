// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/flatten_pages.h"

#include "kiosk/broker/ask/ocr.h"
#include "kiosk/broker/ask/page_encoder.h"
#include "kiosk/broker/ask/renderer.h"
#include "sanitizer/decode/pdf/pdf.pb.h"

#include <algorithm>
#include <array>
#include <optional>

namespace broker {

namespace decode = decode_pdf::message;

static constexpr std::uint32_t longest_page = 1'440'000; // 14,400 points (ISO 32000-1, annex C).
static constexpr std::uint64_t longest_image = 65'500; // Pixels a side that JPEG can tell.
static constexpr std::uint64_t most_told = 1'000'000; // That the worker tells.
static constexpr std::uint64_t most_pages = 1'000'000; // That one file of ours can hold.
static constexpr std::size_t bytes_per_page_told = 16; // Two numbers, rounded up.

std::chrono::milliseconds flatten_time(const FlattenRequest& request, std::uint64_t pages)
{
    return std::min(request.most_time,
        request.time_base + request.time_per_page * static_cast<std::int64_t>(pages));
}

static std::uint64_t to_pixels(std::uint64_t hundredths, unsigned dpi)
{
    return std::max<std::uint64_t>(1, (hundredths * dpi + 7199) / 7200);
}

Outcome<PlannedPage> plan_page(
    std::uint32_t width, std::uint32_t height, const FlattenRequest& request)
{
    auto columns = to_pixels(width, request.dpi);
    auto rows = to_pixels(height, request.dpi);
    if (columns > longest_image || rows > longest_image || columns * rows > request.max_pixels)
        return Refused { RefusalReason::Limit, "a page of more pixels than allowed" };
    return PlannedPage { width, height, static_cast<std::uint32_t>(columns),
        static_cast<std::uint32_t>(rows) };
}

static Result<void> check_contents(const decode::Contents& contents, Measured& measured)
{
    static constexpr std::array<std::string_view, 9> kinds { "actions", "attachments", "comment",
        "comment-text", "form-fields", "hidden-layers", "javascript", "metadata", "multimedia" };
    if (contents.links() > most_told)
        return Error { "decode-pdf: links out of bounds" };
    measured.links = contents.links();
    for (auto& one : TRY(check_removed(contents.besides(), most_told))) {
        if (std::ranges::find(kinds, one.what) == kinds.end())
            return Error { "decode-pdf: contents of an unknown kind" };
        auto& rows = one.what == "comment" ? measured.comments : measured.removed;
        rows.push_back(std::move(one));
    }
    return {};
}

static Result<Outcome<Measured>> check_opened(
    const decode::Answer& answer, const FlattenRequest& request)
{
    if (answer.has_refusal())
        return Outcome<Measured>(TRY(check_refusal(answer.refusal())));
    const auto& opened = answer.opened();
    auto count = opened.widths_size();
    if (!answer.has_opened() || count == 0 || opened.heights_size() != count
        || static_cast<std::uint64_t>(count) > std::min(request.max_pages, most_pages))
        return Error { "decode-pdf: pages out of bounds" };
    Measured measured;
    TRY(check_contents(opened.contents(), measured));
    for (int i = 0; i < count; ++i) {
        auto width = opened.widths(i);
        auto height = opened.heights(i);
        if (width == 0 || width > longest_page || height == 0 || height > longest_page)
            return Error { "decode-pdf: a page size out of bounds" };
        auto planned = plan_page(width, height, request);
        if (auto* refused = std::get_if<Refused>(&planned))
            return Outcome<Measured>(std::move(*refused));
        measured.pages.push_back(std::get<PlannedPage>(planned));
    }
    return Outcome<Measured>(std::move(measured));
}

Result<Outcome<Measured>> measure_pdf(
    Workers& workers, const base::Descriptor& pdf, const FlattenRequest& request)
{
    decode::Request question;
    question.set_mode(decode::MODE_MEASURE);
    question.set_max_pages(std::min(request.max_pages, most_pages));
    worker::Limits limits { request.memory_bytes, request.output_bytes, request.time_base };
    int number = pdf.get();
    auto most_bytes = std::max<std::size_t>(
        wire::default_frame_limit, std::min(request.max_pages, most_pages) * bytes_per_page_told);
    auto answer = TRY(
        ask<decode::Answer>(workers, "decode-pdf", limits, question, { &number, 1 }, most_bytes));
    return answer.checked([&](const auto& told) { return check_opened(told, request); });
}

Result<Outcome<DrawnPages>> draw_pages(
    Workers& workers, const base::Descriptor& pdf, const FlattenRequest& request, PageQueue& queue)
{
    std::uint64_t slot_bytes = 0;
    for (const auto& page : queue.pages)
        slot_bytes = std::max(slot_bytes, std::uint64_t { page.columns } * page.rows * 4);
    auto count = queue.pages.size();
    auto renderer = TRY(Renderer::create(workers, pdf, request, count, slot_bytes, Words::Kept));
    auto encoder = TRY(PageEncoder::start(
        workers, { renderer.slot(), renderer.glyph_slot(), slot_bytes }, request, count));
    std::optional<PageCodes> codes; // Once a page may show some.
    worker::Limits code_limits { request.memory_bytes, 0, 2 * flatten_time(request, count) };
    PageReader reader(workers, pdf, request, queue.pages, &renderer.glyph_slot());
    bool has_layer = request.text_layer == policy::TextLayer::Invisible;
    DrawnPages all;
    std::uint64_t offset = 0;
    while (!queue.is_stopped) {
        auto number = queue.next++;
        if (number >= count)
            break;
        const auto& page = queue.pages[number];
        auto rendered = TRY(renderer.draw(number, page));
        if (auto* refused = std::get_if<Refused>(&rendered))
            return Outcome<DrawnPages>(std::move(*refused));
        auto drawn = std::get<RenderedPage>(rendered);
        Seen words;
        if (has_layer && drawn.glyphs + drawn.left_out == 0) {
            all.wordless.push_back(number);
            if (request.ocr != policy::Ocr::None) {
                auto read = TRY(reader.read(number));
                if (auto* refused = std::get_if<Refused>(&read))
                    return Outcome<DrawnPages>(std::move(*refused));
                auto& page_read = std::get<ReadPage>(read);
                drawn.glyphs = page_read.glyphs;
                drawn.left_out = page_read.left_out;
                words = std::move(page_read.seen);
                if (drawn.glyphs > 0)
                    all.recognized.push_back(number);
            }
        }
        auto outcome = TRY(encoder.encode(page, drawn.glyphs, request.output_bytes - offset));
        if (auto* refused = std::get_if<Refused>(&outcome))
            return Outcome<DrawnPages>(std::move(*refused));
        auto encoded = std::get<EncodedPage>(outcome);
        if (encoded.may_show_codes) {
            if (!codes)
                codes = TRY(PageCodes::start(workers, code_limits, renderer.slot(), slot_bytes));
            add_page(words, TRY(codes->look(page.columns, page.rows)));
        }
        queue.seen.add(number, std::move(words));
        all.pages.push_back({ number, { offset, encoded.bytes }, drawn.words });
        all.letters += encoded.letters;
        all.letters_lost += encoded.left_out + drawn.left_out;
        offset += encoded.bytes;
        auto done = ++queue.done;
        if (request.on_page)
            request.on_page(done, count);
    }
    TRY(renderer.finish());
    all.words = TRY(renderer.take_words());
    TRY(reader.finish());
    if (codes)
        TRY(codes->finish());
    all.pieces = TRY(encoder.finish(offset));
    return Outcome<DrawnPages>(std::move(all));
}

}
