// SPDX-License-Identifier: MIT
// A worker in the power of its input. The word behind `--` is its lie; by any other word it is
// honest, and every PDF has two pages of an inch by an inch.
#include "kiosk/core/worker/serve.h"
#include "sanitizer/decode/pdf/pdf.pb.h"
#include "sanitizer/decode/pdf/sandbox.h"

#include <cstdlib>

namespace message = decode_pdf::message;

static message::Opened& add(
    message::Opened& opened, const char* what, const std::string& where, std::uint64_t count)
{
    auto& one = *opened.mutable_contents()->add_besides();
    one.set_what(what);
    one.set_where(where);
    one.set_count(count);
    return opened;
}

static message::Answer measured(const std::string& lie, std::uint64_t max_pages)
{
    message::Answer answer;
    auto& opened = *answer.mutable_opened();
    std::uint64_t pages = lie == "too many pages" ? max_pages + 1 : lie == "no pages" ? 0 : 2;
    for (std::uint64_t page = 0; page < pages; ++page) {
        opened.add_widths(lie == "no width" ? 0 : lie == "endless width" ? 1'440'001 : 7200);
        if (lie != "fewer heights" || page == 0)
            opened.add_heights(7200);
    }
    if (lie == "endless links")
        opened.mutable_contents()->set_links(~0ull);
    if (lie == "endless attachments")
        add(opened, "attachments", "document", 1'000'001);
    if (lie == "no attachments")
        add(opened, "attachments", "document", 0);
    if (lie == "attachments twice")
        add(add(opened, "attachments", "page 1", 1), "attachments", "page 1", 1);
    if (lie == "contents of another kind")
        add(opened, "macros", "document", 1);
    if (lie == "a place that moves the cursor")
        add(opened, "attachments", "\x1B[2J", 1);
    if (lie == "a place without an end")
        add(opened, "attachments", std::string(121, 'a'), 1);
    if (lie == "places without number") {
        for (int page = 1; page <= 1000; ++page)
            add(opened, "attachments", "page " + std::to_string(page), 1);
    }
    if (lie == "text for pages")
        answer.mutable_text()->set_bytes(1);
    if (lie == "control characters") {
        answer.mutable_refusal()->set_reason(worker::REFUSAL_MALFORMED);
        answer.mutable_refusal()->set_detail("\x1B[2J");
    }
    return answer;
}

static Result<void> render(const std::string& lie, wire::Channel& channel,
    const message::Request& request, const std::vector<base::Descriptor>& descriptors)
{
    auto offset = request.keep().offset();
    message::Answer ready;
    if (lie == "never ready")
        ready.mutable_opened();
    else
        ready.mutable_ready();
    TRY(wire::send_message(channel, ready));
    for (;;) {
        auto next = TRY(wire::receive_trusted<message::Next>(channel));
        if (!next.message.has_page())
            return {};
        if (lie == "crash")
            __builtin_trap();
        if (lie == "abort")
            std::abort();
        message::Drawn drawn;
        auto number = next.message.page().number();
        auto& rendered = *drawn.mutable_rendered();
        rendered.set_number(lie == "another page" ? number + 1 : number);
        if (lie == "letters missing")
            rendered.set_fonts(message::FONTS_FAILED);
        else if (lie != "no fonts")
            rendered.set_fonts(
                lie == "unknown fonts" ? static_cast<message::Fonts>(9) : message::FONTS_DRAWN);
        if (lie == "letters without a slot")
            rendered.set_glyphs(1);
        if (request.has_keep() && lie != "no words") {
            TRY(base::write_fully_at(descriptors.at(2), offset, base::Bytes(2)));
            offset += 2;
            rendered.set_words_bytes(lie == "words for ever" ? ~0ull
                    : lie == "words of nobody"               ? 100
                                                             : 2);
        }
        if (lie == "words without a file")
            rendered.set_words_bytes(2);
        if (lie == "letters left out")
            rendered.set_left_out(1);
        if (lie == "cannot draw") {
            drawn.mutable_refusal()->set_reason(worker::REFUSAL_MALFORMED);
            drawn.mutable_refusal()->set_detail("no");
        }
        TRY(wire::send_message(channel, drawn));
        if (lie == "a page too many")
            TRY(wire::send_message(channel, drawn));
    }
}

static Result<void> tell_text(
    const std::string& lie, wire::Channel& channel, const base::Descriptor& output)
{
    std::string text = lie == "no UTF-8" ? "\xFF\n" : "a\n";
    if (lie == "long text") { // No lie, but characters of three bytes across every border.
        text.clear();
        while (text.size() < 3'000'000)
            text += "\u65E5\u672C\U00020BB7";
        text += '\n';
    }
    if (lie == "half a letter")
        text = "a\xE6\x97";
    TRY(base::write_fully_at(output, 0, base::view_of(text)));
    message::Answer answer;
    answer.mutable_text()->set_bytes(text.size() + (lie == "more text" ? 1 : 0));
    answer.mutable_text()->add_page_bytes(text.size());
    if (lie != "text of one page")
        answer.mutable_text()->add_page_bytes(lie == "pages of more text" ? ~0ull : 0);
    return wire::send_message(channel, answer);
}

static Result<void> tell_addresses(
    const std::string& lie, message::Mode mode, wire::Channel& channel)
{
    message::Answer answer;
    answer.set_letters(mode == message::MODE_WORDS ? 1 : 2);
    auto& seen = *answer.mutable_seen();
    if (lie == "addresses for none")
        seen.set_links(1);
    if (lie == "an address that moves the cursor") {
        seen.set_links(1);
        seen.add_found()->set_text("\x1B[2J");
        seen.mutable_found(0)->set_kind(seen::message::KIND_LINK);
        seen.mutable_found(0)->set_where(seen::message::WHERE_TEXT);
    }
    if (lie == "text for addresses")
        answer.mutable_text();
    return wire::send_message(channel, answer);
}

static Result<void> work(const std::string& lie, wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    switch (received.message.mode()) {
    case message::MODE_MEASURE:
        return wire::send_message(channel, measured(lie, received.message.max_pages()));
    case message::MODE_RENDER: return render(lie, channel, received.message, received.descriptors);
    case message::MODE_TEXT: return tell_text(lie, channel, received.descriptors.at(1));
    case message::MODE_SEEN:
    case message::MODE_WORDS: return tell_addresses(lie, received.message.mode(), channel);
    default: return Error { "an unknown mode" };
    }
}

int main(int argc, char** argv)
{
    std::string lie;
    auto prepare = [&](std::span<const std::string> words) -> Result<void> {
        lie = words.empty() ? "" : words[0];
        return {};
    };
    return worker::serve(argc, argv, decode_pdf::decode_pdf_profile(), prepare,
        [&](wire::Channel& channel) { return work(lie, channel); });
}
