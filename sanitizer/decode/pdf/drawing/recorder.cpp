// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/drawing/recorder.h"

#include "sanitizer/decode/pdf/drawing/geometry.h"

#include <algorithm>
#include <cmath>

namespace decode_pdf_drawing {

static constexpr std::size_t bytes_of_mask = 7; // A whole SetMask.
static constexpr std::size_t most_groups = 64; // Within one another,
static constexpr std::ptrdiff_t most_masks = 4; // and masks.
static constexpr std::size_t most_saved = 400; // Groups and pictures save, too.
static constexpr std::size_t most_saved_in_picture = 10'000; // Poppler keeps a state for each.

static std::uint8_t to_byte(GfxColorComp component)
{
    return colToByte(component);
}

static std::uint8_t to_byte(double share)
{
    return static_cast<std::uint8_t>(std::lround(std::clamp(share, 0.0, 1.0) * 255));
}

Matrix6 Recorder::page_matrix(const GfxState* state) const
{
    Matrix6 matrix;
    for (std::size_t i = 0; i < 6; ++i)
        matrix[i] = state->getCTM()[i] * m_scale;
    return matrix;
}

static Paint paint_of(const GfxRGB& colour, double opacity, GfxBlendMode blend)
{
    return { to_byte(colour.r), to_byte(colour.g), to_byte(colour.b), to_byte(opacity),
        static_cast<std::uint8_t>(blend) };
}

Paint Recorder::fill_paint(GfxState* state)
{
    GfxRGB colour {};
    state->getFillRGB(&colour);
    if (state->getBlendMode() != gfxBlendNormal && !m_groups.empty())
        m_groups.back().is_blended = true;
    return paint_of(colour, state->getFillOpacity(), state->getBlendMode());
}

Paint Recorder::stroke_paint(GfxState* state)
{
    GfxRGB colour {};
    state->getStrokeRGB(&colour);
    if (state->getBlendMode() != gfxBlendNormal && !m_groups.empty())
        m_groups.back().is_blended = true;
    return paint_of(colour, state->getStrokeOpacity(), state->getBlendMode());
}

void Recorder::begin(Step step)
{
    end_run();
    m_list.code(step);
}

void Recorder::finish()
{
    end_run();
}

// Letters without ink need nothing of what is saved.
void Recorder::saveState(GfxState*)
{
    m_masks.push_back(m_masks.back());
    m_is_too_deep = m_is_too_deep || m_masks.size() > most_saved_in_picture;
    if (!draws())
        return;
    begin(Step::Save);
    m_is_beyond = m_is_beyond || m_masks.size() > most_saved;
}

void Recorder::restoreState(GfxState*)
{
    if (draws())
        begin(Step::Restore);
    if (m_masks.size() > 1)
        m_masks.pop_back();
}

void Recorder::path(const GfxState* state, const Matrix6& matrix)
{
    auto* path = const_cast<GfxPath*>(state->getPath());
    auto put = [&](const GfxSubpath& part, int i) {
        double x = 0;
        double y = 0;
        apply(matrix, part.getX(i), part.getY(i), x, y);
        m_list.point(x, y);
    };
    for (int i = 0; i < path->getNumSubpaths(); ++i) {
        const auto& part = *path->getSubpath(i);
        if (part.getNumPoints() == 0)
            continue;
        m_list.code(Verb::Move);
        put(part, 0);
        for (int k = 1; k < part.getNumPoints();) {
            if (part.getCurve(k) && k + 2 < part.getNumPoints()) {
                m_list.code(Verb::Curve);
                put(part, k);
                put(part, k + 1);
                put(part, k + 2);
                k += 3;
            } else {
                // Closing draws the last line anew.
                auto is_closing = part.isClosed() && k == part.getNumPoints() - 1 && k > 1;
                if (!is_closing || part.getX(k) != part.getX(0) || part.getY(k) != part.getY(0)) {
                    m_list.code(Verb::Line);
                    put(part, k);
                }
                ++k;
            }
        }
        if (part.isClosed())
            m_list.code(Verb::Close);
    }
    m_list.code(Verb::End);
}

void Recorder::fill_path(GfxState* state, Rule rule)
{
    if (!draws() || state->getFillColorSpace()->isNonMarking())
        return;
    begin(Step::Fill);
    m_list.code(rule);
    m_list.paint(fill_paint(state));
    path(state, page_matrix(state));
}

void Recorder::fill(GfxState* state)
{
    fill_path(state, Rule::NonZero);
}

void Recorder::eoFill(GfxState* state)
{
    fill_path(state, Rule::EvenOdd);
}

void Recorder::clip_path(GfxState* state, Rule rule)
{
    if (!draws())
        return;
    begin(Step::Clip);
    m_list.code(rule);
    path(state, page_matrix(state));
}

void Recorder::clip(GfxState* state)
{
    clip_path(state, Rule::NonZero);
}

void Recorder::eoClip(GfxState* state)
{
    clip_path(state, Rule::EvenOdd);
}

void Recorder::clipToStrokePath(GfxState*)
{
    m_is_beyond = m_is_beyond || draws();
}

void Recorder::stroke_style(GfxState* state, const Matrix6& to_page, double user_scale)
{
    begin(Step::Stroke);
    m_list.matrix(to_page);
    m_list.length(std::abs(state->getLineWidth()) * user_scale);
    m_list.u8(static_cast<std::uint8_t>(std::clamp(state->getLineCap(), 0, 2)));
    m_list.u8(static_cast<std::uint8_t>(std::clamp(state->getLineJoin(), 0, 2)));
    m_list.factor(std::clamp(state->getMiterLimit(), 1.0, 1000.0));
    double start = 0;
    const auto& dash = state->getLineDash(&start);
    constexpr std::size_t most_dashes = 32;
    auto count = dash.size() <= most_dashes ? dash.size() : 0;
    double sum = 0;
    double written = 0; // As the list rounds it.
    for (std::size_t i = 0; i < count; ++i) {
        m_is_beyond = m_is_beyond || !(dash[i] >= 0);
        sum += dash[i] * user_scale;
        written += std::round(dash[i] * user_scale * 1000) / 1000;
    }
    if (!(written > 0.01)) // Finer than anyone sees.
        count = 0;
    m_list.u8(static_cast<std::uint8_t>(count));
    for (std::size_t i = 0; i < count; ++i)
        m_list.length(dash[i] * user_scale);
    m_list.length(
        count == 0 ? 0 : std::fmod(std::max(start, 0.0), sum * 2 / user_scale) * user_scale);
    m_list.paint(stroke_paint(state));
}

void Recorder::stroke(GfxState* state)
{
    if (!draws() || state->getStrokeColorSpace()->isNonMarking())
        return;
    auto to_page = page_matrix(state);
    auto scale = scale_out(to_page);
    if (scale == 0)
        return;
    stroke_style(state, to_page, scale);
    path(state, { scale, 0, 0, scale, 0, 0 });
}

void Recorder::shade(GfxState* state, GfxUnivariateShading* shading, ShadeKind kind,
    const Matrix6& matrix, const std::array<double, 6>& circles)
{
    begin(Step::Shade);
    m_list.code(kind);
    m_list.matrix(matrix);
    m_list.u8(static_cast<std::uint8_t>(
        (shading->getExtend0() ? 1 : 0) | (shading->getExtend1() ? 2 : 0)));
    if (kind == ShadeKind::Radial) {
        for (auto value : circles)
            m_list.factor(value);
    }
    constexpr int samples = 256;
    for (int i = 0; i < samples; ++i) {
        auto share = static_cast<double>(i) / (samples - 1);
        auto t = shading->getDomain0() + share * (shading->getDomain1() - shading->getDomain0());
        GfxColor colour {};
        GfxRGB rgb {};
        shading->getColor(t, &colour);
        shading->getColorSpace()->getRGB(&colour, &rgb);
        for (auto component : { rgb.r, rgb.g, rgb.b })
            m_list.u8(to_byte(component));
    }
    m_list.paint(fill_paint(state));
}

// Its axis becomes the line from (0, 0) to (1, 0).
bool Recorder::axialShadedFill(GfxState* state, GfxAxialShading* shading, double, double)
{
    if (!draws())
        return true;
    double x0 = 0;
    double y0 = 0;
    double x1 = 0;
    double y1 = 0;
    shading->getCoords(&x0, &y0, &x1, &y1);
    auto dx = x1 - x0;
    auto dy = y1 - y0;
    if (dx == 0 && dy == 0)
        return true; // 8.7.4.5.3: paints nothing.
    shade(state, shading, ShadeKind::Axial,
        product({ dx, dy, -dy, dx, x0, y0 }, page_matrix(state)), {});
    return true;
}

// Its larger circle has a radius of 1; the first one's centre is the origin.
bool Recorder::radialShadedFill(GfxState* state, GfxRadialShading* shading, double, double)
{
    if (!draws())
        return true;
    double x0 = 0;
    double y0 = 0;
    double r0 = 0;
    double x1 = 0;
    double y1 = 0;
    double r1 = 0;
    shading->getCoords(&x0, &y0, &r0, &x1, &y1, &r1);
    if (!(r0 >= 0) || !(r1 >= 0)) { // 8.7.4.5.4 has no such circle.
        m_is_beyond = true;
        return true;
    }
    auto unit = std::max({ r0, r1, std::hypot(x1 - x0, y1 - y0) });
    if (!(unit > 0))
        return true;
    shade(state, shading, ShadeKind::Radial,
        product({ unit, 0, 0, unit, x0, y0 }, page_matrix(state)),
        { 0, 0, r0 / unit, (x1 - x0) / unit, (y1 - y0) / unit, r1 / unit });
    return true;
}

// A group that is not isolated, painted whole and without blending, is what is drawn in it.
bool Recorder::checkTransparencyGroup(GfxState* state, bool knockout)
{
    return knockout || state->getFillOpacity() != 1 || state->getBlendMode() != gfxBlendNormal;
}

void Recorder::beginTransparencyGroup(
    GfxState*, const double*, GfxColorSpace* space, bool isolated, bool knockout, bool mask)
{
    if (!draws())
        return;
    end_run();
    // A group begins without a mask, and is painted through the one that was set before it.
    if (m_cleared_at != 0 && m_cleared_at == m_list.size()) {
        m_list.cut(m_cleared_at - bytes_of_mask);
        m_masks.back() = m_masks.size() > 1 && m_masks[m_masks.size() - 2];
    }
    auto masks = std::ranges::count_if(m_groups, &Group::is_mask) + (mask ? 1 : 0);
    m_is_beyond = m_is_beyond || m_groups.size() >= most_groups || masks > most_masks;
    auto is_masked = m_masks.back();
    m_masks.push_back(false);
    begin(Step::BeginGroup);
    auto number = m_known.group_count++;
    std::shared_ptr<GfxColorSpace> kept(mask && space ? space->copy() : nullptr);
    m_groups.push_back({ m_list.size(), number, mask, is_masked, knockout, std::move(kept) });
    m_list.code(mask ? GroupKind::Mask : GroupKind::Plain);
    m_list.u32(number);
    m_list.u8(255);
    m_list.u8(0);
    m_list.u8(isolated || mask ? 1 : 0);
    m_list.u8(knockout ? 1 : 0);
}

void Recorder::endTransparencyGroup(GfxState*)
{
    if (!draws())
        return;
    begin(Step::EndGroup);
    if (m_masks.size() > 1)
        m_masks.pop_back();
    if (m_groups.empty()) {
        m_is_beyond = true;
        return;
    }
    m_ended = std::move(m_groups.back());
    m_groups.pop_back();
}

// Only now is known how the group is painted; what it was begun as is changed.
void Recorder::paintTransparencyGroup(GfxState* state, const double*)
{
    if (!m_ended)
        return;
    auto alpha = to_byte(state->getFillOpacity());
    auto blend = static_cast<std::uint8_t>(state->getBlendMode());
    auto is_plain = alpha == 255 && blend == 0 && !m_ended->is_blended && !m_ended->is_knockout;
    if (!is_plain) {
        m_list.change_u8(m_ended->at, static_cast<std::uint8_t>(GroupKind::Blended));
        m_list.change_u8(m_ended->at + 5, alpha);
        m_list.change_u8(m_ended->at + 6, blend);
    }
    if (!m_groups.empty() && (blend != 0 || m_ended->is_blended))
        m_groups.back().is_blended = true;
    m_ended.reset();
}

void Recorder::setSoftMask(
    GfxState*, const double*, bool alpha, Function* transfer, GfxColor* backdrop)
{
    if (!draws())
        return;
    if (!m_ended || transfer) {
        m_is_beyond = true;
        return;
    }
    begin(Step::SetMask);
    m_masks.back() = true;
    m_list.u32(m_ended->number + 1);
    m_list.code(alpha ? MaskKind::Alpha : MaskKind::Luminosity);
    GfxGray gray = 0; // Black, where the group has no colours of its own (table 144).
    if (!alpha && backdrop && m_ended->space)
        m_ended->space->getGray(backdrop, &gray);
    m_list.u8(to_byte(gray));
    m_ended.reset();
}

void Recorder::clearSoftMask(GfxState*)
{
    if (!draws())
        return;
    if (!m_masks.back())
        return;
    m_masks.back() = false;
    begin(Step::SetMask);
    m_list.u32(0);
    m_list.code(MaskKind::Alpha);
    m_list.u8(0);
    m_cleared_at = m_list.size();
}

void Recorder::setSoftMaskFromImageMask(GfxState*, Object*, Stream*, int, int, bool, bool, double*)
{
    m_is_beyond = m_is_beyond || draws();
}

}
