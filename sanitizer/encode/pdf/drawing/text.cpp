// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/drawing/text.h"

#include "sanitizer/encode/pdf/drawing/numbers.h"

#include <cmath>

namespace encode_pdf_drawing {

Result<Run> read_run(Steps& steps)
{
    Run run;
    run.ink = TRY(steps.code(Ink::None));
    run.font = TRY(steps.u16());
    for (auto& factor : run.factors)
        factor = TRY(steps.factor());
    run.paint = TRY(steps.paint());
    run.count = TRY(steps.u32());
    return run;
}

namespace {

// Sets glyphs one after another; where the next one stands as the font leads to it, or up to a
// thousandth of an em beside, nothing is said (9.4.4).
class Line {
public:
    Line(const Run& run, const Font& font, Canvas& canvas)
        : m_run(run)
        , m_is_vertical(font.writing == Writing::Vertical)
        , m_canvas(canvas)
    {
        for (std::size_t i = 0; i < 4; ++i)
            m_matrix[i] = run.factors[i] / 65.536; // Thousandths of a point for an em.
        m_determinant = m_matrix[0] * m_matrix[3] - m_matrix[1] * m_matrix[2];
    }

    // What is squeezed flat has no way back from the page to the line, and nothing to see.
    bool is_flat() const { return !(std::abs(m_determinant) >= 1); }

    void set(std::uint16_t number, std::int16_t advance, std::int32_t x, std::int32_t y)
    {
        auto is_on = m_is_open && lead_to(x, y);
        if (!is_on)
            begin_at(x, y);
        if (!m_is_string)
            m_canvas.word("<");
        m_is_string = true;
        constexpr const char* digits = "0123456789ABCDEF";
        char code[4] { digits[number >> 12 & 15], digits[number >> 8 & 15],
            digits[number >> 4 & 15], digits[number & 15] };
        m_canvas.word({ code, 4 });
        m_pen += advance;
    }

    void end()
    {
        if (!m_is_open)
            return;
        m_canvas.word(m_is_string ? ">] TJ\n" : "] TJ\n");
        m_is_open = false;
        m_is_string = false;
    }

private:
    // Whether the place is on the line, or made so by an adjustment.
    bool lead_to(std::int32_t x, std::int32_t y)
    {
        auto dx = static_cast<double>(x - m_x);
        auto dy = static_cast<double>(y - m_y);
        auto along = (dx * m_matrix[3] - dy * m_matrix[2]) / m_determinant * 1000;
        auto across = (dy * m_matrix[0] - dx * m_matrix[1]) / m_determinant * 1000;
        if (m_is_vertical)
            std::swap(along, across);
        constexpr double beside = 1.5; // Thousandths of an em.
        constexpr double far = 30'000;
        auto gap = m_pen - along;
        if (std::abs(across) > beside || !(std::abs(gap) < far))
            return false;
        auto adjustment = std::lround(gap);
        if (std::abs(gap) <= beside)
            return true;
        if (m_is_string)
            m_canvas.word(">");
        m_is_string = false;
        m_canvas.word(std::to_string(adjustment));
        m_pen -= static_cast<double>(adjustment);
        return true;
    }

    void begin_at(std::int32_t x, std::int32_t y)
    {
        end();
        for (auto factor : m_run.factors) {
            std::string text;
            append_factor(text, factor);
            m_canvas.word(text + " ");
        }
        m_canvas.number(x);
        m_canvas.number(y);
        m_canvas.word("Tm\n[");
        m_x = x;
        m_y = y;
        m_pen = 0;
        m_is_open = true;
        m_is_string = false;
    }

    const Run& m_run;
    bool m_is_vertical;
    Canvas& m_canvas;
    std::array<double, 4> m_matrix {};
    double m_determinant { 0 };
    std::int32_t m_x { 0 }; // Where the line began.
    std::int32_t m_y { 0 };
    double m_pen { 0 }; // Thousandths of an em from there.
    bool m_is_open { false };
    bool m_is_string { false };
};

}

Result<Set> copy_run(Steps& steps, const Run& run, const Font& font, Canvas& canvas)
{
    if (run.ink == Ink::Fill) {
        canvas.fill_colour(run.paint);
        canvas.blending(run.paint);
    }
    Line line(run, font, canvas);
    auto is_set = run.count > 0 && !line.is_flat();
    if (is_set)
        canvas.word("BT\n/F" + std::to_string(run.font) + " 1 Tf\n"
            + (run.ink == Ink::None ? "3 Tr\n" : ""));
    Set set { is_set };
    for (std::uint32_t i = 0; i < run.count; ++i) {
        auto number = TRY(steps.u16());
        auto x = TRY(steps.length());
        auto y = TRY(steps.length());
        if (number == 0 || number > font.glyphs.size())
            return Error { "a glyph that is not there" };
        const auto& glyph = font.glyphs[number - 1u];
        set.unsafe_letters += glyph.is_unsafe ? 1 : 0;
        if (is_set)
            line.set(number, glyph.advance, x, y);
    }
    line.end();
    if (is_set)
        canvas.word(run.ink == Ink::None ? "0 Tr\nET\n" : "ET\n");
    return set;
}

}
