// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/refuse.h"
#include "kiosk/core/worker/serve.h"
#include "kiosk/core/worker/slot.h"
#include "sanitizer/encode/pdf/drawing/drawing.pb.h"
#include "sanitizer/encode/pdf/drawing/page.h"
#include "sanitizer/encode/pdf/drawing/sandbox.h"
#include "sanitizer/encode/pdf/encode.h"

#include <malloc.h>

namespace encode_pdf_drawing {

static constexpr std::uint32_t most_pages = 1'000'000;

static Result<void> refuse_size(wire::Channel& channel)
{
    return worker::refuse<message::Answer>(
        channel, worker::REFUSAL_LIMIT, "more bytes of output than allowed");
}

static Result<Setting> setting_of(const message::Request& request)
{
    Setting setting;
    setting.pages = request.pages();
    setting.label = request.label();
    setting.jpeg_quality = static_cast<int>(request.jpeg_quality());
    if (setting.pages == 0 || setting.pages > most_pages || request.jpeg_quality() == 0
        || request.jpeg_quality() > 100)
        return Error { "a request out of bounds" };
    switch (int(request.links())) {
    case message::LINKS_WITHIN: setting.links = Links::Within; return setting;
    case message::LINKS_WEB: setting.links = Links::Web; return setting;
    default: return Error { "links of an unknown kind" };
    }
}

// A copy: what lies in the slot may change.
static Result<base::Bytes> take_list(base::View slot, std::uint64_t bytes)
{
    if (bytes > slot.size())
        return Error { "a list larger than its slot" };
    return base::Bytes(slot.begin(), slot.begin() + static_cast<std::ptrdiff_t>(bytes));
}

static Result<Written> add_page(Drawing& drawing, base::View slot, const message::Page& page)
{
    if (page.width() == 0 || page.height() == 0)
        return Error { "a page without a size" };
    return drawing.add_page(TRY(take_list(slot, page.bytes())), { page.width(), page.height() });
}

static Result<Written> add_outline(
    Drawing& drawing, base::View slot, const message::Outline& outline)
{
    TRY(drawing.add_outline(TRY(take_list(slot, outline.bytes()))));
    return Written {};
}

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 2)
        return Error { "a slot and an output, please" };
    auto slot = TRY(worker::map_slot_to_read(received.descriptors[0]));
    Drawing drawing(received.descriptors[1], received.message.output_bytes(),
        TRY(setting_of(received.message)));
    TRY(drawing.begin());
    for (;;) {
        auto next = TRY(wire::receive_trusted<message::Next>(channel));
        auto is_page = next.message.has_page();
        if (!is_page && !next.message.has_outline())
            break;
        auto written = is_page ? add_page(drawing, slot, next.message.page())
                               : add_outline(drawing, slot, next.message.outline());
        if (!written && drawing.is_full())
            return refuse_size(channel);
        auto counts = TRY(written);
        message::Answer answer;
        answer.mutable_written()->set_letters(counts.letters);
        answer.mutable_written()->set_unsafe_letters(counts.unsafe_letters);
        answer.mutable_written()->set_links(counts.links);
        answer.mutable_written()->set_pixels(counts.pixels);
        answer.mutable_written()->set_pictures(counts.pictures);
        answer.mutable_written()->set_shapes(counts.shapes);
        TRY(wire::send_message(channel, answer));
    }
    auto bytes = drawing.finish();
    if (!bytes && drawing.is_full())
        return refuse_size(channel);
    message::Answer answer;
    answer.mutable_finished()->set_bytes(TRY(bytes));
    return wire::send_message(channel, answer);
}

// libjpeg and libdeflate look at the processor at their first use.
static Result<void> prepare(std::span<const std::string>)
{
    constexpr std::uint32_t side = 64;
    constexpr auto bytes = std::size_t { side } * side * 4;
    constexpr int kept_bytes = 32 << 20;
    mallopt(M_MMAP_THRESHOLD, kept_bytes);
    mallopt(M_TRIM_THRESHOLD, kept_bytes);
    base::Bytes colours(bytes);
    for (std::size_t i = 0; i < colours.size(); ++i)
        colours[i] = static_cast<std::uint8_t>(i * i / 7);
    TRY(encode_pdf::encode({ colours, side, side }, 80));
    TRY(encode_pdf::encode({ base::Bytes(bytes, 255), side, side }, 80));
    return {};
}

}

int main(int argc, char** argv)
{
    return worker::serve(argc, argv, encode_pdf_drawing::encode_pdf_drawing_profile(),
        encode_pdf_drawing::prepare, encode_pdf_drawing::work);
}
