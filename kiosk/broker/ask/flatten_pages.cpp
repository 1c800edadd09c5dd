// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/flatten_pages.h"

#include "sanitizer/decode/pdf/pdf.pb.h"
#include "sanitizer/encode/pdf/pdf.pb.h"

#include <algorithm>
#include <fcntl.h>
#include <optional>
#include <unistd.h>

namespace broker {

namespace decode = decode_pdf::message;
namespace encode = encode_pdf::message;
using Pages = std::vector<PlannedPage>;

static constexpr std::uint32_t longest_page = 1'440'000; // 14,400 points (ISO 32000-1, annex C).
static constexpr std::uint64_t longest_image = 65'500; // Pixels a side that JPEG can tell.
static constexpr std::uint64_t most_pages = 1'000'000; // That one file of ours can hold.
static constexpr std::size_t bytes_per_page_told = 16; // Two numbers, rounded up.

std::chrono::milliseconds flatten_time(const FlattenRequest& request, std::uint64_t pages)
{
    return request.time_base + request.time_per_page * static_cast<std::int64_t>(pages);
}

static std::uint64_t to_pixels(std::uint64_t hundredths, unsigned dpi)
{
    return std::max<std::uint64_t>(1, (hundredths * dpi + 7199) / 7200);
}

static Result<Outcome<Pages>> check_opened(
    const decode::Answer& answer, const FlattenRequest& request)
{
    if (answer.has_refusal())
        return Outcome<Pages>(TRY(check_refusal(answer.refusal())));
    const auto& opened = answer.opened();
    auto count = opened.widths_size();
    if (!answer.has_opened() || count == 0 || opened.heights_size() != count
        || static_cast<std::uint64_t>(count) > std::min(request.max_pages, most_pages))
        return Error { "decode-pdf: pages out of bounds" };
    Pages pages;
    for (int i = 0; i < count; ++i) {
        auto width = opened.widths(i);
        auto height = opened.heights(i);
        if (width == 0 || width > longest_page || height == 0 || height > longest_page)
            return Error { "decode-pdf: a page size out of bounds" };
        auto columns = to_pixels(width, request.dpi);
        auto rows = to_pixels(height, request.dpi);
        if (columns > longest_image || rows > longest_image || columns * rows > request.max_pixels)
            return Outcome<Pages>(
                Refused { RefusalReason::Limit, "a page of more pixels than allowed" });
        pages.push_back({ width, height, static_cast<std::uint32_t>(columns),
            static_cast<std::uint32_t>(rows) });
    }
    return Outcome<Pages>(std::move(pages));
}

Result<Outcome<Pages>> measure_pdf(
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

// Of one size for good, so that nobody's mapping is cut off.
static Result<base::Descriptor> create_slot(std::uint64_t bytes)
{
    auto slot = TRY(base::create_memory_file("page-slot"));
    if (ftruncate(slot.get(), static_cast<off_t>(bytes)) != 0
        || fcntl(slot.get(), F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0)
        return base::system_error("a slot for pages");
    return slot;
}

// Nothing: it was drawn.
static Result<std::optional<Refused>> check_drawn(const decode::Drawn& drawn, std::size_t number)
{
    if (drawn.has_refusal())
        return std::optional(TRY(check_refusal(drawn.refusal())));
    if (!drawn.has_rendered() || drawn.rendered().number() != number)
        return Error { "decode-pdf: another page than asked for" };
    return std::optional<Refused>();
}

struct EncodedPage {
    std::uint64_t bytes;
};

static Result<Outcome<EncodedPage>> check_encoded(
    const encode::Answer& answer, std::uint64_t most_bytes)
{
    if (answer.has_refusal())
        return Outcome<EncodedPage>(TRY(check_refusal(answer.refusal())));
    const auto& encoded = answer.encoded();
    if (!answer.has_encoded() || encoded.bytes() == 0 || encoded.bytes() > most_bytes)
        return Error { "encode-pdf: a page out of bounds" };
    return Outcome<EncodedPage>(EncodedPage { encoded.bytes() });
}

namespace {

// Two processes with a slot between them.
class Pair {
public:
    static Result<Outcome<Pair>> start(Workers& workers, const base::Descriptor& pdf,
        const FlattenRequest& request, const Pages& pages)
    {
        std::uint64_t slot_bytes = 0;
        for (const auto& page : pages)
            slot_bytes = std::max(slot_bytes, std::uint64_t { page.columns } * page.rows * 4);
        auto slot = TRY(create_slot(slot_bytes));
        auto pieces = TRY(base::create_memory_file("page-pieces"));
        worker::Limits limits { request.memory_bytes + slot_bytes, request.output_bytes,
            flatten_time(request, pages.size()) };

        auto decoder = TRY(workers.spawn("decode-pdf", limits));
        decode::Request render;
        render.set_mode(decode::MODE_RENDER);
        render.set_max_pages(request.max_pages);
        int inputs[] { pdf.get(), slot.get() };
        TRY(decoder.send(render, inputs));
        auto answer = TRY(decoder.receive<decode::Answer>());
        auto refused
            = TRY(answer.checked([](const decode::Answer& told) -> Result<std::optional<Refused>> {
                  if (told.has_refusal())
                      return std::optional(TRY(check_refusal(told.refusal())));
                  if (!told.has_ready())
                      return Error { "decode-pdf: another answer than asked for" };
                  return std::optional<Refused>();
              }));
        if (refused)
            return Outcome<Pair>(std::move(*refused));

        // A grey and a packed copy of the page, and what comes of them.
        limits.memory_bytes += slot_bytes;
        auto encoder = TRY(workers.spawn("encode-pdf", limits));
        encode::Request setting;
        setting.mutable_encode()->set_output_bytes(request.output_bytes);
        setting.mutable_encode()->set_jpeg_quality(request.jpeg_quality);
        int outputs[] { slot.get(), pieces.get() };
        TRY(encoder.send(setting, outputs));
        return Outcome<Pair>(Pair(std::move(decoder), std::move(encoder), std::move(pieces)));
    }

    Result<Outcome<EncodedPage>> draw(
        std::size_t number, const PlannedPage& page, std::uint64_t most_bytes)
    {
        decode::Next next;
        next.mutable_page()->set_number(static_cast<std::uint32_t>(number));
        next.mutable_page()->set_width(page.columns);
        next.mutable_page()->set_height(page.rows);
        TRY(m_decoder.send(next));
        auto drawn = TRY(m_decoder.receive<decode::Drawn>());
        auto refused
            = TRY(drawn.checked([&](const auto& told) { return check_drawn(told, number); }));
        if (refused)
            return Outcome<EncodedPage>(std::move(*refused));

        encode::Next image;
        image.mutable_page()->set_width(page.columns);
        image.mutable_page()->set_height(page.rows);
        TRY(m_encoder.send(image));
        auto encoded = TRY(m_encoder.receive<encode::Answer>());
        return encoded.checked([&](const auto& told) { return check_encoded(told, most_bytes); });
    }

    // The pieces, whole and sealed.
    Result<base::Descriptor> finish(std::uint64_t bytes)
    {
        decode::Next no_page;
        no_page.mutable_end();
        TRY(m_decoder.send(no_page));
        TRY(m_decoder.finish());
        encode::Next no_image;
        no_image.mutable_end();
        TRY(m_encoder.send(no_image));
        TRY(m_encoder.finish());
        if (TRY(base::size_of(m_pieces)) != bytes)
            return Error { "encode-pdf: another size than it said" };
        TRY(base::seal(m_pieces));
        return std::move(m_pieces);
    }

private:
    Pair(worker::Process decoder, worker::Process encoder, base::Descriptor pieces)
        : m_decoder(std::move(decoder))
        , m_encoder(std::move(encoder))
        , m_pieces(std::move(pieces))
    {
    }

    worker::Process m_decoder;
    worker::Process m_encoder;
    base::Descriptor m_pieces;
};

}

Result<Outcome<DrawnPages>> draw_pages(
    Workers& workers, const base::Descriptor& pdf, const FlattenRequest& request, PageQueue& queue)
{
    auto started = TRY(Pair::start(workers, pdf, request, queue.pages));
    if (auto* refused = std::get_if<Refused>(&started))
        return Outcome<DrawnPages>(std::move(*refused));
    auto& pair = std::get<Pair>(started);
    DrawnPages drawn;
    std::uint64_t offset = 0;
    while (!queue.is_stopped) {
        auto number = queue.next++;
        if (number >= queue.pages.size())
            break;
        auto outcome = TRY(pair.draw(number, queue.pages[number], request.output_bytes - offset));
        if (auto* refused = std::get_if<Refused>(&outcome))
            return Outcome<DrawnPages>(std::move(*refused));
        auto encoded = std::get<EncodedPage>(outcome);
        drawn.pages.push_back({ number, offset, encoded.bytes });
        offset += encoded.bytes;
    }
    drawn.pieces = TRY(pair.finish(offset));
    return Outcome<DrawnPages>(std::move(drawn));
}

}
