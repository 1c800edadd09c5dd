// SPDX-License-Identifier: MIT
// One PDF in poppler's hands: measured, drawn, or read as text.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "kiosk/core/worker/refusal.pb.h"

#include <memory>
#include <span>
#include <variant>

struct _PopplerDocument;

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

inline constexpr std::uint32_t longest_side = 1'440'000; // 14,400 points: ISO 32000-1, annex C.

class Document {
public:
    // `bytes` must outlive the document.
    static std::variant<Document, Refused> open(base::View bytes, std::uint64_t max_pages);

    int page_count() const { return m_page_count; }
    std::variant<PageSize, Refused> size_of(int page) const;

    // Draws on white, stretched to width by height pixels of 4 bytes, rows without gaps.
    // `pixels` holds exactly that many.
    std::variant<std::monostate, Refused> render(
        int page, std::uint32_t width, std::uint32_t height, std::span<std::uint8_t> pixels) const;

    // UTF-8 in reading order, as poppler finds it. Not cleaned.
    std::variant<std::string, Refused> text_of(int page) const;

private:
    explicit Document(std::shared_ptr<_PopplerDocument>);
    std::shared_ptr<_PopplerDocument> m_document;
    int m_page_count { 0 };
};

}
