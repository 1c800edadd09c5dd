// SPDX-License-Identifier: MIT
// One content stream in the making (ISO 32000-1, 7.8), and the resources that it names.
#pragma once

#include "sanitizer/encode/pdf/drawing/steps.h"

#include <map>
#include <set>
#include <vector>

namespace encode_pdf_drawing {

class Canvas {
public:
    void save();
    void restore(); // What was not saved is not restored.
    void close(); // Restores all that is saved.

    void fill_colour(const Paint&);
    void stroke_colour(const Paint&);
    void blending(const Paint&); // Its alpha and blend mode.
    void mask(std::uint32_t group, MaskKind, std::uint8_t back); // By its object; a gray behind it.
    void no_mask();
    void concat(const Matrix&);
    void line_width(std::int32_t thousandths);
    void line_style(
        std::uint8_t cap, std::uint8_t join, std::int32_t miter, const std::string& dash);

    void number(std::int64_t thousandths);
    void word(std::string_view text) { m_text += text; } // With the space or line end after it.

    // Names that the resources will have.
    void use_font(std::uint32_t number, std::uint32_t object) { m_fonts[number] = object; }
    void use_picture(std::uint32_t number, std::uint32_t object) { m_pictures[number] = object; }
    void use_group(std::uint32_t number, std::uint32_t object) { m_groups[number] = object; }
    void use_shade(std::uint32_t number, std::uint32_t object) { m_shades[number] = object; }

    const std::string& text() const { return m_text; }
    std::size_t deepest() const { return m_deepest; } // Saved states within one another.
    std::string resources() const; // "<<...>>"

private:
    struct State { // As a reader of the stream has it.
        std::array<std::uint8_t, 3> fill {};
        std::array<std::uint8_t, 3> stroke {};
        std::uint8_t alpha { 255 };
        std::uint8_t blend { 0 };
        std::int32_t width { 1000 };
        std::string style;
    };
    void colour(const std::array<std::uint8_t, 3>&, const char* gray, const char* rgb);

    std::string m_text;
    State m_state;
    std::vector<State> m_saved;
    std::size_t m_deepest { 0 };
    std::map<std::uint32_t, std::uint32_t> m_fonts; // Number to object.
    std::map<std::uint32_t, std::uint32_t> m_pictures;
    std::map<std::uint32_t, std::uint32_t> m_groups;
    std::map<std::uint32_t, std::uint32_t> m_shades;
    std::set<std::pair<std::uint8_t, std::uint8_t>> m_blendings;
    std::map<std::string, std::string> m_masks; // Name to dictionary.
};

}
