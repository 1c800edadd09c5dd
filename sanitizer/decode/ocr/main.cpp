// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/serve.h"
#include "kiosk/core/worker/slot.h"
#include "sanitizer/decode/ocr/ocr.pb.h"
#include "sanitizer/decode/ocr/recognize.h"
#include "sanitizer/decode/ocr/sandbox.h"
#include "scanners/seen/finder.h"
#include "scanners/seen/tell.h"

#include <bit>
#include <cstring>
#include <optional>

namespace decode_ocr {

static constexpr std::size_t most_text = 256 << 10; // Of a page.
// A Glyph is written as it lies in memory.
static_assert(sizeof(Glyph) == 20 && std::endian::native == std::endian::little);

static Result<base::Bytes> gray_of(base::View slot, const message::Page& page)
{
    auto count = std::uint64_t { page.width() } * page.height();
    if (count == 0 || count > slot.size() / 4)
        return Error { "a page larger than the slot" };
    base::Bytes gray(count);
    const auto* from = slot.data();
    for (std::size_t i = 0; i < count; ++i)
        gray[i]
            = static_cast<std::uint8_t>((from[4 * i] + 2 * from[4 * i + 1] + from[4 * i + 2]) / 4);
    return gray;
}

static void tell_glyphs(
    const std::vector<Glyph>& glyphs, std::span<std::uint8_t> slot, message::Answer& answer)
{
    auto room = std::min(glyphs.size(), slot.size() / sizeof(Glyph));
    if (room > 0)
        std::memcpy(slot.data(), glyphs.data(), room * sizeof(Glyph));
    answer.set_glyphs(static_cast<std::uint32_t>(room));
    answer.set_left_out(static_cast<std::uint32_t>(glyphs.size() - room));
}

static Result<void> work(Recognizer& recognizer, wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    const auto& descriptors = received.descriptors;
    if (descriptors.empty() || descriptors.size() > 2)
        return Error { "a slot of pixels and perhaps one of letters, please" };
    auto slot = TRY(worker::map_slot_to_read(descriptors[0]));
    std::optional<std::span<std::uint8_t>> letters;
    if (descriptors.size() > 1)
        letters = TRY(worker::map_slot_to_write(descriptors[1]));
    for (;;) {
        auto next = TRY(wire::receive_trusted<message::Next>(channel));
        if (!next.message.has_page())
            return {};
        const auto& page = next.message.page();
        auto gray = TRY(gray_of(slot, page));
        auto lines = TRY(recognizer.read(gray, page.width(), page.height(), page.dpi()));
        auto text = text_of(lines, most_text);
        message::Answer answer;
        if (letters) {
            Sheet sheet { page.width(), page.height(), page.page_width(), page.page_height() };
            tell_glyphs(glyphs_of(lines, sheet), *letters, answer);
        } else {
            answer.set_text(text.lines);
            answer.set_left_out(static_cast<std::uint32_t>(text.left_out));
        }
        seen::Finder finder;
        finder.take(text.lines);
        seen::tell(finder.finish(), *answer.mutable_seen());
        TRY(wire::send_message(channel, answer));
    }
}

}

int main(int argc, char** argv)
{
    std::optional<decode_ocr::Recognizer> recognizer;
    auto prepare = [&](std::span<const std::string> words) -> Result<void> {
        if (words.size() > 1)
            return Error { "one folder of networks at most, please" };
        // Debian's, if none is named.
        recognizer.emplace(TRY(decode_ocr::Recognizer::load(
            words.empty() ? "/usr/share/tesseract-ocr/5/tessdata" : words[0])));
        constexpr std::uint32_t side = 100; // What is made at the first use is made now.
        TRY(recognizer->read(base::Bytes(std::size_t { side } * side, 0xFF), side, side, 300));
        return {};
    };
    auto work = [&](wire::Channel& channel) { return decode_ocr::work(*recognizer, channel); };
    return worker::serve(argc, argv, decode_ocr::decode_ocr_profile(), prepare, work);
}
