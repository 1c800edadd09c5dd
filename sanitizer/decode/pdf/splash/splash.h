// SPDX-License-Identifier: MIT
// One PDF, drawn by poppler's Splash.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "kiosk/core/worker/refusal.pb.h"

#include <memory>
#include <span>
#include <variant>

namespace poppler {
class document;
}

namespace decode_pdf {

struct SplashRefused {
    worker::RefusalReason reason;
    const char* detail;
};

enum class SplashFonts { Drawn, Failed };

class SplashDocument {
public:
    // `bytes` must outlive the document.
    static std::variant<SplashDocument, SplashRefused> open(
        base::View bytes, std::uint64_t max_pages);

    int page_count() const;

    // Draws on white, stretched to width by height pixels of 4 bytes, rows without gaps.
    // `pixels` holds exactly that many.
    std::variant<SplashFonts, SplashRefused> render(
        int page, std::uint32_t width, std::uint32_t height, std::span<std::uint8_t> pixels) const;

private:
    SplashDocument(std::shared_ptr<poppler::document>, base::View bytes);
    std::shared_ptr<poppler::document> m_document;
    base::View m_bytes;
};

}
