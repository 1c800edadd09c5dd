// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/looks.h"

#include "kiosk/broker/ask/renderer.h"

#include <algorithm>

namespace broker {

static constexpr std::uint32_t side = 4; // Of a place, in pixels.
static constexpr unsigned blank = 245; // Of 255: paper.
static constexpr unsigned unlike = 40;

struct Sketch {
    std::uint32_t columns;
    std::uint32_t rows;
    std::vector<std::uint8_t> places; // How light each is.
};

// Each pixel is read once: the worker may still write to it.
static Sketch sketch_of(base::View pixels, const PlannedPage& page)
{
    Sketch sketch { (page.columns + side - 1) / side, (page.rows + side - 1) / side, {} };
    std::vector<std::uint32_t> sums(std::size_t { sketch.columns } * sketch.rows);
    std::vector<std::uint32_t> counts(sums.size());
    for (std::uint32_t row = 0; row < page.rows; ++row) {
        for (std::uint32_t column = 0; column < page.columns; ++column) {
            auto at = (std::size_t { row } * page.columns + column) * 4;
            auto place = std::size_t { row / side } * sketch.columns + column / side;
            sums[place] += (pixels[at] + pixels[at + 1] + pixels[at + 2]) / 3u;
            ++counts[place];
        }
    }
    for (std::size_t i = 0; i < sums.size(); ++i)
        sketch.places.push_back(static_cast<std::uint8_t>(sums[i] / counts[i]));
    return sketch;
}

static Result<Outcome<std::vector<Sketch>>> sketch_pages(
    Workers& workers, const base::Descriptor& pdf, const FlattenRequest& request)
{
    using Sketches = std::vector<Sketch>;
    auto measured = TRY(measure_pdf(workers, pdf, request));
    if (auto* refused = std::get_if<Refused>(&measured))
        return Outcome<Sketches>(std::move(*refused));
    const auto& pages = std::get<Measured>(measured).pages;
    auto count = std::min(pages.size(), most_pages_compared);
    std::uint64_t slot_bytes = 0;
    for (const auto& page : pages)
        slot_bytes = std::max(slot_bytes, std::uint64_t { page.columns } * page.rows * 4);
    auto renderer = TRY(Renderer::create(workers, pdf, request, count, slot_bytes));
    Sketches sketches;
    for (std::size_t number = 0; number < count; ++number) {
        auto drawn = TRY(renderer.draw(number, pages[number]));
        if (auto* refused = std::get_if<Refused>(&drawn))
            return Outcome<Sketches>(std::move(*refused));
        auto pixels = TRY(base::Mapping::of(renderer.slot(), slot_bytes));
        sketches.push_back(sketch_of(pixels.bytes(), pages[number]));
    }
    TRY(renderer.finish());
    return Outcome<Sketches>(std::move(sketches));
}

// A page that the other has not, or of another size, is blank there.
static void compare(const Sketch* one, const Sketch* other, policy::Looks& looks)
{
    bool alike = one && other && one->columns == other->columns && one->rows == other->rows;
    auto light = [](const Sketch* sketch, std::size_t i) {
        return sketch && i < sketch->places.size() ? unsigned { sketch->places[i] } : 255u;
    };
    auto count = std::max(one ? one->places.size() : 0, other ? other->places.size() : 0);
    for (std::size_t i = 0; i < count; ++i) {
        auto before = light(one, i);
        auto after = light(other, i);
        if (before >= blank && after >= blank)
            continue;
        ++looks.shown;
        auto distance = before > after ? before - after : after - before;
        looks.otherwise += !alike || distance > unlike;
    }
}

Result<Outcome<policy::Looks>> compare_looks(Workers& workers, const base::Descriptor& before,
    const base::Descriptor& after, const FlattenRequest& request)
{
    auto first = TRY(sketch_pages(workers, before, request));
    if (auto* refused = std::get_if<Refused>(&first))
        return Outcome<policy::Looks>(std::move(*refused));
    auto second = TRY(sketch_pages(workers, after, request));
    if (auto* refused = std::get_if<Refused>(&second))
        return Outcome<policy::Looks>(std::move(*refused));
    const auto& ones = std::get<std::vector<Sketch>>(first);
    const auto& others = std::get<std::vector<Sketch>>(second);
    policy::Looks looks;
    for (std::size_t i = 0; i < std::max(ones.size(), others.size()); ++i)
        compare(
            i < ones.size() ? &ones[i] : nullptr, i < others.size() ? &others[i] : nullptr, looks);
    return Outcome<policy::Looks>(looks);
}

}
