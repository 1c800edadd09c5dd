// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/drawing/font.h"

#include "kiosk/core/base/text.h"
#include "sanitizer/encode/pdf/drawing/cff.h"

#include <algorithm>

namespace encode_pdf_drawing {

Result<Font> read_font(Steps& steps)
{
    Font font;
    font.writing = TRY(steps.code(Writing::Vertical));
    font.ascent = TRY(steps.small());
    font.descent = TRY(steps.small());
    return font;
}

static bool may_be_said(std::uint32_t point)
{
    return point >= 0x20 && point <= 0x10FFFF && !(point >= 0xD800 && point <= 0xDFFF)
        && !base::is_unsafe(point);
}

static Result<Point> read_point(Steps& steps, Font& font)
{
    Point point;
    point.x = TRY(steps.small());
    point.y = TRY(steps.small());
    font.box.left = std::min(font.box.left, point.x);
    font.box.right = std::max(font.box.right, point.x);
    font.box.lower = std::min(font.box.lower, point.y);
    font.box.upper = std::max(font.box.upper, point.y);
    return point;
}

static Result<base::Bytes> read_outline(Steps& steps, Font& font)
{
    Charstring outline;
    for (;;) {
        auto verb = TRY(steps.code(Verb::Close));
        switch (verb) {
        case Verb::End: return outline.take();
        case Verb::Close: break; // Each contour is closed.
        case Verb::Move: outline.move(TRY(read_point(steps, font))); break;
        case Verb::Line: TRY(outline.line(TRY(read_point(steps, font)))); break;
        case Verb::Curve: {
            auto first = TRY(read_point(steps, font));
            auto second = TRY(read_point(steps, font));
            TRY(outline.curve(first, second, TRY(read_point(steps, font))));
            break;
        }
        }
    }
}

Result<Glyph> read_glyph(Steps& steps, Font& font)
{
    Glyph glyph;
    glyph.advance = TRY(steps.small());
    auto count = TRY(steps.u8());
    for (std::uint8_t i = 0; i < count; ++i) {
        auto point = TRY(steps.u32());
        if (may_be_said(point))
            glyph.letters += static_cast<char32_t>(point);
        else
            glyph.is_unsafe = true;
    }
    glyph.outline = TRY(read_outline(steps, font));
    return glyph;
}

}
