// SPDX-License-Identifier: MIT
#include "kiosk/broker/preview/preview.h"

#include "kiosk/broker/ask/office.h"
#include "kiosk/broker/ask/picture_pixels.h"
#include "kiosk/broker/ask/renderer.h"
#include "kiosk/broker/ask/svg.h"
#include "kiosk/broker/ask/text.h"
#include "kiosk/broker/road/examine.h"
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <unistd.h>

namespace broker {

using policy::Family, policy::FileType;

static constexpr std::uint64_t bytes_of_words = 8'000; // On one page, about.
static constexpr std::uint64_t likely_pages = 100;

static Refused no_such_page()
{
    return { RefusalReason::Limit, "there is no such page" };
}

class Drawing {
public:
    Drawing(Workers& workers, const policy::Policy& policy, Preview& preview)
        : m_workers(workers)
        , m_policy(policy)
        , m_opened(preview.m_opened)
    {
    }

    Result<Outcome<ShownPage>> show_pages(const Subject&, std::uint64_t page, Pane);
    Result<Outcome<ShownPage>> show_picture(const Subject&, std::uint64_t page, Pane);
    Result<Outcome<ShownPage>> show_words(const Subject&, std::uint64_t page);

private:
    using Opened = Preview::Opened;
    Result<Outcome<Opened*>> open(const Subject&);
    Result<Outcome<base::Descriptor>> pdf_of(const Subject&);
    FlattenRequest request() const;

    Workers& m_workers;
    const policy::Policy& m_policy;
    std::array<Opened, 2>& m_opened;
};

FlattenRequest Drawing::request() const
{
    const auto& limits = m_policy.limits;
    FlattenRequest request;
    request.max_pages = limits.budget.pages;
    request.memory_bytes = limits.memory_bytes;
    request.output_bytes = limits.budget.bytes;
    request.time_base = limits.base;
    request.time_per_page = limits.per_page;
    return request;
}

Result<Outcome<base::Descriptor>> Drawing::pdf_of(const Subject& subject)
{
    if (subject.type == FileType::Pdf)
        return Outcome<base::Descriptor>(TRY(subject.bytes.duplicate()));
    if (subject.type == FileType::Svg) {
        auto drawn = TRY(flatten_svg(m_workers, subject.bytes, request()));
        if (auto* refused = std::get_if<Refused>(&drawn))
            return Outcome<base::Descriptor>(std::move(*refused));
        return Outcome<base::Descriptor>(std::move(std::get<Rebuilt>(drawn).bytes));
    }
    auto limits = limits_for(m_policy, nullptr, subject.size, likely_pages);
    return office_to_pdf(m_workers, limits, subject.bytes, subject.type);
}

Result<Outcome<Preview::Opened*>> Drawing::open(const Subject& subject)
{
    auto known = std::ranges::find_if(m_opened, [&](const Opened& one) {
        return one.pdf && one.sha256 == subject.sha256 && one.type == subject.type;
    });
    if (known != m_opened.end()) {
        std::rotate(m_opened.begin(), known, known + 1);
        return Outcome<Opened*>(&m_opened.front());
    }
    auto pdf = TRY(pdf_of(subject));
    if (auto* refused = std::get_if<Refused>(&pdf))
        return Outcome<Opened*>(std::move(*refused));
    Opened opened { subject.sha256, subject.type, std::move(std::get<base::Descriptor>(pdf)), {} };
    auto measured = TRY(measure_pdf(m_workers, opened.pdf, request()));
    if (auto* refused = std::get_if<Refused>(&measured))
        return Outcome<Opened*>(std::move(*refused));
    opened.pages = std::move(std::get<Measured>(measured).pages);
    m_opened.back() = std::move(opened);
    std::rotate(m_opened.begin(), m_opened.end() - 1, m_opened.end());
    return Outcome<Opened*>(&m_opened.front());
}

Result<Outcome<ShownPage>> Drawing::show_pages(
    const Subject& subject, std::uint64_t page, Pane pane)
{
    auto outcome = TRY(open(subject));
    if (auto* refused = std::get_if<Refused>(&outcome))
        return Outcome<ShownPage>(std::move(*refused));
    const auto& opened = *std::get<Opened*>(outcome);
    if (page >= opened.pages.size())
        return Outcome<ShownPage>(no_such_page());
    auto planned = opened.pages[page];
    auto size = fit(planned.width, planned.height, pane);
    planned.columns = size.columns;
    planned.rows = size.rows;
    auto bytes = std::uint64_t { size.columns } * size.rows * 4;
    auto asked = request();
    auto renderer = TRY(Renderer::create(m_workers, opened.pdf, asked, 1, bytes));
    auto drawn = TRY(renderer.draw(page, planned));
    if (auto* refused = std::get_if<Refused>(&drawn))
        return Outcome<ShownPage>(std::move(*refused));
    TRY(renderer.finish());
    auto pixels = TRY(base::Mapping::of(renderer.slot(), bytes));
    ShownPage shown { { size.columns, size.rows, {} }, {}, page, opened.pages.size() };
    shown.picture.pixels.assign(pixels.bytes().begin(), pixels.bytes().end());
    return Outcome<ShownPage>(std::move(shown));
}

// Of a moving picture the first frame; of a TIFF any page.
Result<Outcome<ShownPage>> Drawing::show_picture(
    const Subject& subject, std::uint64_t page, Pane pane)
{
    PictureRequest asked;
    asked.worker = limits_for(m_policy, nullptr, subject.size);
    asked.output_bytes = m_policy.limits.budget.bytes;
    asked.pixels = m_policy.limits.budget.pixels;
    asked.pixels_at_once = m_policy.limits.memory_bytes / picture_memory_for_pixel;
    asked.pages = m_policy.limits.budget.pages;
    // As a copy would be: turned the right way up, and of a kind that every screen shows.
    auto copied = TRY(rebuild_picture(m_workers, subject.bytes, subject.type, asked));
    if (auto* refused = std::get_if<Refused>(&copied))
        return Outcome<ShownPage>(std::move(*refused));
    const auto& copy = std::get<Rebuilt>(copied);
    auto pages = std::max<std::uint64_t>(copy.pages, 1);
    if (page >= pages)
        return Outcome<ShownPage>(no_such_page());
    auto outcome = TRY(decode_picture(m_workers, copy.bytes, copy.type, asked, page, asked.pixels));
    if (auto* refused = std::get_if<Refused>(&outcome))
        return Outcome<ShownPage>(std::move(*refused));
    const auto& decoded = std::get<Pixels>(outcome);
    const auto& frame = decoded.decoded.picture.frames(0);
    if (frame.orientation() != 1)
        return Error { "a picture of ours that lies on its side" };
    auto pixels = TRY(base::Mapping::of(decoded.bytes, TRY(base::size_of(decoded.bytes))));
    return Outcome<ShownPage>(ShownPage { shrink(frame, pixels.bytes(), pane), {}, page, pages });
}

// From `offset` on, no half of a letter at either end.
static Result<std::string> words_at(const base::Descriptor& text, std::uint64_t offset)
{
    std::string words(bytes_of_words + 4, '\0');
    auto count = pread(text.get(), words.data(), words.size(), static_cast<off_t>(offset));
    if (count < 0)
        return base::system_error("words");
    words.resize(static_cast<std::size_t>(count));
    auto begins_letter = [](char byte) { return (byte & 0xC0) != 0x80; };
    auto end = std::min<std::size_t>(words.size(), bytes_of_words);
    while (end < words.size() && !begins_letter(words[end]))
        ++end;
    words.resize(end);
    auto begin = std::ranges::find_if(words, begins_letter);
    words.erase(words.begin(), begin);
    return words;
}

Result<Outcome<ShownPage>> Drawing::show_words(const Subject& subject, std::uint64_t page)
{
    TextLimits limits;
    limits.output_bytes = m_policy.limits.budget.bytes;
    limits.time = m_policy.limits.base;
    limits.western = WesternText::Accept;
    limits.mark = ByteOrderMark::Omit;
    auto written = TRY(subject.type == FileType::Html
            ? html_to_text(m_workers, subject.bytes, limits)
            : rebuild_text(m_workers, subject.bytes, FileType::PlainText, limits));
    if (auto* refused = std::get_if<Refused>(&written))
        return Outcome<ShownPage>(std::move(*refused));
    const auto& text = std::get<Rebuilt>(written).bytes;
    auto size = TRY(base::size_of(text));
    auto pages = std::max<std::uint64_t>((size + bytes_of_words - 1) / bytes_of_words, 1);
    if (page >= pages)
        return Outcome<ShownPage>(no_such_page());
    auto words = TRY(words_at(text, page * bytes_of_words));
    if (!base::is_valid_utf8(words))
        return Error { "words that are no UTF-8" };
    return Outcome<ShownPage>(ShownPage { {}, std::move(words), page, pages });
}

Result<Outcome<ShownPage>> Preview::show(Workers& workers, const policy::Policy& policy,
    const Subject& subject, std::uint64_t page, Pane pane)
{
    Drawing drawing(workers, policy, *this);
    pane = { std::clamp(pane.columns, 1u, largest.columns),
        std::clamp(pane.rows, 1u, largest.rows) };
    if (subject.type == FileType::EncryptedOffice)
        return Outcome<ShownPage>(Refused { RefusalReason::Encrypted, "locked with a password" });
    switch (policy::info(subject.type).family) {
    case Family::Pdf:
    case Family::Office: return drawing.show_pages(subject, page, pane);
    case Family::Image: return drawing.show_picture(subject, page, pane);
    case Family::Text:
        return subject.type == FileType::Svg ? drawing.show_pages(subject, page, pane)
                                             : drawing.show_words(subject, page);
    default: break;
    }
    return Outcome<ShownPage>(Refused { RefusalReason::Unsupported, "no pages to show" });
}

}
