// SPDX-License-Identifier: MIT
// Has pages read that have no text of their own: one worker draws them (foreign bytes), another
// recognises letters (no file, foreign pixels).
#pragma once

#include "kiosk/broker/ask/renderer.h"

namespace broker {

// What a page may take beyond being drawn and encoded.
inline constexpr std::chrono::milliseconds time_to_read_page { 60'000 };

struct ReadPage {
    std::uint32_t glyphs { 0 }; // In their slot.
    std::uint32_t left_out { 0 };
    std::string text; // Where there is no slot of glyphs; as untrusted as the page.
    Seen seen;
};

class PageReader {
public:
    // All arguments outlive the reader. `glyph_slot`: as Renderer has it, or none.
    PageReader(Workers&, const base::Descriptor& pdf, const FlattenRequest&,
        const std::vector<PlannedPage>&, const base::Descriptor* glyph_slot);

    // Processes start with the first page. Refused: it cannot be drawn.
    Result<Outcome<ReadPage>> read(std::size_t number);
    Result<void> finish();

private:
    Result<void> start();

    Workers& m_workers;
    const base::Descriptor& m_pdf;
    FlattenRequest m_request; // For drawing, without a text layer.
    const std::vector<PlannedPage>& m_pages;
    const base::Descriptor* m_glyph_slot;
    std::optional<Renderer> m_renderer;
    std::optional<worker::Process> m_process;
};

}
