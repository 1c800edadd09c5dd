// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/refuse.h"
#include "kiosk/core/worker/serve.h"
#include "kiosk/core/worker/slot.h"
#include "sanitizer/decode/pdf/fonts.h"
#include "sanitizer/decode/pdf/pdf.pb.h"
#include "sanitizer/decode/pdf/sample.h"
#include "sanitizer/decode/pdf/splash/sandbox.h"
#include "sanitizer/decode/pdf/splash/splash.h"

namespace decode_pdf {

static constexpr std::uint64_t largest_input = 8ull << 30;

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.message.mode() != message::MODE_RENDER || received.descriptors.size() != 2)
        return Error { "pages to draw and a slot, please" };
    auto input = TRY(base::Mapping::of(received.descriptors[0], largest_input));
    auto opened = SplashDocument::open(input.bytes(), received.message.max_pages());
    if (auto* refused = std::get_if<SplashRefused>(&opened))
        return worker::refuse<message::Answer>(channel, refused->reason, refused->detail);
    const auto& document = std::get<SplashDocument>(opened);
    auto memory = TRY(worker::map_slot_to_write(received.descriptors[1]));
    message::Answer ready;
    ready.mutable_ready();
    TRY(wire::send_message(channel, ready));
    for (;;) {
        auto next = TRY(wire::receive_trusted<message::Next>(channel));
        if (!next.message.has_page())
            return {};
        const auto& page = next.message.page();
        auto bytes = std::uint64_t { page.width() } * page.height() * 4;
        if (page.number() >= static_cast<std::uint32_t>(document.page_count()) || bytes == 0
            || bytes > memory.size())
            return Error { "a page that is not there or does not fit" };
        auto drawn = document.render(
            static_cast<int>(page.number()), page.width(), page.height(), memory.first(bytes));
        if (auto* refused = std::get_if<SplashRefused>(&drawn))
            return worker::refuse<message::Drawn>(channel, refused->reason, refused->detail);
        message::Drawn answer;
        answer.mutable_rendered()->set_number(page.number());
        answer.mutable_rendered()->set_fonts(std::get<SplashFonts>(drawn) == SplashFonts::Drawn
                ? message::FONTS_DRAWN
                : message::FONTS_FAILED);
        TRY(wire::send_message(channel, answer));
    }
}

static Result<void> prepare(std::span<const std::string>)
{
    TRY(know_japanese_fonts());
    auto bytes = sample_document();
    auto opened = SplashDocument::open(base::view_of(bytes), 1);
    auto* document = std::get_if<SplashDocument>(&opened);
    if (!document)
        return Error { "poppler does not open our own sample" };
    base::Bytes pixels(std::size_t { 200 } * 200 * 4);
    if (std::holds_alternative<SplashRefused>(document->render(0, 200, 200, pixels)))
        return Error { "poppler does not draw our own sample" };
    return {};
}

}

int main(int argc, char** argv)
{
    return worker::serve(
        argc, argv, decode_pdf::decode_pdf_splash_profile(), decode_pdf::prepare, decode_pdf::work);
}
