// SPDX-License-Identifier: MIT
// Writes down what poppler would draw of a page (poppler's OutputDev; ISO 32000-1, 8 to 11).
#pragma once

#include "sanitizer/decode/pdf/drawing/known.h"
#include "sanitizer/decode/pdf/drawing/losses.h"

#include <functional>
#include <poppler/Gfx.h>
#include <poppler/GfxState.h>
#include <poppler/OutputDev.h>

namespace decode_pdf_drawing {

enum class Wanted { All, UnseenText }; // UnseenText: the letters only, in no ink.

class Recorder : public OutputDev {
public:
    // `scale`: points as seen for a unit of the page.
    Recorder(List& list, Known& known, double scale, Wanted wanted)
        : m_list(list)
        , m_known(known)
        , m_scale(scale)
        , m_wanted(wanted)
    {
    }

    // Something that a list cannot hold: the page is to be kept as a picture.
    bool is_beyond() const
    {
        return m_is_beyond || m_list.is_full() || m_known.glyphs.are_too_many();
    }
    // More is saved than there is room for, even for a picture.
    bool is_too_deep() const { return m_is_too_deep; }
    // Letters that are to be seen, and of whose font nothing can be.
    bool has_lost_letters() const { return m_has_lost_letters; }
    const Losses& losses() const { return m_losses; }
    void finish();
    const Matrix6& to_page() const { return m_to_page; } // As the page began.

    void startPage(int, GfxState* state, XRef*) override { m_to_page = page_matrix(state); }
    bool upsideDown() override { return false; }
    bool useDrawChar() override { return true; }
    bool interpretType3Chars() override { return true; }
    bool needNonText() override { return m_wanted == Wanted::All; }
    bool useShadedFills(int type) override { return type == 2 || type == 3; }
    void saveState(GfxState*) override;
    void restoreState(GfxState*) override;
    void stroke(GfxState*) override;
    void fill(GfxState*) override;
    void eoFill(GfxState*) override;
    void clip(GfxState*) override;
    void eoClip(GfxState*) override;
    void clipToStrokePath(GfxState*) override;
    bool axialShadedFill(GfxState*, GfxAxialShading*, double, double) override;
    bool radialShadedFill(GfxState*, GfxRadialShading*, double, double) override;

    void drawChar(GfxState*, double x, double y, double dx, double dy, double origin_x,
        double origin_y, CharCode, int bytes, const Unicode*, int count) override;
    bool beginType3Char(GfxState*, double x, double y, double dx, double dy, CharCode,
        const Unicode*, int count) override;
    void endTextObject(GfxState*) override;
    void beginActualText(GfxState*, const GooString*) override;
    void endActualText(GfxState*) override;

    void drawImageMask(GfxState*, Object*, Stream*, int, int, bool, bool, bool) override;
    void drawImage(
        GfxState*, Object*, Stream*, int, int, GfxImageColorMap*, bool, const int*, bool) override;
    void drawMaskedImage(GfxState*, Object*, Stream*, int, int, GfxImageColorMap*, bool, Stream*,
        int, int, bool, bool) override;
    void drawSoftMaskedImage(GfxState*, Object*, Stream*, int, int, GfxImageColorMap*, bool,
        Stream*, int, int, GfxImageColorMap*, bool) override;
    void setSoftMaskFromImageMask(
        GfxState*, Object*, Stream*, int, int, bool, bool, double*) override;

    bool checkTransparencyGroup(GfxState*, bool knockout) override;
    void beginTransparencyGroup(
        GfxState*, const double*, GfxColorSpace*, bool isolated, bool knockout, bool mask) override;
    void endTransparencyGroup(GfxState*) override;
    void paintTransparencyGroup(GfxState*, const double*) override;
    void setSoftMask(GfxState*, const double*, bool alpha, Function*, GfxColor*) override;
    void clearSoftMask(GfxState*) override;

private:
    bool draws() const { return m_wanted == Wanted::All; }
    struct Run { // Glyphs of one font, size and ink.
        std::uint16_t font { 0 };
        std::array<double, 4> factors {};
        Paint paint;
        Ink ink { Ink::Fill };
        std::size_t count_at { 0 }; // In the list.
        std::uint32_t count { 0 };
    };
    struct Group {
        std::size_t at; // In the list, where its kind stands.
        std::uint32_t number;
        bool is_mask;
        bool is_blended; // Not the same as what is drawn in it.
        bool is_knockout;
        std::shared_ptr<GfxColorSpace> space; // Of a mask's own colours, if it has any.
    };

    Matrix6 page_matrix(const GfxState*) const; // From user space to the page, in points.
    Paint fill_paint(GfxState*);
    Paint stroke_paint(GfxState*);
    void path(const GfxState*, const Matrix6&);
    void fill_path(GfxState*, Rule);
    void clip_path(GfxState*, Rule);
    void begin(Step); // Ends a run of glyphs.
    void end_run();
    GlyphName glyph_name(CharCode, const Unicode*, int count);
    std::optional<PlacedGlyph> use(
        const std::shared_ptr<GfxFont>&, const GlyphName&, double advance);
    void place(GfxState*, const PlacedGlyph&, Ink, const Matrix6&, double page_x, double page_y);
    void add_clip(SplashPath&, const Matrix6& to_page);
    void shade(GfxState*, GfxUnivariateShading*, ShadeKind, const Matrix6&,
        const std::array<double, 6>& circles);
    void stroke_outline(GfxState*, SplashPath&, const Matrix6& em_to_user);
    void stroke_style(GfxState*, const Matrix6& to_page, double user_scale);
    // The picture's number, or none if it is written nowhere.
    std::optional<std::uint32_t> picture(const PictureName*, const std::function<bool()>& write);
    void paint_picture(GfxState*, std::uint32_t number);
    void begin_picture(PictureKind, Coding, int columns, int rows, std::uint32_t mask);
    bool write_picture(Stream*, int columns, int rows, GfxImageColorMap*, std::uint32_t mask);
    bool write_stencil(Stream*, int columns, int rows, bool invert, PictureKind);
    bool write_mask(Stream*, int columns, int rows, GfxImageColorMap*);
    bool write_colour_mask(Stream*, int columns, int rows, GfxImageColorMap*, const int* ranges);

    List& m_list;
    Known& m_known;
    double m_scale;
    Wanted m_wanted;
    Matrix6 m_to_page { 1, 0, 0, 1, 0, 0 };
    bool m_is_beyond { false };
    bool m_is_too_deep { false };
    Losses m_losses;
    bool m_has_lost_letters { false };
    std::optional<Run> m_run;
    std::vector<Group> m_groups;
    std::optional<Group> m_ended;
    std::vector<bool> m_masks { false }; // Whether a soft mask is set, by saved state.
    std::size_t m_cleared_at { 0 }; // Where the list ended after the last mask was taken away.
    base::Bytes m_text_clip; // Verbs and points, as the list has them.
    bool m_has_text_clip { false };
    std::optional<std::vector<Unicode>> m_actual; // What the next glyph stands for.
};

}
