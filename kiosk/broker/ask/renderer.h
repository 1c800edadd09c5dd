// SPDX-License-Identifier: MIT
// Draws pages of one PDF into a slot of memory: by cairo, and by Splash what cairo cannot draw.
#pragma once

#include "kiosk/broker/ask/flatten_pages.h"

#include <optional>

namespace broker {

struct RenderedPage {
    std::uint32_t glyphs { 0 }; // In their slot; at most most_glyphs.
    std::uint32_t left_out { 0 }; // Neither there nor anywhere.
    std::optional<Range> words {}; // In their file, if they are kept. Cairo alone reads any.
};

enum class Words { None, Kept };

// Memory for pages, of one size for good, so that nobody's mapping is cut off.
Result<base::Descriptor> create_slot(const char* label, std::uint64_t bytes);

class Renderer {
public:
    static constexpr std::uint32_t most_glyphs = 100'000; // Of one page.

    // All arguments outlive the renderer, but for `slot_bytes`: what the largest page needs.
    static Result<Renderer> create(Workers&, const base::Descriptor& pdf, const FlattenRequest&,
        std::uint64_t pages, std::uint64_t slot_bytes, Words = Words::None);

    // Refused, with the page's number (from 1), if neither way leads to a whole page. An Error if a
    // worker broke a rule rather than broke down.
    Result<Outcome<RenderedPage>> draw(std::size_t number, const PlannedPage&);
    // Every process has ended as it should.
    Result<void> finish();
    Result<base::Descriptor> take_words(); // After that. Sealed.

    const base::Descriptor& slot() const { return m_slot; }
    const base::Descriptor& glyph_slot() const { return m_glyph_slot; } // None without text layer.

private:
    enum class Fonts { Drawn, Failed };
    enum class Letters { Unread, Read };
    struct Attempt {
        RenderedPage page;
        Fonts fonts;
    };
    struct Engine {
        const char* name;
        std::optional<worker::Process> process {};
        bool has_timed_out { false };
    };

    Renderer(Workers&, const base::Descriptor& pdf, const FlattenRequest&);
    std::uint64_t room_for_words() const;
    Result<Outcome<std::monostate>> start(Engine&, Letters);
    Result<Outcome<Attempt>> ask(Engine&, std::size_t number, const PlannedPage&);
    // As above, and a Refused for an engine that crashed or took too long.
    Result<Outcome<Attempt>> try_to_draw(Engine&, std::size_t number, const PlannedPage&);

    Workers& m_workers;
    const base::Descriptor& m_pdf;
    const FlattenRequest& m_request;
    worker::Limits m_limits;
    std::chrono::steady_clock::time_point m_deadline {};
    base::Descriptor m_slot;
    base::Descriptor m_glyph_slot;
    base::Descriptor m_words; // None if they are not kept.
    std::uint64_t m_words_bytes { 0 };
    Engine m_cairo { "decode-pdf" };
    Engine m_splash { "decode-pdf-splash" };
};

}
