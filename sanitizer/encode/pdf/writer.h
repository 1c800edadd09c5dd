// SPDX-License-Identifier: MIT
// Writes a PDF 1.4 (ISO 32000-1) of pictures: a catalogue, pages, and for each page one content
// stream that draws one image. Same pages in, same bytes out; no dates, no identifiers.
#pragma once

#include "kiosk/core/base/descriptor.h"
#include "sanitizer/encode/pdf/image.h"

#include <string>
#include <vector>

namespace encode_pdf {

struct Page {
    std::uint32_t width; // Of the page, in hundredths of a point.
    std::uint32_t height;
    std::uint32_t columns; // Of the image, in pixels.
    std::uint32_t rows;
};

class Writer {
public:
    // From offset 0 of `output`. An Error if the file would grow beyond `most_bytes`.
    Writer(const base::Descriptor& output, std::uint64_t most_bytes);

    Result<void> begin(std::uint64_t page_count);
    Result<void> add(const Page&, const Image&);
    // Needs as many pages as were begun. The file's size.
    Result<std::uint64_t> finish();

    // What a page takes beside its piece, at the most.
    static constexpr std::uint64_t page_overhead = 2048;

private:
    Result<void> write(base::View);
    Result<void> write(const std::string&);
    Result<void> object(const std::string& content);

    const base::Descriptor& m_output;
    std::uint64_t m_most_bytes;
    std::uint64_t m_page_count { 0 };
    std::uint64_t m_offset { 0 };
    std::vector<std::uint64_t> m_objects; // Where each begins.
};

}
