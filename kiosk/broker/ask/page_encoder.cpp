// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/page_encoder.h"

#include "sanitizer/encode/pdf/pdf.pb.h"

namespace broker {

namespace encode = encode_pdf::message;

static Result<bool> check_codes(int told)
{
    switch (told) { // proto3 enumerations are open.
    case encode::CODES_NONE: return false;
    case encode::CODES_POSSIBLE: return true;
    default: return Error { "encode-pdf: nothing known of codes" };
    }
}

static Result<Outcome<EncodedPage>> check_encoded(
    const encode::Answer& answer, std::uint64_t most_bytes, std::uint64_t glyphs)
{
    if (answer.has_refusal())
        return Outcome<EncodedPage>(TRY(check_refusal(answer.refusal())));
    const auto& encoded = answer.encoded();
    if (!answer.has_encoded() || encoded.bytes() == 0 || encoded.bytes() > most_bytes)
        return Error { "encode-pdf: a page out of bounds" };
    if (encoded.letters() > glyphs || encoded.left_out() > glyphs - encoded.letters())
        return Error { "encode-pdf: more letters than there were" };
    return Outcome<EncodedPage>(EncodedPage { encoded.bytes(), encoded.letters(),
        encoded.left_out(), TRY(check_codes(encoded.codes())) });
}

PageEncoder::PageEncoder(worker::Process process, base::Descriptor pieces)
    : m_process(std::move(process))
    , m_pieces(std::move(pieces))
{
}

Result<PageEncoder> PageEncoder::start(
    Workers& workers, const Slots& slots, const FlattenRequest& request, std::uint64_t pages)
{
    auto pieces = TRY(base::create_memory_file("page-pieces"));
    // The slot is mapped; beside it stand the page's samples, packed and compressed.
    worker::Limits limits { request.memory_bytes + 3 * slots.bytes, request.output_bytes,
        2 * flatten_time(request, pages) };
    auto process = TRY(workers.spawn("encode-pdf", limits));
    encode::Request setting;
    setting.mutable_encode()->set_output_bytes(request.output_bytes);
    setting.mutable_encode()->set_jpeg_quality(request.jpeg_quality);
    std::vector<int> descriptors { slots.pixels.get(), pieces.get() };
    if (slots.glyphs)
        descriptors.push_back(slots.glyphs.get());
    TRY(process.send(setting, descriptors));
    return PageEncoder(std::move(process), std::move(pieces));
}

Result<Outcome<EncodedPage>> PageEncoder::encode(
    const PlannedPage& page, std::uint32_t glyphs, std::uint64_t most_bytes)
{
    encode::Next next;
    next.mutable_page()->set_width(page.columns);
    next.mutable_page()->set_height(page.rows);
    next.mutable_page()->set_glyphs(glyphs);
    next.mutable_page()->set_page_width(page.width);
    next.mutable_page()->set_page_height(page.height);
    TRY(m_process.send(next));
    auto encoded = TRY(m_process.receive<encode::Answer>());
    return encoded.checked(
        [&](const auto& told) { return check_encoded(told, most_bytes, glyphs); });
}

Result<base::Descriptor> PageEncoder::finish(std::uint64_t bytes)
{
    encode::Next no_page;
    no_page.mutable_end();
    TRY(m_process.send(no_page));
    TRY(m_process.finish());
    if (TRY(base::size_of(m_pieces)) != bytes)
        return Error { "encode-pdf: another size than it said" };
    TRY(base::seal(m_pieces));
    return std::move(m_pieces);
}

}
