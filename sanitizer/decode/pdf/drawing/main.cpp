// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/refuse.h"
#include "kiosk/core/worker/serve.h"
#include "kiosk/core/worker/slot.h"
#include "sanitizer/decode/pdf/drawing/document.h"
#include "sanitizer/decode/pdf/drawing/drawing.pb.h"
#include "sanitizer/decode/pdf/drawing/sandbox.h"
#include "sanitizer/decode/pdf/fonts.h"
#include "sanitizer/decode/pdf/sample.h"

namespace decode_pdf_drawing {

static constexpr std::uint64_t largest_input = 8ull << 30;

static Result<void> write_page(
    wire::Channel& channel, Document& document, const message::Page& page, List& list)
{
    if (page.number() >= static_cast<std::uint32_t>(document.page_count()) || page.width() == 0
        || page.height() == 0)
        return Error { "a page that is not there" };
    if (page.dpi() < 36 || page.dpi() > 1200)
        return Error { "a resolution out of bounds" };
    auto written = document.write_page(
        static_cast<int>(page.number()), page.width(), page.height(), page.dpi(), list);
    if (auto* refused = std::get_if<Refused>(&written))
        return worker::refuse<message::Drawn>(channel, refused->reason, refused->detail);
    message::Drawn answer;
    auto& drawing = *answer.mutable_drawing();
    drawing.set_number(page.number());
    drawing.set_bytes(list.size());
    const auto& told = std::get<WrittenPage>(written);
    drawing.set_kind(told.kept == Kept::Vectors ? message::KIND_VECTORS : message::KIND_PICTURE);
    drawing.set_lost_pictures(told.losses.pictures);
    drawing.set_lost_letters(told.losses.letters);
    drawing.set_faults(told.losses.faults);
    return wire::send_message(channel, answer);
}

static Result<Comments> comments_of(const message::Request& request)
{
    switch (int(request.comments())) {
    case message::COMMENTS_NONE: return Comments::Leave;
    case message::COMMENTS_KEEP: return Comments::Draw;
    default: return Error { "comments of an unknown kind" };
    }
}

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 2)
        return Error { "a document and a slot, please" };
    auto comments = TRY(comments_of(received.message));
    auto input = TRY(base::Mapping::of(received.descriptors[0], largest_input));
    auto opened = Document::open(input.bytes(), received.message.max_pages(), comments);
    if (auto* refused = std::get_if<Refused>(&opened))
        return worker::refuse<message::Answer>(channel, refused->reason, refused->detail);
    auto& document = std::get<Document>(opened);
    List list(TRY(worker::map_slot_to_write(received.descriptors[1])));
    message::Answer ready;
    ready.mutable_ready();
    TRY(wire::send_message(channel, ready));
    for (;;) {
        auto next = TRY(wire::receive_trusted<message::Next>(channel));
        switch (next.message.what_case()) {
        case message::Next::kPage:
            TRY(write_page(channel, document, next.message.page(), list));
            break;
        case message::Next::kOutline: {
            document.write_outline(list);
            message::Drawn answer;
            answer.mutable_drawing()->set_bytes(list.size());
            answer.mutable_drawing()->set_kind(message::KIND_OUTLINE);
            TRY(wire::send_message(channel, answer));
            break;
        }
        case message::Next::kEnd:
        case message::Next::WHAT_NOT_SET: return {};
        }
    }
}

static Result<void> prepare(std::span<const std::string>)
{
    TRY(decode_pdf::know_japanese_fonts());
    set_poppler_up();
    auto bytes = decode_pdf::sample_document();
    auto opened = Document::open(base::view_of(bytes), 1, Comments::Draw);
    auto* document = std::get_if<Document>(&opened);
    if (!document)
        return Error { "poppler does not open our own sample" };
    base::Bytes memory(1 << 20);
    List list(memory);
    auto written = document->write_page(0, 20'000, 20'000, 150, list);
    if (!std::holds_alternative<WrittenPage>(written))
        return Error { "poppler does not draw our own sample" };
    return {};
}

}

int main(int argc, char** argv)
{
    return worker::serve(argc, argv, decode_pdf_drawing::decode_pdf_drawing_profile(),
        decode_pdf_drawing::prepare, decode_pdf_drawing::work);
}
