// SPDX-License-Identifier: MIT
// Reads a list of drawing steps, as sanitizer/decode/pdf/drawing/list.h has it. Whoever wrote it
// has read a hostile file: each field is within its bounds afterwards, or the list is an Error.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <array>
#include <string>

namespace encode_pdf_drawing {

enum class Step : std::uint8_t {
    Save = 1,
    Restore,
    Clip,
    Fill,
    Stroke,
    Glyphs,
    Font,
    Glyph,
    Picture,
    PaintPicture,
    Shade,
    BeginGroup,
    EndGroup,
    SetMask,
    LinkToPage,
    LinkToAddress,
    Bookmark,
};
enum class Verb : std::uint8_t { End, Move, Line, Curve, Close };
enum class Rule : std::uint8_t { NonZero, EvenOdd };
enum class Ink : std::uint8_t { Fill, None };
enum class PictureKind : std::uint8_t { Bilevel, Gray, Colour, Stencil };
enum class Coding : std::uint8_t { Exact, Photograph };
enum class ShadeKind : std::uint8_t { Axial, Radial };
enum class GroupKind : std::uint8_t { Plain, Blended, Mask };
enum class MaskKind : std::uint8_t { Alpha, Luminosity };

struct Paint {
    std::array<std::uint8_t, 3> colour {};
    std::uint8_t alpha { 255 };
    std::uint8_t blend { 0 };
    bool operator==(const Paint&) const = default;
};

struct Matrix {
    std::array<std::int32_t, 4> factors {}; // 65536ths.
    std::int32_t x { 0 }; // Thousandths of a point.
    std::int32_t y { 0 };
};

class Steps {
public:
    explicit Steps(base::View list)
        : m_reader(list)
    {
    }

    bool at_end() const { return m_reader.at_end(); }
    std::size_t left() const { return m_reader.left(); }
    Result<Step> step() { return code<Step>(Step::Bookmark, 1); }
    template <typename Enum>
    Result<Enum> code(Enum last, std::uint8_t first = 0)
    {
        auto value = TRY(m_reader.u8());
        if (value < first || value > static_cast<std::uint8_t>(last))
            return Error { "a code that no list has" };
        return static_cast<Enum>(value);
    }
    Result<std::uint8_t> u8(std::uint8_t most = 255);
    Result<std::uint16_t> u16() { return m_reader.u16_le(); }
    Result<std::uint32_t> u32() { return m_reader.u32_le(); }
    Result<std::int32_t> length(); // Thousandths of a point.
    Result<std::int32_t> factor(); // 65536ths.
    Result<std::int16_t> small(); // Thousandths of an em.
    Result<Matrix> matrix();
    Result<Paint> paint();
    Result<base::View> bytes(std::uint64_t count);

private:
    base::Reader m_reader;
};

inline constexpr std::int32_t most_fixed = 2'000'000'000;
inline constexpr std::uint8_t last_blend = 15; // Luminosity.

}
