// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/refuse.h"
#include "kiosk/core/worker/removed.h"
#include "kiosk/core/worker/serve.h"
#include "kiosk/core/worker/slot.h"
#include "sanitizer/decode/pdf/dictionaries.h"
#include "sanitizer/decode/pdf/document.h"
#include "sanitizer/decode/pdf/fonts.h"
#include "sanitizer/decode/pdf/pdf.pb.h"
#include "sanitizer/decode/pdf/sample.h"
#include "sanitizer/decode/pdf/sandbox.h"
#include "sanitizer/decode/pdf/words.h"
#include "scanners/seen/tell.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>

namespace decode_pdf {

static constexpr std::uint64_t largest_input = 8ull << 30;
static constexpr std::size_t largest_request = 64 << 20; // A line for each of a million pages.
// A Glyph is written as it lies in memory.
static_assert(sizeof(Glyph) == 20 && std::endian::native == std::endian::little);

static std::uint64_t bounded(std::uint64_t count)
{
    constexpr std::uint64_t most_told = 1'000'000;
    return std::min(count, most_told);
}

static Result<void> measure(wire::Channel& channel, const Document& document, base::View bytes)
{
    message::Answer answer;
    auto dictionaries = read_dictionaries(bytes, document.page_count());
    for (int page = 0; page < document.page_count(); ++page) {
        auto size = document.size_of(page, dictionaries.user_units[static_cast<std::size_t>(page)]);
        if (auto* refused = std::get_if<Refused>(&size))
            return worker::refuse<message::Answer>(channel, refused->reason, refused->detail);
        answer.mutable_opened()->add_widths(std::get<PageSize>(size).width);
        answer.mutable_opened()->add_heights(std::get<PageSize>(size).height);
    }
    auto contents = document.contents();
    auto& told = *answer.mutable_opened()->mutable_contents();
    told.set_links(bounded(contents.links));
    auto besides = dictionaries.besides;
    for (auto& one : contents.besides)
        policy::add_removed(besides, std::move(one));
    auto is_script = [](const policy::Removed& one) { return one.what == "javascript"; };
    if (contents.has_scripts && std::ranges::none_of(besides, is_script))
        policy::add_removed(besides, { "javascript", std::string(policy::whole_document) });
    for (auto& one : besides)
        one.count = bounded(one.count);
    worker::tell_removed(besides, *told.mutable_besides());
    return wire::send_message(channel, answer);
}

namespace {

struct Told {
    std::uint32_t glyphs { 0 };
    std::uint32_t left_out { 0 };
};

}

// As many glyphs as there is room for.
static Told tell_glyphs(const Glyphs& glyphs, std::span<std::uint8_t> slot)
{
    const auto& placed = glyphs.placed;
    auto room = std::min(placed.size(), slot.size() / sizeof(Glyph));
    if (room > 0) // A page without letters has no place to copy from.
        std::memcpy(slot.data(), placed.data(), room * sizeof(Glyph));
    return { static_cast<std::uint32_t>(room),
        static_cast<std::uint32_t>(placed.size() - room + glyphs.unplaced) };
}

namespace {

// The words of the pages that are drawn.
class WordsFile {
public:
    WordsFile(const base::Descriptor& file, const message::Keep& room)
        : m_file(file)
        , m_offset(room.offset())
        , m_left(room.bytes())
    {
    }

    bool has_room_for(const base::Bytes& words) const { return words.size() <= m_left; }

    Result<void> add(const base::Bytes& words)
    {
        TRY(base::write_fully_at(m_file, m_offset, words));
        m_offset += words.size();
        m_left -= words.size();
        return {};
    }

private:
    const base::Descriptor& m_file;
    std::uint64_t m_offset;
    std::uint64_t m_left;
};

}

static Result<void> render(wire::Channel& channel, const Document& document,
    const message::Request& request, std::span<const base::Descriptor> slots)
{
    auto memory = TRY(worker::map_slot_to_write(slots[0]));
    std::optional<WordsFile> kept;
    if (request.has_keep()) {
        if (slots.size() < 2)
            return Error { "no file to keep words in" };
        kept.emplace(slots[1], request.keep());
    }
    slots = slots.subspan(kept ? 2 : 1);
    std::span<std::uint8_t> letters;
    if (!slots.empty())
        letters = TRY(worker::map_slot_to_write(slots[0]));
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
        if (auto* refused = std::get_if<Refused>(&drawn))
            return worker::refuse<message::Drawn>(channel, refused->reason, refused->detail);
        message::Drawn answer;
        auto& rendered = *answer.mutable_rendered();
        rendered.set_number(page.number());
        rendered.set_fonts(
            std::get<Fonts>(drawn) == Fonts::Drawn ? message::FONTS_DRAWN : message::FONTS_FAILED);
        if (!letters.empty()) {
            auto glyphs = document.glyphs_of(static_cast<int>(page.number()), page.page_width());
            if (auto* refused = std::get_if<Refused>(&glyphs))
                return worker::refuse<message::Drawn>(channel, refused->reason, refused->detail);
            auto told = tell_glyphs(std::get<Glyphs>(glyphs), letters);
            rendered.set_glyphs(told.glyphs);
            rendered.set_left_out(told.left_out);
        }
        if (kept) {
            auto words = document.words_of(static_cast<int>(page.number()));
            if (auto* refused = std::get_if<Refused>(&words))
                return worker::refuse<message::Drawn>(channel, refused->reason, refused->detail);
            auto bytes_of_words = to_bytes(std::get<Words>(words));
            if (kept->has_room_for(bytes_of_words)) {
                TRY(kept->add(bytes_of_words));
                rendered.set_words_bytes(bytes_of_words.size());
            }
        }
        TRY(wire::send_message(channel, answer));
    }
}

static Result<void> read_text(wire::Channel& channel, const Document& document,
    const base::Descriptor& output, std::uint64_t most_bytes)
{
    message::Answer answer;
    std::uint64_t written = 0;
    for (int page = 0; page < document.page_count(); ++page) {
        auto text = document.text_of(page);
        if (auto* refused = std::get_if<Refused>(&text))
            return worker::refuse<message::Answer>(channel, refused->reason, refused->detail);
        auto& words = std::get<std::string>(text);
        words += '\n';
        if (words.size() > most_bytes - written)
            return worker::refuse<message::Answer>(channel, worker::REFUSAL_LIMIT, "too much text");
        TRY(base::write_fully_at(output, written, base::view_of(words)));
        written += words.size();
        answer.mutable_text()->add_page_bytes(words.size());
    }
    answer.mutable_text()->set_bytes(written);
    return wire::send_message(channel, answer);
}

static Result<void> tell_seen(wire::Channel& channel, seen::Finder& finder, std::uint64_t letters)
{
    message::Answer answer;
    answer.set_letters(letters);
    seen::tell(finder.finish(), *answer.mutable_seen());
    return wire::send_message(channel, answer);
}

static void look_at_properties(base::View bytes, seen::Finder& finder)
{
    for (const auto& property : read_properties(bytes))
        finder.take_property(property);
}

static Result<void> look_at_document(
    wire::Channel& channel, const Document& document, base::View bytes)
{
    seen::Finder finder;
    look_at_properties(bytes, finder);
    std::uint64_t letters = 0;
    for (int page = 0; page < document.page_count(); ++page) {
        auto words = document.words_of(page);
        if (auto* refused = std::get_if<Refused>(&words))
            return worker::refuse<message::Answer>(channel, refused->reason, refused->detail);
        letters += look_at(std::get<Words>(words), finder);
    }
    return tell_seen(channel, finder, letters);
}

static Result<void> look_at_kept_words(wire::Channel& channel, const message::Request& request,
    base::View bytes, std::span<const base::Descriptor> descriptors)
{
    std::vector<base::Mapping> files;
    for (const auto& descriptor : descriptors.subspan(1))
        files.push_back(TRY(base::Mapping::of(descriptor, largest_input)));
    seen::Finder finder;
    look_at_properties(bytes, finder);
    std::uint64_t letters = 0;
    for (const auto& page : request.words()) {
        if (page.file() >= files.size())
            return Error { "a file that is not there" };
        base::Reader reader(files[page.file()].bytes());
        TRY(reader.seek(page.offset()));
        letters += look_at(TRY(read_words(TRY(reader.take(page.bytes())))), finder);
    }
    return tell_seen(channel, finder, letters);
}

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel, largest_request));
    const auto& request = received.message;
    auto& descriptors = received.descriptors;
    bool is_read_alone
        = request.mode() == message::MODE_MEASURE || request.mode() == message::MODE_SEEN;
    std::size_t least = is_read_alone ? 1 : 2;
    std::size_t most = request.mode() == message::MODE_RENDER ? 4
        : request.mode() == message::MODE_WORDS               ? wire::most_descriptors
                                                              : least;
    if (descriptors.size() < least || descriptors.size() > most)
        return Error { "other descriptors than the mode needs" };
    auto input = TRY(base::Mapping::of(descriptors[0], largest_input));
    auto opened = Document::open(input.bytes(), request.max_pages());
    if (auto* refused = std::get_if<Refused>(&opened))
        return worker::refuse<message::Answer>(channel, refused->reason, refused->detail);
    const auto& document = std::get<Document>(opened);
    switch (request.mode()) {
    case message::MODE_MEASURE: return measure(channel, document, input.bytes());
    case message::MODE_RENDER:
        return render(channel, document, request, std::span(descriptors).subspan(1));
    case message::MODE_TEXT:
        return read_text(channel, document, descriptors[1], request.text_bytes());
    case message::MODE_SEEN: return look_at_document(channel, document, input.bytes());
    case message::MODE_WORDS:
        return look_at_kept_words(channel, request, input.bytes(), descriptors);
    default: return Error { "an unknown mode" };
    }
}

static Result<void> prepare(std::span<const std::string>)
{
    TRY(know_japanese_fonts());
    keep_warnings_in();
    auto bytes = sample_document();
    auto drawn = Document::open(base::view_of(bytes), 1);
    auto read = Document::open(base::view_of(bytes), 1); // By another way than what was drawn.
    if (!std::holds_alternative<Document>(drawn) || !std::holds_alternative<Document>(read))
        return Error { "poppler does not open our own sample" };
    base::Bytes pixels(std::size_t { 200 } * 200 * 4);
    const auto& document = std::get<Document>(drawn);
    if (std::holds_alternative<Refused>(document.render(0, 200, 200, pixels))
        || std::holds_alternative<Refused>(document.glyphs_of(0, 20'000))
        || std::holds_alternative<Refused>(std::get<Document>(read).words_of(0)))
        return Error { "poppler does not draw our own sample" };
    return {};
}

}

int main(int argc, char** argv)
{
    return worker::serve(
        argc, argv, decode_pdf::decode_pdf_profile(), decode_pdf::prepare, decode_pdf::work);
}
