// SPDX-License-Identifier: MIT
// The outlines of glyphs, of whatever kind their font is: read by FreeType through poppler's
// Splash, which also finds another font for one that is missing or damaged.
#pragma once

#include "sanitizer/decode/pdf/drawing/list.h"

#include <map>
#include <memory>
#include <optional>
#include <poppler/PDFDoc.h>
#include <poppler/SplashOutputDev.h>

namespace decode_pdf_drawing {

class FontReader;

// What a glyph is known by: the same code may mean different letters (9.10.3).
struct GlyphName {
    CharCode code;
    std::vector<Unicode> letters;
    auto operator<=>(const GlyphName&) const = default;
};

// Lost: its font cannot be read, and none stands in for it. TooLarge: for a font of ours.
enum class Shape { Known, Lost, TooLarge };

struct PlacedGlyph {
    std::uint16_t font;
    std::uint16_t number;
    Shape shape;
};

// The fonts of a document, and the glyphs of them that were used, in the order of their first use.
class Glyphs {
public:
    explicit Glyphs(PDFDoc&);
    ~Glyphs();

    // Writes font and glyph down if they are new. `advance` is in ems. None if there are more fonts
    // or glyphs than can be told.
    std::optional<PlacedGlyph> use(
        const std::shared_ptr<GfxFont>&, const GlyphName&, double advance);

    // Null if there is none.
    std::unique_ptr<SplashPath> outline(const std::shared_ptr<GfxFont>&, CharCode);

    // The steps that tell of the fonts and glyphs that are new since the mark; before all others.
    base::View definitions() const;
    bool are_too_many() const { return m_list.is_full(); }

    // What was written since is not to stay: the page is drawn in another way.
    void mark();
    void back_to_mark();

    // That one glyph stands for: of as many hexadecimal digits as readers take.
    static constexpr std::size_t most_letters = 30;
    static constexpr std::size_t most_definitions = 64 << 20; // Bytes, of one page.
    static constexpr double em = 1000; // Units of an outline.

private:
    struct Font {
        std::uint16_t number;
        std::map<GlyphName, PlacedGlyph> glyphs;
    };
    struct Used {
        Ref font;
        std::optional<GlyphName> glyph; // None: the font itself.
    };
    void select(const std::shared_ptr<GfxFont>&);

    std::unique_ptr<FontReader> m_reader;
    std::unique_ptr<GfxState> m_state;
    std::shared_ptr<GfxFont> m_selected;
    std::map<Ref, Font> m_fonts;
    std::vector<Used> m_since_mark;
    // Not filled: only what is written takes memory.
    std::unique_ptr<std::uint8_t[]> m_memory
        = std::make_unique_for_overwrite<std::uint8_t[]>(most_definitions);
    List m_list { { m_memory.get(), most_definitions } };
};

}
