// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/redraw.h"

#include "kiosk/broker/ask/flatten_pages.h"
#include "kiosk/broker/ask/renderer.h"
#include "sanitizer/decode/pdf/drawing/drawing.pb.h"
#include "sanitizer/encode/pdf/drawing/drawing.pb.h"

#include <algorithm>

namespace broker {

namespace decode = decode_pdf_drawing::message;
namespace encode = encode_pdf_drawing::message;

// A page's pictures lie in it uncompressed; only what is written takes memory.
static constexpr std::uint64_t least_slot = 256ull << 20;

// Of a page that can only be kept as a picture. At the least one, the largest page of all has 52
// million pixels.
static constexpr unsigned least_dpi = 36;
static constexpr std::uint64_t longest_image = 65'500; // Pixels a side that JPEG can tell.

static std::uint64_t to_pixels(std::uint64_t hundredths, unsigned dpi)
{
    return hundredths * dpi / 7200 + 1;
}

static std::uint64_t pixels_of(const PlannedPage& page, unsigned dpi)
{
    return to_pixels(page.width, dpi) * to_pixels(page.height, dpi);
}

// As sharp as asked for (`dpi`), or as the pixels of one page allow.
static unsigned picture_dpi(const PlannedPage& page, const FlattenRequest& request, unsigned dpi)
{
    auto fits = [&](unsigned tried) {
        return pixels_of(page, tried) <= request.max_pixels
            && to_pixels(std::max(page.width, page.height), tried) <= longest_image;
    };
    while (dpi > least_dpi && !fits(dpi))
        --dpi;
    return dpi;
}

namespace {

struct Counts {
    std::uint64_t letters { 0 };
    std::uint64_t unsafe_letters { 0 };
    std::uint64_t links { 0 };
    std::uint64_t pixels { 0 };
    std::uint64_t pictures { 0 };
    std::uint64_t shapes { 0 };
};

struct Lost { // As the reader says.
    std::uint64_t pictures { 0 };
    std::uint64_t letters { 0 };
    std::uint64_t faults { 0 };
    bool is_picture { false };
};

struct AllLost {
    std::uint64_t pictures { 0 };
    std::uint64_t letters { 0 };
    std::vector<Removed> faults;
    std::vector<std::size_t> pages; // That are pictures.
};

struct Read { // Of a list in the slot.
    std::uint64_t bytes { 0 };
    Lost lost;
};

class Pair {
public:
    static Result<Outcome<Pair>> start(Workers& workers, const base::Descriptor& pdf,
        const RedrawRequest& request, const std::vector<PlannedPage>& pages,
        const std::string& label)
    {
        std::uint64_t slot_bytes = least_slot;
        for (const auto& page : pages)
            slot_bytes = std::max(slot_bytes,
                pixels_of(page, picture_dpi(page, request.pages, request.pages.dpi)) * 3
                    + least_slot);
        auto slot = TRY(create_slot("drawing-slot", slot_bytes));
        const auto& setting = request.pages;
        auto time = flatten_time(setting, pages.size());
        worker::Limits limits { setting.memory_bytes + slot_bytes, setting.output_bytes, time };
        Pair pair;
        pair.m_slot_bytes = slot_bytes;
        pair.m_most_output = setting.output_bytes;
        pair.m_reader = TRY(workers.spawn("decode-pdf-drawing", limits));
        decode::Request document;
        document.set_max_pages(setting.max_pages);
        switch (request.comments) {
        case policy::Comments::Keep: document.set_comments(decode::COMMENTS_KEEP); break;
        case policy::Comments::Remove: document.set_comments(decode::COMMENTS_NONE); break;
        }
        TRY(pair.m_reader->send(document, std::array { pdf.get(), slot.get() }));
        auto answer = TRY(pair.m_reader->receive<decode::Answer>());
        auto ready = TRY(answer.checked(check_ready));
        if (auto* refused = std::get_if<Refused>(&ready))
            return Outcome<Pair>(std::move(*refused));
        pair.m_output = TRY(base::create_memory_file("redrawn"));
        limits.memory_bytes += slot_bytes; // The copy of a list.
        limits.time = 2 * time;
        pair.m_writer = TRY(workers.spawn("encode-pdf-drawing", limits));
        encode::Request file;
        file.set_output_bytes(setting.output_bytes);
        file.set_pages(static_cast<std::uint32_t>(pages.size()));
        file.set_jpeg_quality(setting.jpeg_quality);
        file.set_label(label);
        switch (request.links) {
        case policy::Hyperlinks::Text: file.set_links(encode::LINKS_WITHIN); break;
        case policy::Hyperlinks::Keep: file.set_links(encode::LINKS_WEB); break;
        }
        TRY(pair.m_writer->send(file, std::array { slot.get(), pair.m_output.get() }));
        return Outcome<Pair>(std::move(pair));
    }

    Result<Outcome<Counts>> carry(std::uint32_t number, const PlannedPage& page, unsigned dpi)
    {
        decode::Next read;
        read.mutable_page()->set_number(number);
        read.mutable_page()->set_width(page.width);
        read.mutable_page()->set_height(page.height);
        read.mutable_page()->set_dpi(dpi);
        TRY(m_reader->send(read));
        const Kinds pages { decode::KIND_VECTORS, decode::KIND_PICTURE };
        auto drawn = TRY(m_reader->receive<decode::Drawn>());
        auto read_list = TRY(drawn.checked([&](const decode::Drawn& told) {
            return check_drawn(told, number, m_slot_bytes, pages);
        }));
        if (auto* refused = std::get_if<Refused>(&read_list)) {
            refused->detail = "page " + std::to_string(number + 1) + ": " + refused->detail;
            return Outcome<Counts>(std::move(*refused));
        }
        const auto& list = std::get<Read>(read_list);
        encode::Next write;
        write.mutable_page()->set_bytes(list.bytes);
        write.mutable_page()->set_width(page.width);
        write.mutable_page()->set_height(page.height);
        m_lost.pictures += list.lost.pictures;
        m_lost.letters += list.lost.letters;
        if (list.lost.faults > 0)
            add_removed(m_lost.faults,
                { "damaged-content", policy::place_on("page", number + 1ull), list.lost.faults });
        if (list.lost.is_picture)
            m_lost.pages.push_back(number);
        auto written = TRY(this->write(write));
        // What was dictated, whatever the writer says that it found.
        if (auto* counts = std::get_if<Counts>(&written); counts && list.lost.is_picture)
            counts->pixels = std::max(counts->pixels, pixels_of(page, dpi));
        return written;
    }

    Result<Outcome<Counts>> carry_outline()
    {
        decode::Next read;
        read.mutable_outline();
        TRY(m_reader->send(read));
        auto drawn = TRY(m_reader->receive<decode::Drawn>());
        auto read_list = TRY(drawn.checked([&](const decode::Drawn& told) {
            return check_drawn(told, 0, m_slot_bytes, { decode::KIND_OUTLINE });
        }));
        if (auto* refused = std::get_if<Refused>(&read_list))
            return Outcome<Counts>(std::move(*refused));
        encode::Next write;
        write.mutable_outline()->set_bytes(std::get<Read>(read_list).bytes);
        return this->write(write);
    }

    Result<Outcome<base::Descriptor>> finish()
    {
        decode::Next no_page;
        no_page.mutable_end();
        TRY(m_reader->send(no_page));
        TRY(m_reader->finish());
        encode::Next last;
        last.mutable_end();
        TRY(m_writer->send(last));
        auto answer = TRY(m_writer->receive<encode::Answer>());
        TRY(m_writer->finish());
        auto bytes = TRY(answer.checked(
            [&](const encode::Answer& told) { return check_finished(told, m_most_output); }));
        if (auto* refused = std::get_if<Refused>(&bytes))
            return Outcome<base::Descriptor>(std::move(*refused));
        if (TRY(base::size_of(m_output)) != std::get<std::uint64_t>(bytes))
            return Error { "encode-pdf-drawing: another size than it said" };
        TRY(base::seal(m_output));
        return Outcome<base::Descriptor>(std::move(m_output));
    }

    const AllLost& lost() const { return m_lost; }

private:
    static Result<Outcome<std::monostate>> check_ready(const decode::Answer& answer)
    {
        if (answer.has_refusal())
            return Outcome<std::monostate>(TRY(check_refusal(answer.refusal())));
        if (!answer.has_ready())
            return Error { "decode-pdf-drawing: another answer than asked for" };
        return Outcome<std::monostate>(std::monostate());
    }

    using Kinds = std::vector<int>; // proto3 enumerations are open.

    Result<Outcome<Counts>> write(const encode::Next& next)
    {
        TRY(m_writer->send(next));
        auto written = TRY(m_writer->receive<encode::Answer>());
        return written.checked(
            [&](const encode::Answer& told) { return check_written(told, m_slot_bytes); });
    }

    static Result<Outcome<Read>> check_drawn(const decode::Drawn& drawn, std::uint32_t number,
        std::uint64_t most_bytes, const Kinds& kinds)
    {
        if (drawn.has_refusal())
            return Outcome<Read>(TRY(check_refusal(drawn.refusal())));
        const auto& drawing = drawn.drawing();
        if (!drawn.has_drawing() || drawing.number() != number || drawing.bytes() > most_bytes
            || std::ranges::find(kinds, int(drawing.kind())) == kinds.end())
            return Error { "decode-pdf-drawing: a page out of bounds" };
        constexpr std::uint64_t most_told = 1'000'000'000; // Of one page.
        if (drawing.lost_pictures() > most_told || drawing.lost_letters() > most_told
            || drawing.faults() > most_told)
            return Error { "decode-pdf-drawing: losses out of bounds" };
        return Outcome<Read>(Read { drawing.bytes(),
            { drawing.lost_pictures(), drawing.lost_letters(), drawing.faults(),
                int(drawing.kind()) == decode::KIND_PICTURE } });
    }

    static Result<Outcome<Counts>> check_written(
        const encode::Answer& answer, std::uint64_t list_bytes)
    {
        if (answer.has_refusal())
            return Outcome<Counts>(TRY(check_refusal(answer.refusal())));
        const auto& written = answer.written();
        // Each of them takes more than a byte of the list, and a pixel a bit.
        if (!answer.has_written() || written.letters() > list_bytes
            || written.unsafe_letters() > list_bytes || written.links() > list_bytes
            || written.pixels() > 8 * list_bytes || written.pictures() > list_bytes
            || written.shapes() > list_bytes)
            return Error { "encode-pdf-drawing: counts out of bounds" };
        return Outcome<Counts>(Counts { written.letters(), written.unsafe_letters(),
            written.links(), written.pixels(), written.pictures(), written.shapes() });
    }

    static Result<Outcome<std::uint64_t>> check_finished(
        const encode::Answer& answer, std::uint64_t most_bytes)
    {
        if (answer.has_refusal())
            return Outcome<std::uint64_t>(TRY(check_refusal(answer.refusal())));
        if (!answer.has_finished() || answer.finished().bytes() > most_bytes)
            return Error { "encode-pdf-drawing: a size out of bounds" };
        return Outcome<std::uint64_t>(answer.finished().bytes());
    }

    std::optional<worker::Process> m_reader;
    std::optional<worker::Process> m_writer;
    base::Descriptor m_output;
    AllLost m_lost;
    std::uint64_t m_slot_bytes { 0 };
    std::uint64_t m_most_output { 0 };
};

}

// A picture may show one, and so may as many lines and boxes as the smallest has.
static bool may_show_codes(const Counts& counts)
{
    constexpr std::uint64_t least_shapes = 2'048; // Bytes of a list.
    return counts.pictures > 0 || counts.shapes >= least_shapes;
}

// In the pages as they were drawn again: what we wrote can be drawn.
static Result<Seen> codes_of(Workers& workers, const base::Descriptor& redrawn,
    const FlattenRequest& request, const std::vector<PlannedPage>& pages,
    const std::vector<std::size_t>& numbers)
{
    constexpr unsigned dpi_for_codes = 150;
    auto sketches = request;
    sketches.text_layer = policy::TextLayer::None;
    std::vector<NumberedPage> some;
    for (auto number : numbers) {
        auto page = pages[number];
        auto dpi = picture_dpi(page, request, dpi_for_codes);
        page.columns = static_cast<std::uint32_t>(to_pixels(page.width, dpi));
        page.rows = static_cast<std::uint32_t>(to_pixels(page.height, dpi));
        some.push_back({ number, page });
    }
    return look_for_codes(workers, redrawn, sketches, some);
}

Result<Outcome<Rebuilt>> redraw_pdf(
    Workers& workers, const base::Descriptor& pdf, const RedrawRequest& request)
{
    auto measuring = request.pages;
    measuring.dpi = least_dpi;
    auto measured = TRY(measure_pdf(workers, pdf, measuring));
    if (auto* refused = std::get_if<Refused>(&measured))
        return Outcome<Rebuilt>(std::move(*refused));
    auto& plan = std::get<Measured>(measured);
    auto seen = TRY(look_at_pdf(workers, pdf, request.pages, plan.pages.size()));
    if (auto* refused = std::get_if<Refused>(&seen))
        return Outcome<Rebuilt>(std::move(*refused));
    auto labelled = request.pages;
    add_labels(labelled, std::get<Looked>(seen).seen);
    auto stamp = policy::governing(labelled.labels);
    auto started = TRY(Pair::start(workers, pdf, request, plan.pages, stamp));
    if (auto* refused = std::get_if<Refused>(&started))
        return Outcome<Rebuilt>(std::move(*refused));
    auto& pair = std::get<Pair>(started);
    Counts all;
    std::vector<std::size_t> with_codes;
    for (std::uint32_t number = 0; number < plan.pages.size(); ++number) {
        const auto& page = plan.pages[number];
        auto carried
            = TRY(pair.carry(number, page, picture_dpi(page, request.pages, request.pages.dpi)));
        if (auto* refused = std::get_if<Refused>(&carried))
            return Outcome<Rebuilt>(std::move(*refused));
        const auto& counts = std::get<Counts>(carried);
        all.letters += counts.letters;
        all.unsafe_letters += counts.unsafe_letters;
        all.links += counts.links;
        all.pixels += counts.pixels;
        if (may_show_codes(counts))
            with_codes.push_back(number);
        if (all.pixels > request.pages.total_pixels)
            return Outcome<Rebuilt>(
                Refused { RefusalReason::Limit, "pictures of more pixels than allowed" });
        if (request.pages.on_page)
            request.pages.on_page(number + 1, plan.pages.size());
    }
    auto outline = TRY(pair.carry_outline());
    if (auto* refused = std::get_if<Refused>(&outline))
        return Outcome<Rebuilt>(std::move(*refused));
    auto finished = TRY(pair.finish());
    if (auto* refused = std::get_if<Refused>(&finished))
        return Outcome<Rebuilt>(std::move(*refused));
    Rebuilt rebuilt;
    rebuilt.bytes = std::get<base::Descriptor>(std::move(finished));
    rebuilt.type = policy::FileType::Pdf;
    rebuilt.stamp = std::move(stamp);
    rebuilt.pages = plan.pages.size();
    rebuilt.pixels = all.pixels;
    rebuilt.seen = std::move(std::get<Looked>(seen).seen);
    add_page(
        rebuilt.seen, TRY(codes_of(workers, rebuilt.bytes, request.pages, plan.pages, with_codes)));
    rebuilt.removed = std::move(plan.removed);
    if (request.comments == policy::Comments::Remove) {
        std::erase_if(rebuilt.removed, [](const auto& one) { return one.what == "comment-text"; });
        add_all_removed(rebuilt.removed, plan.comments);
    }
    rebuilt.loss.links = plan.links - std::min(plan.links, all.links);
    const auto& lost = pair.lost();
    rebuilt.loss.images = lost.pictures;
    add_all_removed(rebuilt.removed, lost.faults);
    add_pages(rebuilt.removed, "page-as-picture", lost.pages);
    if (all.letters + lost.letters > 0)
        rebuilt.loss.text = std::min(1.0,
            static_cast<double>(all.unsafe_letters + lost.letters)
                / static_cast<double>(all.letters + lost.letters));
    return Outcome<Rebuilt>(std::move(rebuilt));
}

}
