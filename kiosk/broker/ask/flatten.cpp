// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/flatten.h"

#include "kiosk/broker/ask/flatten_pages.h"
#include "sanitizer/encode/pdf/pdf.pb.h"

#include <algorithm>
#include <iterator>
#include <thread>

namespace broker {

namespace encode = encode_pdf::message;

// Descriptors that ride with one message, but for the output.
static constexpr std::size_t most_pairs = wire::most_descriptors - 1;

using Drawn = Result<Outcome<DrawnPages>>;

static bool is_drawn(const Drawn& drawn)
{
    return drawn && std::holds_alternative<DrawnPages>(drawn.value());
}

// Every pair's pages, or the first pair's reason why not.
static Result<Outcome<std::vector<DrawnPages>>> draw_all(Workers& workers,
    const base::Descriptor& pdf, const FlattenRequest& request,
    const std::vector<PlannedPage>& pages, SeenByPage& shown)
{
    PageQueue queue { pages, shown };
    auto pairs = std::clamp<std::size_t>(request.renderers, 1, std::min(most_pairs, pages.size()));
    std::vector<Drawn> drawn;
    for (std::size_t pair = 0; pair < pairs; ++pair)
        drawn.emplace_back(Error { "not drawn" });
    auto draw = [&](std::size_t pair) {
        drawn[pair] = draw_pages(workers, pdf, request, queue);
        if (!is_drawn(drawn[pair]))
            queue.is_stopped = true;
    };
    std::vector<std::thread> threads;
    for (std::size_t pair = 1; pair < pairs; ++pair)
        threads.emplace_back(draw, pair);
    draw(0);
    for (auto& thread : threads)
        thread.join();

    std::vector<DrawnPages> all;
    for (auto& one : drawn) {
        auto outcome = TRY(one);
        if (auto* refused = std::get_if<Refused>(&outcome))
            return Outcome<std::vector<DrawnPages>>(std::move(*refused));
        all.push_back(std::get<DrawnPages>(std::move(outcome)));
    }
    return Outcome<std::vector<DrawnPages>>(std::move(all));
}

// No sum of a million pages of some 10^9 overflows.
static std::uint64_t pixels_of(const std::vector<PlannedPage>& pages)
{
    std::uint64_t sum = 0;
    for (const auto& page : pages)
        sum += std::uint64_t { page.columns } * page.rows;
    return sum;
}

// Every page in its place, each exactly once.
static Result<encode::Request> placed(
    const std::vector<PlannedPage>& pages, const std::vector<DrawnPages>& drawn)
{
    encode::Request request;
    auto& assemble = *request.mutable_assemble();
    for (const auto& page : pages) {
        auto& place = *assemble.add_pages();
        place.set_width(page.width);
        place.set_height(page.height);
        place.set_columns(page.columns);
        place.set_rows(page.rows);
    }
    for (std::size_t file = 0; file < drawn.size(); ++file) {
        for (const auto& page : drawn[file].pages) {
            auto& place = *assemble.mutable_pages(static_cast<int>(page.number));
            if (place.bytes() != 0)
                return Error { "a page drawn twice" };
            place.set_file(static_cast<std::uint32_t>(file));
            place.set_offset(page.piece.offset);
            place.set_bytes(page.piece.bytes);
        }
    }
    auto is_drawn_page = [](const encode::Placed& place) { return place.bytes() != 0; };
    if (!std::ranges::all_of(assemble.pages(), is_drawn_page))
        return Error { "a page that nobody drew" };
    return request;
}

static Result<Outcome<std::uint64_t>> check_assembled(const encode::Answer& answer)
{
    if (answer.has_refusal())
        return Outcome<std::uint64_t>(TRY(check_refusal(answer.refusal())));
    if (!answer.has_assembled())
        return Error { "encode-pdf: another answer than asked for" };
    return Outcome<std::uint64_t>(answer.assembled().bytes());
}

// Of the letters that could have been searched for. Without a text layer nobody counts: the text
// is in the pictures.
static double share_lost(const std::vector<DrawnPages>& drawn)
{
    std::uint64_t lost = 0;
    std::uint64_t all = 0;
    for (const auto& one : drawn) {
        lost += one.letters_lost;
        all += one.letters + one.letters_lost;
    }
    return all == 0 ? 0 : static_cast<double>(lost) / static_cast<double>(all);
}

void add_pages(std::vector<Removed>& all, const char* what, const std::vector<std::size_t>& numbers)
{
    for (std::size_t first = 0; first < numbers.size();) {
        auto next = first + 1;
        while (next < numbers.size() && numbers[next] == numbers[next - 1] + 1)
            ++next;
        auto place = policy::place_on(next == first + 1 ? "page" : "pages", numbers[first] + 1);
        if (next > first + 1)
            place += '-' + std::to_string(numbers[next - 1] + 1);
        add_removed(all, { what, std::move(place), next - first });
        first = next;
    }
}

std::vector<Removed> pages_without_text(
    std::vector<std::size_t> wordless, std::vector<std::size_t> recognized)
{
    std::ranges::sort(wordless); // Several drew at once.
    std::ranges::sort(recognized);
    std::vector<std::size_t> silent;
    std::ranges::set_difference(wordless, recognized, std::back_inserter(silent));
    std::vector<Removed> told;
    add_pages(told, "page-without-text", silent);
    add_pages(told, "recognized-text", recognized);
    return told;
}

Result<Outcome<Rebuilt>> assemble_pages(Workers& workers, const FlattenRequest& request,
    const std::vector<PlannedPage>& pages, const std::vector<DrawnPages>& drawn)
{
    auto question = TRY(placed(pages, drawn));
    question.mutable_assemble()->set_output_bytes(request.output_bytes);
    Rebuilt rebuilt;
    rebuilt.stamp = policy::governing(request.labels);
    question.mutable_assemble()->set_label(rebuilt.stamp);
    rebuilt.bytes = TRY(base::create_memory_file("flattened"));
    rebuilt.type = policy::FileType::Pdf;
    rebuilt.pages = pages.size();
    rebuilt.pixels = pixels_of(pages);
    rebuilt.loss.text = share_lost(drawn);
    std::vector<std::size_t> wordless;
    std::vector<std::size_t> recognized;
    for (const auto& one : drawn) {
        wordless.insert(wordless.end(), one.wordless.begin(), one.wordless.end());
        recognized.insert(recognized.end(), one.recognized.begin(), one.recognized.end());
    }
    rebuilt.removed = pages_without_text(std::move(wordless), std::move(recognized));
    std::vector<int> descriptors { rebuilt.bytes.get() };
    worker::Limits limits { request.memory_bytes, request.output_bytes,
        flatten_time(request, pages.size()) };
    for (const auto& one : drawn) {
        descriptors.push_back(one.pieces.get());
        limits.memory_bytes += TRY(base::size_of(one.pieces)); // Mapped, not copied.
    }
    auto answer = TRY(ask<encode::Answer>(workers, "encode-pdf", limits, question, descriptors));
    auto outcome = TRY(answer.checked(check_assembled));
    if (auto* refused = std::get_if<Refused>(&outcome))
        return Outcome<Rebuilt>(std::move(*refused));
    if (TRY(base::size_of(rebuilt.bytes)) != std::get<std::uint64_t>(outcome))
        return Error { "encode-pdf: another size than it said" };
    TRY(base::seal(rebuilt.bytes));
    return Outcome<Rebuilt>(std::move(rebuilt));
}

// Where a page was drawn by another way, nobody has read its words yet.
static Result<Outcome<Looked>> look(Workers& workers, const base::Descriptor& pdf,
    const FlattenRequest& request, const std::vector<DrawnPages>& drawn, std::uint64_t pages)
{
    auto is_read = [](const DrawnPage& page) { return page.words.has_value(); };
    auto are_read = [&](const DrawnPages& one) { return std::ranges::all_of(one.pages, is_read); };
    if (std::ranges::all_of(drawn, are_read))
        return look_at_words(workers, pdf, drawn, request, pages);
    return look_at_pdf(workers, pdf, request, pages);
}

Result<Outcome<Rebuilt>> flatten_pdf(
    Workers& workers, const base::Descriptor& pdf, const FlattenRequest& request)
{
    auto measured = TRY(measure_pdf(workers, pdf, request));
    if (auto* refused = std::get_if<Refused>(&measured))
        return Outcome<Rebuilt>(std::move(*refused));
    auto& plan = std::get<Measured>(measured);
    if (pixels_of(plan.pages) > request.total_pixels)
        return Outcome<Rebuilt>(
            Refused { RefusalReason::Limit, "pages of more pixels than allowed" });
    SeenByPage shown;
    auto drawing = TRY(draw_all(workers, pdf, request, plan.pages, shown));
    if (auto* refused = std::get_if<Refused>(&drawing))
        return Outcome<Rebuilt>(std::move(*refused));
    const auto& drawn = std::get<std::vector<DrawnPages>>(drawing);
    auto seen = TRY(look(workers, pdf, request, drawn, plan.pages.size()));
    if (auto* refused = std::get_if<Refused>(&seen))
        return Outcome<Rebuilt>(std::move(*refused));
    auto labelled = request;
    add_labels(labelled, std::get<Looked>(seen).seen);
    auto in_pictures = shown.take();
    add_labels(labelled, in_pictures); // That were recognised.
    auto outcome = TRY(assemble_pages(workers, labelled, plan.pages, drawn));
    if (auto* rebuilt = std::get_if<Rebuilt>(&outcome)) {
        add_all_removed(rebuilt->removed, plan.removed);
        rebuilt->seen = std::move(std::get<Looked>(seen).seen);
        add_page(rebuilt->seen, in_pictures);
        rebuilt->letters = std::get<Looked>(seen).letters;
        rebuilt->loss.links = plan.links; // A picture leads nowhere.
    }
    return outcome;
}

}
