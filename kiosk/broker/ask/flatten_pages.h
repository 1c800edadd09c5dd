// SPDX-License-Identifier: MIT
// The parts of flattening: measuring a PDF, and one pair of drawing and encoding workers.
#pragma once

#include "kiosk/broker/ask/flatten.h"
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/encode/pdf/writer.h"

#include <atomic>

namespace broker {

// All pages, sizes and pixels checked against the request. Coding is filled in later.
Result<Outcome<std::vector<encode_pdf::Page>>> measure_pdf(
    Workers&, const base::Descriptor& pdf, const FlattenRequest&);

std::chrono::milliseconds flatten_time(const FlattenRequest&, std::uint64_t pages);

// What all pairs share. Each page is taken by exactly one of them.
struct PageQueue {
    const std::vector<encode_pdf::Page>& pages;
    std::atomic<std::size_t> next { 0 };
    std::atomic<bool> is_stopped { false }; // By the first pair that fails.
};

struct DrawnPage {
    std::size_t number;
    encode_pdf::Coding coding;
    std::uint64_t offset; // In the pair's images.
    std::uint64_t bytes;
};

struct DrawnPages {
    base::Descriptor images; // Sealed.
    std::vector<DrawnPage> pages;
};

// Draws pages from the queue until it is empty or stopped.
Result<Outcome<DrawnPages>> draw_pages(
    Workers&, const base::Descriptor& pdf, const FlattenRequest&, PageQueue&);

}
