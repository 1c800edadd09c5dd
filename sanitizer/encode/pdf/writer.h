// SPDX-License-Identifier: MIT
// Writes a PDF (ISO 32000-1) of pictures: a catalogue, pages, and for each page one content stream
// that draws one image, with invisible letters behind it if there are any; then one font without
// shapes for these. Same pages in, same bytes out; no dates, no identifiers.
#pragma once

#include "kiosk/core/base/descriptor.h"
#include "sanitizer/encode/pdf/letters.h"
#include "sanitizer/encode/pdf/piece.h"

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
    // From offset 0 of `output`. An Error if the file would grow beyond `most_bytes`. `letters`
    // are those of all pages, and outlive the writer.
    Writer(const base::Descriptor& output, std::uint64_t most_bytes, const Letters& letters);

    Result<void> begin(std::uint64_t page_count);
    Result<void> add(const Page&, const Piece&);
    // Needs as many pages as were begun. The file's size. `label`: information.h; empty: none.
    Result<std::uint64_t> finish(std::string_view label = {});

    // What a page takes beside its piece, at the most.
    static constexpr std::uint64_t page_overhead = 2048;

private:
    Result<void> write(base::View);
    Result<void> write(const std::string&);
    Result<void> object(const std::string& content);
    Result<void> compressed_object(const std::string& plain);
    Result<void> add_font();
    std::uint64_t first_after_pages() const; // The number of an object.

    const base::Descriptor& m_output;
    std::uint64_t m_most_bytes;
    const Letters& m_letters;
    std::uint64_t m_page_count { 0 };
    std::uint64_t m_offset { 0 };
    std::vector<std::uint64_t> m_objects; // Where each begins.
};

}
