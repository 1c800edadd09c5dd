// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/drawing/canvas.h"

#include "sanitizer/encode/pdf/drawing/numbers.h"

#include <algorithm>

namespace encode_pdf_drawing {

// 11.3.5, in the order in which a list counts them.
static constexpr const char* blend_names[] = { "Normal", "Multiply", "Screen", "Overlay", "Darken",
    "Lighten", "ColorDodge", "ColorBurn", "HardLight", "SoftLight", "Difference", "Exclusion",
    "Hue", "Saturation", "Color", "Luminosity" };
static_assert(std::size(blend_names) == last_blend + 1);

void Canvas::save()
{
    m_text += "q\n";
    m_saved.push_back(m_state);
    m_deepest = std::max(m_deepest, m_saved.size());
}

void Canvas::restore()
{
    if (m_saved.empty())
        return;
    m_text += "Q\n";
    m_state = std::move(m_saved.back());
    m_saved.pop_back();
}

void Canvas::close()
{
    while (!m_saved.empty())
        restore();
}

void Canvas::number(std::int64_t thousandths)
{
    append_decimal(m_text, thousandths, 3);
    m_text += ' ';
}

// A 255th, to four digits.
static void append_share(std::string& text, std::uint8_t value)
{
    append_decimal(text, (value * 10'000 + 127) / 255, 4);
}

void Canvas::colour(const std::array<std::uint8_t, 3>& colour, const char* gray, const char* rgb)
{
    if (colour[0] == colour[1] && colour[1] == colour[2]) {
        append_share(m_text, colour[0]);
        m_text += gray;
        return;
    }
    for (std::size_t i = 0; i < 3; ++i) {
        append_share(m_text, colour[i]);
        m_text += i < 2 ? " " : rgb;
    }
}

void Canvas::fill_colour(const Paint& paint)
{
    if (m_state.fill == paint.colour)
        return;
    m_state.fill = paint.colour;
    colour(paint.colour, " g\n", " rg\n");
}

void Canvas::stroke_colour(const Paint& paint)
{
    if (m_state.stroke == paint.colour)
        return;
    m_state.stroke = paint.colour;
    colour(paint.colour, " G\n", " RG\n");
}

static std::string blending_name(std::uint8_t alpha, std::uint8_t blend)
{
    return "A" + std::to_string(alpha) + "B" + std::to_string(blend);
}

void Canvas::blending(const Paint& paint)
{
    if (m_state.alpha == paint.alpha && m_state.blend == paint.blend)
        return;
    m_state.alpha = paint.alpha;
    m_state.blend = paint.blend;
    m_blendings.emplace(paint.alpha, paint.blend);
    m_text += "/" + blending_name(paint.alpha, paint.blend) + " gs\n";
}

void Canvas::mask(std::uint32_t group, MaskKind kind, std::uint8_t back)
{
    auto is_alpha = kind == MaskKind::Alpha;
    auto name = (is_alpha ? "MA" : "ML") + std::to_string(group);
    std::string form = is_alpha ? "/S/Alpha/G " : "/S/Luminosity/G ";
    form += reference(group);
    if (!is_alpha) {
        name += "B" + std::to_string(back);
        std::string share;
        append_share(share, back);
        form += "/BC[" + share + " " + share + " " + share + "]";
    }
    m_masks[name] = "<</SMask<</Type/Mask" + form + ">>>>";
    m_text += "/" + name + " gs\n";
}

void Canvas::no_mask()
{
    m_masks["M0"] = "<</SMask/None>>";
    m_text += "/M0 gs\n";
}

void Canvas::concat(const Matrix& matrix)
{
    for (auto factor : matrix.factors) {
        append_factor(m_text, factor);
        m_text += ' ';
    }
    number(matrix.x);
    number(matrix.y);
    m_text += "cm\n";
}

void Canvas::line_width(std::int32_t thousandths)
{
    if (m_state.width == thousandths)
        return;
    m_state.width = thousandths;
    number(thousandths);
    m_text += "w\n";
}

void Canvas::line_style(
    std::uint8_t cap, std::uint8_t join, std::int32_t miter, const std::string& dash)
{
    auto style = std::to_string(cap) + " J\n" + std::to_string(join) + " j\n";
    append_factor(style, miter);
    style += " M\n" + dash + " d\n";
    if (m_state.style == style)
        return;
    m_text += style;
    m_state.style = std::move(style);
}

static std::string dictionary(const char* kind, const std::string& entries)
{
    return entries.empty() ? "" : std::string("/") + kind + "<<" + entries + ">>";
}

static void append_entries(
    std::string& text, char letter, const std::map<std::uint32_t, std::uint32_t>& objects)
{
    for (const auto& [number, object] : objects) {
        text += '/';
        text += letter;
        text += std::to_string(number) + " " + reference(object);
    }
}

std::string Canvas::resources() const
{
    std::string fonts;
    append_entries(fonts, 'F', m_fonts);
    std::string objects;
    append_entries(objects, 'P', m_pictures);
    append_entries(objects, 'X', m_groups);
    std::string shades;
    append_entries(shades, 'S', m_shades);
    std::string states;
    for (const auto& [alpha, blend] : m_blendings) {
        std::string share;
        append_share(share, alpha);
        states += "/" + blending_name(alpha, blend) + "<</ca " + share + "/CA " + share + "/BM/"
            + blend_names[blend] + ">>";
    }
    for (const auto& [name, form] : m_masks)
        states += "/" + name + form;
    return "<<" + dictionary("Font", fonts) + dictionary("XObject", objects)
        + dictionary("Shading", shades) + dictionary("ExtGState", states) + ">>";
}

}
