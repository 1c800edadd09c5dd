// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/flatten.h"

#include "kiosk/broker/ask/flatten_pages.h"
#include "kiosk/broker/ask/ocr.h"
#include "kiosk/core/base/text.h"
#include "sanitizer/decode/pdf/pdf.pb.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace broker {

namespace decode = decode_pdf::message;

static constexpr std::uint64_t most_text = 256ull << 20;
static constexpr std::uint64_t block_bytes = 1 << 20;

using PageBytes = std::vector<std::uint64_t>;

static Result<Outcome<PageBytes>> check_text(
    const decode::Answer& answer, std::size_t pages, std::uint64_t most_bytes)
{
    if (answer.has_refusal())
        return Outcome<PageBytes>(TRY(check_refusal(answer.refusal())));
    const auto& told = answer.text();
    if (!answer.has_text() || told.bytes() > most_bytes
        || static_cast<std::size_t>(told.page_bytes_size()) != pages)
        return Error { "decode-pdf: text out of bounds" };
    auto left = told.bytes();
    for (auto bytes : told.page_bytes()) {
        if (bytes > left)
            return Error { "decode-pdf: pages of more text than there is" };
        left -= bytes;
    }
    if (left != 0)
        return Error { "decode-pdf: text of no page" };
    return Outcome<PageBytes>(PageBytes(told.page_bytes().begin(), told.page_bytes().end()));
}

namespace {

// The worker's text as a PlainText file: only safe characters, spaces and line ends, and a line end
// last. Block by block: the broker never holds the whole.
class CleanText {
public:
    explicit CleanText(const base::Descriptor& output)
        : m_output(output)
    {
    }

    // Whole characters.
    Result<void> add(std::string_view text)
    {
        auto points = base::decode_utf8(text);
        if (!points)
            return Error { "decode-pdf: text that is no UTF-8" };
        std::string clean;
        for (char32_t point : *points) {
            if (point == U'\f') // Between pages.
                point = U'\n';
            bool is_space = point == U' ' || point == U'\n' || point == U'\t';
            m_letters += !is_space;
            if (!is_space && base::is_unsafe(point)) {
                ++m_left_out;
                continue;
            }
            base::append_utf8(clean, point);
        }
        if (clean.empty())
            return {};
        m_last = clean.back();
        return write(clean);
    }

    Result<void> finish()
    {
        if (m_last != '\n')
            return write("\n");
        return {};
    }

    std::uint64_t letters() const { return m_letters - m_left_out; }
    std::uint64_t left_out() const { return m_left_out; }
    double share_left_out() const
    {
        return m_letters == 0 ? 0
                              : static_cast<double>(m_left_out) / static_cast<double>(m_letters);
    }

private:
    Result<void> write(std::string_view text)
    {
        TRY(base::write_fully_at(m_output, m_offset, base::view_of(text)));
        m_offset += text.size();
        return {};
    }

    const base::Descriptor& m_output;
    std::uint64_t m_offset { 0 };
    std::uint64_t m_letters { 0 };
    std::uint64_t m_left_out { 0 };
    char m_last { '\n' };
};

}

// The bytes at the end that begin a character and do not end it, as far as UTF-8 goes.
static std::size_t begun(std::string_view text)
{
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
        auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if (byte >= 0xC0)
            return (byte >= 0xF0 ? 4u : byte >= 0xE0 ? 3u : 2u) > back ? back : 0;
        if (byte < 0x80)
            return 0;
    }
    return 0;
}

static Result<void> clean(
    const base::Descriptor& raw, std::uint64_t offset, std::uint64_t bytes, CleanText& text)
{
    std::string block;
    for (auto end = offset + bytes; offset < end;) {
        auto kept = block.size();
        auto count = std::min(end - offset, block_bytes);
        block.resize(kept + count);
        TRY(base::read_fully_at(
            raw, offset, { reinterpret_cast<std::uint8_t*>(block.data()) + kept, count }));
        offset += count;
        auto rest = offset < end ? begun(block) : 0;
        TRY(text.add(std::string_view(block).substr(0, block.size() - rest)));
        block.erase(0, block.size() - rest);
    }
    return {};
}

namespace {

struct Wordless {
    std::vector<std::size_t> pages;
    std::vector<std::size_t> recognized; // Of these.
    Seen seen; // In what was recognised.
};

}

// Page by page; what has no letters of its own is read, if that was asked for.
static Result<Outcome<Wordless>> clean_pages(
    const base::Descriptor& raw, const PageBytes& pages, PageReader* reader, CleanText& text)
{
    Wordless wordless;
    std::uint64_t offset = 0;
    for (std::size_t number = 0; number < pages.size(); ++number) {
        auto before = text.letters();
        auto bytes = pages[number];
        auto left_out = text.left_out();
        TRY(clean(raw, offset, bytes, text));
        offset += bytes;
        if (text.letters() > before || text.left_out() > left_out)
            continue;
        wordless.pages.push_back(number);
        if (!reader)
            continue;
        auto read = TRY(reader->read(number));
        if (auto* refused = std::get_if<Refused>(&read))
            return Outcome<Wordless>(std::move(*refused));
        TRY(text.add(std::get<ReadPage>(read).text));
        add_page(wordless.seen, std::get<ReadPage>(read).seen);
        if (text.letters() > before)
            wordless.recognized.push_back(number);
    }
    if (reader)
        TRY(reader->finish());
    TRY(text.finish());
    return Outcome<Wordless>(std::move(wordless));
}

Result<Outcome<Rebuilt>> pdf_to_text(
    Workers& workers, const base::Descriptor& pdf, const FlattenRequest& request)
{
    auto measured = TRY(measure_pdf(workers, pdf, request));
    if (auto* refused = std::get_if<Refused>(&measured))
        return Outcome<Rebuilt>(std::move(*refused));
    auto& plan = std::get<Measured>(measured);
    auto page_count = plan.pages.size();

    auto seen = TRY(look_at_pdf(workers, pdf, request, page_count));
    if (auto* refused = std::get_if<Refused>(&seen))
        return Outcome<Rebuilt>(std::move(*refused));

    auto most_bytes = std::min(request.output_bytes, most_text);
    decode::Request question;
    question.set_mode(decode::MODE_TEXT);
    question.set_max_pages(request.max_pages);
    question.set_text_bytes(most_bytes);
    worker::Limits limits { request.memory_bytes, most_bytes, flatten_time(request, page_count) };
    auto raw = TRY(base::create_memory_file("pdf-text"));
    int descriptors[] { pdf.get(), raw.get() };
    constexpr std::size_t bytes_per_page_told = 11; // A number and what stands before the last.
    auto most_told = std::max(wire::default_frame_limit, page_count * bytes_per_page_told);
    auto answer
        = TRY(ask<decode::Answer>(workers, "decode-pdf", limits, question, descriptors, most_told));
    auto outcome = TRY(
        answer.checked([&](const auto& told) { return check_text(told, page_count, most_bytes); }));
    if (auto* refused = std::get_if<Refused>(&outcome))
        return Outcome<Rebuilt>(std::move(*refused));
    const auto& page_bytes = std::get<PageBytes>(outcome);
    if (TRY(base::size_of(raw))
        != std::accumulate(page_bytes.begin(), page_bytes.end(), std::uint64_t { 0 }))
        return Error { "decode-pdf: another size than it said" };

    Rebuilt rebuilt;
    rebuilt.bytes = TRY(base::create_memory_file("pdf-text"));
    CleanText text(rebuilt.bytes);
    PageReader reader(workers, pdf, request, plan.pages, nullptr);
    auto reads = request.ocr != policy::Ocr::None;
    auto cleaned = TRY(clean_pages(raw, page_bytes, reads ? &reader : nullptr, text));
    if (auto* refused = std::get_if<Refused>(&cleaned))
        return Outcome<Rebuilt>(std::move(*refused));
    auto& wordless = std::get<Wordless>(cleaned);
    if (text.letters() == 0)
        return Outcome<Rebuilt>(Refused { RefusalReason::Empty, "no text on any page" });
    TRY(base::seal(rebuilt.bytes));
    rebuilt.type = policy::FileType::PlainText;
    rebuilt.pages = page_count;
    rebuilt.loss.text = text.share_left_out();
    rebuilt.removed = pages_without_text(std::move(wordless.pages), std::move(wordless.recognized));
    add_all_removed(rebuilt.removed, plan.removed);
    rebuilt.loss.links = plan.links;
    rebuilt.seen = std::move(std::get<Looked>(seen).seen);
    add_page(rebuilt.seen, wordless.seen);
    return Outcome<Rebuilt>(std::move(rebuilt));
}

}
