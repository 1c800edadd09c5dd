// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/flatten.h"

#include "kiosk/broker/ask/flatten_pages.h"

#include <algorithm>
#include <thread>

namespace broker {

using Drawn = Result<Outcome<DrawnPages>>;

static bool is_drawn(const Drawn& drawn)
{
    return drawn && std::holds_alternative<DrawnPages>(drawn.value());
}

// Every pair's pages, or the first pair's reason why not.
static Result<Outcome<std::vector<DrawnPages>>> draw_all(Workers& workers,
    const base::Descriptor& pdf, const FlattenRequest& request,
    const std::vector<encode_pdf::Page>& pages)
{
    PageQueue queue { pages };
    auto pairs = std::clamp<std::size_t>(request.renderers, 1, pages.size());
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

struct Image {
    const DrawnPage* page { nullptr };
    base::View bytes;
};

// In the order of the pages: each of them, exactly once.
static Result<std::vector<Image>> in_order(const std::vector<DrawnPages>& drawn,
    const std::vector<base::Mapping>& mappings, std::size_t page_count)
{
    std::vector<Image> images(page_count);
    for (std::size_t pair = 0; pair < drawn.size(); ++pair) {
        for (const auto& page : drawn[pair].pages) {
            if (images[page.number].page)
                return Error { "a page drawn twice" };
            images[page.number]
                = { &page, mappings[pair].bytes().subspan(page.offset, page.bytes) };
        }
    }
    if (!std::ranges::all_of(images, [](const Image& image) { return image.page != nullptr; }))
        return Error { "a page that nobody drew" };
    return images;
}

static Result<Outcome<Rebuilt>> write_pdf(const FlattenRequest& request,
    std::vector<encode_pdf::Page>& pages, const std::vector<DrawnPages>& drawn)
{
    std::uint64_t bytes = encode_pdf::Writer::page_overhead * (pages.size() + 1);
    std::vector<base::Mapping> mappings;
    for (const auto& one : drawn) {
        bytes += TRY(base::size_of(one.images));
        mappings.emplace_back();
        if (!one.pages.empty())
            mappings.back() = TRY(base::Mapping::of(one.images, request.output_bytes));
    }
    if (bytes > request.output_bytes)
        return Outcome<Rebuilt>(
            Refused { RefusalReason::Limit, "more bytes of output than allowed" });
    auto images = TRY(in_order(drawn, mappings, pages.size()));

    Rebuilt rebuilt;
    rebuilt.bytes = TRY(base::create_memory_file("flattened"));
    rebuilt.type = policy::FileType::Pdf;
    rebuilt.pages = pages.size();
    encode_pdf::Writer writer(rebuilt.bytes, request.output_bytes);
    TRY(writer.begin(pages.size()));
    for (std::size_t i = 0; i < pages.size(); ++i) {
        pages[i].coding = images[i].page->coding;
        TRY(writer.add(pages[i], images[i].bytes));
    }
    TRY(writer.finish());
    TRY(base::seal(rebuilt.bytes));
    return Outcome<Rebuilt>(std::move(rebuilt));
}

Result<Outcome<Rebuilt>> flatten_pdf(
    Workers& workers, const base::Descriptor& pdf, const FlattenRequest& request)
{
    switch (request.text_layer) {
    case policy::TextLayer::None: break;
    case policy::TextLayer::Invisible:
        return Outcome<Rebuilt>(Refused { RefusalReason::Unsupported, "no text layer yet" });
    }
    auto measured = TRY(measure_pdf(workers, pdf, request));
    if (auto* refused = std::get_if<Refused>(&measured))
        return Outcome<Rebuilt>(std::move(*refused));
    auto& pages = std::get<std::vector<encode_pdf::Page>>(measured);
    auto drawn = TRY(draw_all(workers, pdf, request, pages));
    if (auto* refused = std::get_if<Refused>(&drawn))
        return Outcome<Rebuilt>(std::move(*refused));
    return write_pdf(request, pages, std::get<std::vector<DrawnPages>>(drawn));
}

}
