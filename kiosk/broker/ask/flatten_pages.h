// SPDX-License-Identifier: MIT
// The parts of flattening: measuring a PDF, and one pair of drawing and encoding workers.
#pragma once

#include "kiosk/broker/ask/codes.h"
#include "kiosk/broker/ask/flatten.h"
#include "kiosk/core/base/memory_file.h"

#include <atomic>
#include <optional>

namespace broker {

struct PlannedPage {
    std::uint32_t width; // In hundredths of a point.
    std::uint32_t height;
    std::uint32_t columns; // In pixels.
    std::uint32_t rows;
};

struct Measured {
    std::vector<PlannedPage> pages;
    std::vector<Removed> removed;
    std::uint64_t links { 0 }; // At most a million.
    std::vector<Removed> comments; // Which pictures of pages show, too.
};

// All pages, sizes and pixels checked against the request.
Result<Outcome<Measured>> measure_pdf(Workers&, const base::Descriptor& pdf, const FlattenRequest&);

struct Looked {
    Seen seen;
    std::uint64_t letters { 0 }; // Without white space; decode-pdf's word for it.
};

// Among the words of all pages and behind their links.
Result<Outcome<Looked>> look_at_pdf(
    Workers&, const base::Descriptor& pdf, const FlattenRequest&, std::uint64_t pages);

// Those that the document bears itself.
void add_labels(FlattenRequest&, const Seen&);

struct NumberedPage {
    std::size_t number;
    PlannedPage page;
};

// In what some pages show; an Error also if one of them cannot be drawn. For a PDF of ours.
Result<Seen> look_for_codes(
    Workers&, const base::Descriptor& pdf, const FlattenRequest&, const std::vector<NumberedPage>&);

std::chrono::milliseconds flatten_time(const FlattenRequest&, std::uint64_t pages);

// What all pairs share. Each page is taken by exactly one of them.
struct PageQueue {
    const std::vector<PlannedPage>& pages;
    SeenByPage& seen; // Codes, and addresses in what was recognised.
    std::atomic<std::size_t> next { 0 };
    std::atomic<std::size_t> done { 0 };
    std::atomic<bool> is_stopped { false }; // By the first pair that fails.
};

struct Range {
    std::uint64_t offset;
    std::uint64_t bytes;
};

struct DrawnPage {
    std::size_t number;
    Range piece; // In the pair's pieces,
    std::optional<Range> words {}; // and in its words, if they were read while it was drawn.
};

struct DrawnPages {
    base::Descriptor pieces; // Sealed, as are the words.
    base::Descriptor words {};
    std::vector<DrawnPage> pages;
    std::uint64_t letters { 0 }; // In the text layer,
    std::uint64_t letters_lost { 0 }; // and those that did not come into it.
    // Pages without letters of their own, where a layer was asked for, and those of them on which
    // some were recognised.
    std::vector<std::size_t> wordless;
    std::vector<std::size_t> recognized;
};

// A planned page of a size within the request, or the refusal.
Outcome<PlannedPage> plan_page(std::uint32_t width, std::uint32_t height, const FlattenRequest&);

// "page 3", "pages 5-9" for runs of numbers, which begin at 0 here and rise.
void add_pages(std::vector<Removed>&, const char* what, const std::vector<std::size_t>& numbers);
// What the report says of pages without letters of their own.
std::vector<Removed> pages_without_text(
    std::vector<std::size_t> wordless, std::vector<std::size_t> recognized);

// Each page once, from the files of their pieces, as one PDF.
Result<Outcome<Rebuilt>> assemble_pages(Workers&, const FlattenRequest&,
    const std::vector<PlannedPage>&, const std::vector<DrawnPages>&);

// As look_at_pdf, but among the words that were kept of all pages.
Result<Outcome<Looked>> look_at_words(Workers&, const base::Descriptor& pdf,
    const std::vector<DrawnPages>&, const FlattenRequest&, std::uint64_t pages);

// Draws pages from the queue until it is empty or stopped.
Result<Outcome<DrawnPages>> draw_pages(
    Workers&, const base::Descriptor& pdf, const FlattenRequest&, PageQueue&);

}
