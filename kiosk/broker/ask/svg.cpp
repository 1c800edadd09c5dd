// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/svg.h"

#include "kiosk/broker/ask/codes.h"
#include "kiosk/broker/ask/page_encoder.h"
#include "kiosk/broker/ask/renderer.h"
#include "sanitizer/decode/svg/svg.pb.h"

namespace broker {

namespace message = decode_svg::message;

static constexpr std::uint32_t longest_side = 1'440'000; // 14,400 points (ISO 32000-1, annex C).

namespace {

struct MeasuredPicture {
    PlannedPage page {};
    std::vector<Removed> removed;
    Loss loss;
    Seen targets; // Of its links.
};

}

static Result<const char*> name_of(message::What what)
{
    switch (int(what)) { // proto3 enumerations are open.
    case message::WHAT_SCRIPT: return "script";
    case message::WHAT_EXTERNAL: return "external-link";
    case message::WHAT_PICTURE: return "image";
    case message::WHAT_FOREIGN: return "foreign-document";
    case message::WHAT_ANIMATION: return "animation";
    case message::WHAT_MEDIA: return "multimedia";
    case message::WHAT_STYLE: return "style";
    case message::WHAT_METADATA: return "metadata";
    case message::WHAT_UNKNOWN: return "unknown-element";
    default: return Error { "decode-svg: something unknown left out" };
    }
}

static Result<void> check_left_out(
    const message::Measured& told, std::uint64_t most, MeasuredPicture& measured)
{
    auto previous = message::WHAT_UNSPECIFIED;
    for (const auto& left_out : told.left_out()) {
        if (left_out.what() <= previous || left_out.count() == 0 || left_out.count() > most)
            return Error { "decode-svg: what was left out is out of bounds" };
        previous = left_out.what();
        if (left_out.what() == message::WHAT_LINK) {
            measured.loss.links = left_out.count();
            continue;
        }
        if (left_out.what() == message::WHAT_PICTURE)
            measured.loss.images = left_out.count();
        auto lines = TRY(check_lines(left_out.first_line(), left_out.last_line(), most));
        measured.removed.push_back(
            { TRY(name_of(left_out.what())), std::move(lines), left_out.count() });
    }
    return {};
}

// Of `size` bytes of SVG; nothing takes less than one to be left out.
static Result<Outcome<MeasuredPicture>> check_measured(
    const message::Answer& answer, std::uint64_t size, const FlattenRequest& request)
{
    if (answer.has_refusal())
        return Outcome<MeasuredPicture>(TRY(check_refusal(answer.refusal())));
    const auto& told = answer.measured();
    if (!answer.has_measured() || told.width() == 0 || told.width() > longest_side
        || told.height() == 0 || told.height() > longest_side)
        return Error { "decode-svg: a size out of bounds" };
    MeasuredPicture measured;
    TRY(check_left_out(told, size, measured));
    measured.targets = TRY(check_seen(told.targets()));
    auto planned = plan_page(told.width(), told.height(), request);
    if (auto* refused = std::get_if<Refused>(&planned))
        return Outcome<MeasuredPicture>(std::move(*refused));
    measured.page = std::get<PlannedPage>(planned);
    return Outcome<MeasuredPicture>(std::move(measured));
}

static Result<Outcome<std::monostate>> check_drawn(const message::Answer& answer)
{
    if (answer.has_refusal())
        return Outcome<std::monostate>(TRY(check_refusal(answer.refusal())));
    if (!answer.has_drawn())
        return Error { "decode-svg: another answer than asked for" };
    return Outcome<std::monostate>(std::monostate());
}

template <typename T, typename Check>
static Result<Outcome<T>> ask_svg(Workers& workers, const worker::Limits& limits,
    const message::Request& request, std::span<const int> descriptors, Check&& check)
{
    auto process = TRY(workers.spawn("decode-svg", limits));
    TRY(process.send(request, descriptors));
    auto answer = process.receive<message::Answer>();
    if (!answer) {
        if (auto refused = broken_down(process.ending().how))
            return Outcome<T>(std::move(*refused));
        return answer.error();
    }
    TRY(process.finish());
    return answer.value().checked(check);
}

Result<Outcome<Rebuilt>> flatten_svg(Workers& workers, const base::Descriptor& svg,
    const FlattenRequest& request, const SvgLimits& most)
{
    auto size = TRY(base::size_of(svg));
    if (size > most.input_bytes)
        return Outcome<Rebuilt>(Refused { RefusalReason::Limit, "the picture is too large" });
    message::Request question;
    question.set_most_bytes(most.input_bytes);
    question.set_most_elements(most.elements);
    worker::Limits limits { request.memory_bytes, request.output_bytes, flatten_time(request, 1) };
    int input = svg.get();
    auto measured = TRY(ask_svg<MeasuredPicture>(workers, limits, question, { &input, 1 },
        [&](const message::Answer& told) { return check_measured(told, size, request); }));
    if (auto* refused = std::get_if<Refused>(&measured))
        return Outcome<Rebuilt>(std::move(*refused));
    auto& picture = std::get<MeasuredPicture>(measured);
    const auto& page = picture.page;
    auto slot_bytes = std::uint64_t { page.columns } * page.rows * 4;
    if (slot_bytes / 4 > request.total_pixels || request.max_pages == 0)
        return Outcome<Rebuilt>(Refused { RefusalReason::Limit, "more pixels than allowed" });

    auto slot = TRY(create_slot("picture-slot", slot_bytes));
    question.set_columns(page.columns);
    question.set_rows(page.rows);
    // What is drawn in layers needs the picture's size for each.
    limits.memory_bytes += slot_bytes;
    const int descriptors[] { svg.get(), slot.get() };
    auto drawn = TRY(ask_svg<std::monostate>(workers, limits, question, descriptors, check_drawn));
    if (auto* refused = std::get_if<Refused>(&drawn))
        return Outcome<Rebuilt>(std::move(*refused));

    base::Descriptor no_glyphs;
    auto encoder = TRY(PageEncoder::start(workers, { slot, no_glyphs, slot_bytes }, request, 1));
    auto encoded = TRY(encoder.encode(page, 0, request.output_bytes));
    if (auto* refused = std::get_if<Refused>(&encoded))
        return Outcome<Rebuilt>(std::move(*refused));
    Seen shown;
    if (std::get<EncodedPage>(encoded).may_show_codes) {
        auto codes = TRY(PageCodes::start(workers, limits, slot, slot_bytes));
        shown = TRY(codes.look(page.columns, page.rows));
        TRY(codes.finish());
    }
    std::vector<DrawnPages> pages(1);
    auto bytes = std::get<EncodedPage>(encoded).bytes;
    pages[0].pages.push_back({ 0, { 0, bytes } });
    pages[0].pieces = TRY(encoder.finish(bytes));
    auto outcome = TRY(assemble_pages(workers, request, { page }, pages));
    if (auto* rebuilt = std::get_if<Rebuilt>(&outcome)) {
        rebuilt->removed = std::move(picture.removed);
        rebuilt->loss = picture.loss;
        rebuilt->seen = std::move(shown);
        add_view(rebuilt->seen, std::move(picture.targets));
    }
    return outcome;
}

}
