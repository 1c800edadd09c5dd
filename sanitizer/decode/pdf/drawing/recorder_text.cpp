// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/drawing/recorder.h"

#include "sanitizer/decode/pdf/drawing/geometry.h"

#include <algorithm>
#include <cmath>
#include <poppler/GfxFont.h>
#include <poppler/UTF.h>
#include <poppler/goo/gmem.h>
#include <poppler/splash/SplashPath.h>

namespace decode_pdf_drawing {

void Recorder::end_run()
{
    if (!m_run)
        return;
    auto count = m_run->count;
    for (std::size_t i = 0; i < 4; ++i, count >>= 8)
        m_list.change_u8(m_run->count_at + i, static_cast<std::uint8_t>(count));
    m_run.reset();
}

// From ems of the font to the page, without a place.
static Matrix6 em_matrix(GfxState* state, double scale)
{
    Matrix6 matrix {};
    state->getFontTransMat(&matrix[0], &matrix[1], &matrix[2], &matrix[3]);
    matrix[0] *= state->getHorizScaling();
    matrix[1] *= state->getHorizScaling();
    for (auto& factor : matrix)
        factor *= scale;
    return matrix;
}

void Recorder::place(GfxState* state, const PlacedGlyph& glyph, Ink ink, const Matrix6& matrix,
    double page_x, double page_y)
{
    std::array<double, 4> factors { matrix[0], matrix[1], matrix[2], matrix[3] };
    auto paint = ink == Ink::None ? Paint {} : fill_paint(state);
    if (!m_run || m_run->font != glyph.font || m_run->factors != factors || m_run->paint != paint
        || m_run->ink != ink) {
        begin(Step::Glyphs);
        m_list.code(ink);
        m_list.u16(glyph.font);
        for (auto factor : factors)
            m_list.factor(factor);
        m_list.paint(paint);
        m_run = Run { glyph.font, factors, paint, ink, m_list.size(), 0 };
        m_list.u32(0);
    }
    ++m_run->count;
    m_list.u16(glyph.number);
    m_list.point(page_x, page_y);
}

// How far the glyph itself leads on, in ems: without the spaces that are added to it (9.3).
static double advance_of(GfxState* state, double dx, double dy, CharCode code, int bytes)
{
    auto size = state->getFontSize();
    if (size == 0)
        return 0;
    auto spaces = state->getCharSpace();
    if (bytes == 1 && code == ' ')
        spaces += state->getWordSpace();
    if (state->getFont()->getWMode())
        return (std::abs(dy) > 0 ? dy - spaces : 0) / size;
    auto stretch = state->getHorizScaling();
    return stretch == 0 ? 0 : (dx / stretch - spaces) / size;
}

GlyphName Recorder::glyph_name(CharCode code, const Unicode* letters, int count)
{
    GlyphName name { code, {} };
    if (m_actual) {
        // What one glyph cannot stand for, the next ones do.
        auto taken = std::min(m_actual->size(), Glyphs::most_letters);
        auto end = m_actual->begin() + static_cast<std::ptrdiff_t>(taken);
        name.letters.assign(m_actual->begin(), end);
        m_actual->erase(m_actual->begin(), end);
    } else if (letters && count > 0) {
        name.letters.assign(letters, letters + count);
        if (name.letters.size() > Glyphs::most_letters)
            m_losses.letters += name.letters.size() - Glyphs::most_letters;
    }
    return name;
}

std::optional<PlacedGlyph> Recorder::use(
    const std::shared_ptr<GfxFont>& font, const GlyphName& name, double advance)
{
    auto glyph = m_known.glyphs.use(font, name, advance);
    m_is_beyond = m_is_beyond || !glyph;
    return glyph;
}

void Recorder::drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
    double origin_y, CharCode code, int bytes, const Unicode* letters, int count)
{
    const auto& font = state->getFont();
    if (!font)
        return;
    auto render = state->getRender();
    auto is_seen = m_wanted == Wanted::All;
    auto fills = is_seen && (render & 3) != 1 && (render & 3) != 3
        && !state->getFillColorSpace()->isNonMarking();
    auto strokes = is_seen && ((render & 3) == 1 || (render & 3) == 2)
        && !state->getStrokeColorSpace()->isNonMarking();
    auto name = glyph_name(code, letters, count);
    // The dx that poppler tells is turned by the text matrix already; it is turned back.
    const auto* text = state->getTextMat();
    auto determinant = text[0] * text[3] - text[1] * text[2];
    auto plain_dx = determinant == 0 ? 0 : (dx * text[3] - dy * text[2]) / determinant;
    auto plain_dy = determinant == 0 ? 0 : (dy * text[0] - dx * text[1]) / determinant;
    auto glyph = use(font, name, advance_of(state, plain_dx, plain_dy, code, bytes));
    if (!glyph)
        return;
    auto matrix = em_matrix(state, m_scale);
    double page_x = 0;
    double page_y = 0;
    state->transform(x - origin_x, y - origin_y, &page_x, &page_y);
    page_x *= m_scale;
    page_y *= m_scale;
    // What is written vertically hangs in the middle beneath its place, and that place is told:
    // 9.7.4.3, with the default of half an em and 0.88.
    if (font->getWMode()) {
        page_x += matrix[0] * 0.5 + matrix[2] * 0.88;
        page_y += matrix[1] * 0.5 + matrix[3] * 0.88;
    }
    place(state, *glyph, fills ? Ink::Fill : Ink::None, matrix, page_x, page_y);
    auto clips = is_seen && (render & 4) != 0;
    if (fills || strokes || clips) {
        m_has_lost_letters = m_has_lost_letters || glyph->shape == Shape::Lost;
        m_is_beyond = m_is_beyond || glyph->shape == Shape::TooLarge;
    }
    if (!strokes && !clips)
        return;
    auto outline = m_known.glyphs.outline(font, code);
    if (!outline)
        return;
    auto size = state->getFontSize() / Glyphs::em;
    auto stretch = state->getHorizScaling();
    Matrix6 em_to_user { text[0] * size * stretch, text[1] * size * stretch, text[2] * size,
        text[3] * size, x - origin_x, y - origin_y };
    if (strokes)
        stroke_outline(state, *outline, em_to_user);
    if (clips)
        add_clip(*outline, product(em_to_user, page_matrix(state)));
}

void Recorder::stroke_outline(GfxState* state, SplashPath& outline, const Matrix6& em_to_user)
{
    auto to_page = page_matrix(state);
    auto scale = scale_out(to_page);
    if (scale == 0)
        return;
    stroke_style(state, to_page, scale);
    outline_path(m_list, outline, product(em_to_user, { scale, 0, 0, scale, 0, 0 }));
}

// Collected until the text object ends (9.3.6); each outline is written as the list has paths.
void Recorder::add_clip(SplashPath& outline, const Matrix6& to_page)
{
    auto count = static_cast<std::size_t>(outline.getLength());
    constexpr std::size_t most = 64 << 20;
    base::Bytes written(count * bytes_of_point + 1);
    List list(written);
    outline_path(list, outline, to_page);
    if (list.is_full() || m_text_clip.size() + list.size() > most) {
        m_is_beyond = true;
        return;
    }
    m_has_text_clip = true;
    // Without its end.
    m_text_clip.insert(m_text_clip.end(), written.begin(),
        written.begin() + static_cast<std::ptrdiff_t>(list.size() - 1));
}

void Recorder::endTextObject(GfxState*)
{
    if (!m_has_text_clip)
        return;
    begin(Step::Clip);
    m_list.code(Rule::NonZero);
    m_list.bytes(m_text_clip);
    m_list.code(Verb::End);
    m_text_clip.clear();
    m_has_text_clip = false;
}

// Poppler has put the glyph's own space in the place of the user's (9.6.5).
bool Recorder::beginType3Char(GfxState* state, double, double, double, double, CharCode code,
    const Unicode* letters, int count)
{
    const auto& font = state->getFont();
    const auto* own = font ? static_cast<Gfx8BitFont&>(*font).getFontMatrix() : nullptr;
    auto determinant = own ? own[0] * own[3] - own[1] * own[2] : 0;
    if (determinant == 0) {
        ++m_losses.letters;
        return false;
    }
    auto name = glyph_name(code, letters, count);
    auto matrix = product({ own[3] / determinant, -own[1] / determinant, -own[2] / determinant,
                              own[0] / determinant, 0, 0 },
        page_matrix(state));
    auto advance = static_cast<Gfx8BitFont&>(*font).getWidth(static_cast<unsigned char>(code));
    // What it looks like is drawn by the steps that follow; this is what it means.
    if (auto glyph = use(font, name, advance))
        place(state, *glyph, Ink::None, matrix, state->getCTM()[4] * m_scale,
            state->getCTM()[5] * m_scale);
    return false;
}

void Recorder::beginActualText(GfxState*, const GooString* text)
{
    if (!text)
        return;
    Unicode* points = nullptr;
    auto count = TextStringToUCS4(text->toStr(), &points);
    m_actual.emplace(points, points + std::max(count, 0));
    gfree(points);
}

void Recorder::endActualText(GfxState*)
{
    if (m_actual)
        m_losses.letters += m_actual->size();
    m_actual.reset();
}

}
