// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/text.h"

#include "kiosk/broker/ask/cleaned.h"
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/decode/html/html.pb.h"
#include "sanitizer/rebuild/text/text.pb.h"

#include <algorithm>

namespace broker {

namespace message = rebuild_text::message;

static constexpr std::uint64_t working_memory = 64ull << 20;

// Table limits and the like are small beside this; the input is mapped, which counts as address
// space.
static worker::Limits limits_for(const TextLimits& limits, std::uint64_t input_size)
{
    auto mebibytes = static_cast<std::chrono::milliseconds::rep>((input_size >> 20) + 1);
    return { .memory_bytes = working_memory + input_size,
        .output_bytes = limits.output_bytes,
        .time = limits.time + limits.time_per_mib * mebibytes };
}

static Refused too_large()
{
    return { RefusalReason::Limit, "the text is too large" };
}

bool has_byte_order_mark(policy::FileType written, const TextLimits& limits)
{
    bool table = written == policy::FileType::Csv || written == policy::FileType::Tsv;
    return limits.mark == ByteOrderMark::Write || (limits.mark == ByteOrderMark::AsUsual && table);
}

static Result<message::Format> format_of(policy::FileType type)
{
    if (type == policy::FileType::PlainText)
        return message::FORMAT_TEXT;
    if (type == policy::FileType::Csv)
        return message::FORMAT_CSV;
    if (type == policy::FileType::Tsv)
        return message::FORMAT_TSV;
    return Error { "no kind of text" };
}

static Result<Outcome<Rebuilt>> rewrite(Workers& workers, const base::Descriptor& input,
    message::Format format, policy::FileType type, const TextLimits& limits)
{
    auto size = TRY(base::size_of(input));
    if (size > limits.input_bytes)
        return Outcome<Rebuilt>(too_large());
    message::Request request;
    request.set_format(format);
    request.set_mark(has_byte_order_mark(type, limits) ? message::MARK_WRITE : message::MARK_OMIT);
    request.set_latin1(
        limits.western == WesternText::Accept ? message::LATIN1_ACCEPT : message::LATIN1_REFUSE);
    request.set_most_input_bytes(limits.input_bytes);
    request.set_most_output_bytes(limits.output_bytes);
    request.set_most_cell_points(limits.cell_characters);
    auto output = TRY(base::create_memory_file("text"));
    int descriptors[] { input.get(), output.get() };
    auto answer = TRY(ask<charset::message::Answer>(
        workers, "rebuild-text", limits_for(limits, size), request, descriptors));
    return answer.checked([&](const charset::message::Answer& told) {
        return check_cleaned(told, std::move(output), type, size);
    });
}

Result<Outcome<Rebuilt>> rebuild_text(Workers& workers, const base::Descriptor& input,
    policy::FileType type, const TextLimits& limits)
{
    return rewrite(workers, input, TRY(format_of(type)), type, limits);
}

Result<Outcome<Rebuilt>> markup_to_text(
    Workers& workers, const base::Descriptor& input, const TextLimits& limits)
{
    return rewrite(workers, input, message::FORMAT_MARKUP, policy::FileType::PlainText, limits);
}

// The page, its Unicode form and its text, each perhaps more than once while they grow.
static constexpr std::uint64_t page_share = 16;
static constexpr std::uint64_t page_frame = 200; // What stands around every page of ours.

static Result<Outcome<Rebuilt>> convert_page(Workers& workers, const base::Descriptor& input,
    const TextLimits& limits, html::message::Form form, policy::FileType type)
{
    auto size = TRY(base::size_of(input));
    if (size > limits.page_bytes)
        return Outcome<Rebuilt>(too_large());
    html::message::Request request;
    request.set_most_input_bytes(limits.page_bytes);
    request.set_most_output_bytes(std::min(limits.output_bytes, page_share * size + page_frame));
    request.set_most_tree_bytes(limits.page_memory_bytes);
    request.set_most_depth(limits.page_depth);
    request.set_accept_western(limits.western == WesternText::Accept);
    request.set_form(form);
    request.set_write_byte_order_mark(has_byte_order_mark(policy::FileType::PlainText, limits));
    auto process_limits = limits_for(limits, size * page_share);
    process_limits.memory_bytes += limits.page_memory_bytes;
    auto output = TRY(base::create_memory_file("text"));
    int descriptors[] { input.get(), output.get() };
    auto answer = TRY(ask<charset::message::Answer>(
        workers, "decode-html", process_limits, request, descriptors));
    return answer.checked([&](const charset::message::Answer& told) {
        return check_cleaned(told, std::move(output), type, page_share * size);
    });
}

Result<Outcome<Rebuilt>> html_to_text(
    Workers& workers, const base::Descriptor& input, const TextLimits& limits)
{
    return convert_page(
        workers, input, limits, html::message::FORM_TEXT, policy::FileType::PlainText);
}

Result<Outcome<Rebuilt>> html_to_page(
    Workers& workers, const base::Descriptor& input, const TextLimits& limits)
{
    return convert_page(workers, input, limits, html::message::FORM_PAGE, policy::FileType::Html);
}

}
