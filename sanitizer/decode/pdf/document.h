// SPDX-License-Identifier: MIT
// One PDF in poppler's hands: measured, drawn, or read as text.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "kiosk/core/worker/refusal.pb.h"
#include "sanitizer/decode/pdf/contents.h"
#include "sanitizer/decode/pdf/words.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

struct _PopplerDocument;
struct _PopplerPage;

namespace decode_pdf {

struct Refused {
    worker::RefusalReason reason;
    const char* detail;
};

// Hundredths of a point, as the page is seen: cropped and turned.
struct PageSize {
    std::uint32_t width;
    std::uint32_t height;
};

enum class Fonts { Drawn, Failed };

// One code point and its box, in hundredths of a point from the page's upper left corner. A box
// reaches neither beyond the longest page nor above or left of the corner.
struct Glyph {
    std::uint32_t point;
    std::uint32_t left;
    std::uint32_t top;
    std::uint32_t right;
    std::uint32_t bottom;
};

struct Glyphs {
    std::vector<Glyph> placed;
    std::size_t unplaced { 0 }; // Of which nobody knows where they are.
};

inline constexpr std::uint32_t longest_side = 1'440'000; // 14,400 points: ISO 32000-1, annex C.

class Document {
public:
    // `bytes` must outlive the document.
    static std::variant<Document, Refused> open(base::View bytes, std::uint64_t max_pages);

    int page_count() const { return m_page_count; }
    // `unit` is the size of the page's units, in points.
    std::variant<PageSize, Refused> size_of(int page, double unit) const;
    Contents contents() const;

    // Draws on white, stretched to width by height pixels of 4 bytes, rows without gaps.
    // `pixels` holds exactly that many.
    std::variant<Fonts, Refused> render(
        int page, std::uint32_t width, std::uint32_t height, std::span<std::uint8_t> pixels) const;

    // What follows costs little for the page that was drawn last.

    // As poppler finds them, in reading order, on a page of this width. Not cleaned.
    std::variant<Glyphs, Refused> glyphs_of(int page, std::uint32_t page_width) const;

    // UTF-8 in reading order, as poppler finds it. Not cleaned.
    std::variant<std::string, Refused> text_of(int page) const;

    std::variant<Words, Refused> words_of(int page) const;

private:
    explicit Document(std::shared_ptr<_PopplerDocument>);
    _PopplerPage* page_of(int page) const; // None if it cannot be found. Valid until the next one.

    std::shared_ptr<_PopplerDocument> m_document;
    int m_page_count { 0 };
    // The last one: while it is drawn, poppler keeps its text.
    mutable std::shared_ptr<_PopplerPage> m_page;
    mutable int m_page_number { -1 };
};

}
