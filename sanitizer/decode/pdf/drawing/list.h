// SPDX-License-Identifier: MIT
// A page as a list of drawing steps: the only thing that leaves this worker. Nothing in it is a
// byte of the document's; fonts are outlines, pictures are samples.
//
// Numbers are little-endian. A length is a signed 32-bit count of thousandths of a point, from the
// page's lower left corner; a matrix has four 32-bit factors in 1/65536 and two lengths; a path is
// verbs (1 move, 2 line, 3 curve, 4 close), each followed by its points, and a 0.
//   Save, Restore: nothing                Clip: rule, path
//   Fill: rule, paint, path               Stroke: matrix, width, cap, join, miter, dash, paint,
//   path Glyphs: ink, font 16, four factors of 32 bits in 1/65536 point per em, paint, count 32,
//           count times (glyph 16, x, y)
//   Font: number 16, writing mode, ascent and descent 16 signed (thousandths of an em)
//   Glyph: font 16, number 16, advance 16, count of letters, each 32, outline as a path whose
//   points
//          are 16-bit thousandths of an em
//   Picture: number 32, kind, coding, columns 32, rows 32, mask's number + 1 or 0, samples
//   Paint picture: number 32, matrix, paint
//   Shade: kind, matrix, extends, six 32-bit numbers in 1/65536 if radial, 256 times RGB, paint
//   Begin group: kind, number 32, alpha, blend, isolated, knockout, left, lower, right, upper
//   End group: nothing                    Set mask: group's number 32 + 1 or 0, kind, backdrop gray
//   Link to a page: box, page 32, top     Link to elsewhere: box, length 16, address
//   Bookmark: depth, page 32 + 1 or 0, top, count of letters 16, each 32
// A paint is red, green, blue, alpha, blend mode (ISO 32000-1, 11.3.5, in the order of its tables).
#pragma once

#include "kiosk/core/base/bytes.h"

#include <array>
#include <cmath>
#include <cstring>

namespace decode_pdf_drawing {

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
    std::uint8_t red { 0 };
    std::uint8_t green { 0 };
    std::uint8_t blue { 0 };
    std::uint8_t alpha { 255 };
    std::uint8_t blend { 0 };
    bool operator==(const Paint&) const = default;
};

using Matrix6 = std::array<double, 6>;

// Into memory of a size that does not change. What does not fit is counted and not written.
class List {
public:
    explicit List(std::span<std::uint8_t> memory)
        : m_memory(memory)
    {
    }

    std::size_t size() const { return m_size; }
    bool is_full() const { return m_size > m_memory.size(); }
    void clear() { m_size = 0; }
    void cut(std::size_t size) { m_size = size; }

    void u8(std::uint8_t value) { put(&value, 1); }
    template <typename Enum>
    void code(Enum value)
    {
        u8(static_cast<std::uint8_t>(value));
    }
    void u16(std::uint16_t value) { put(&value, 2); }
    void u32(std::uint32_t value) { put(&value, 4); }
    void length(double points) { u32(to_fixed(points * 1000)); }
    void point(double x, double y)
    {
        length(x);
        length(y);
    }
    void factor(double value) { u32(to_fixed(value * 65536)); }
    void small(double thousandths); // 16 bits, signed.
    void matrix(const Matrix6&);
    void paint(const Paint&);
    void bytes(base::View);
    // Room for so many bytes, or none.
    std::span<std::uint8_t> reserve(std::size_t count);
    // Puts another list before this one.
    void prepend(base::View);
    void change_u8(std::size_t at, std::uint8_t value);

private:
    static std::uint32_t to_fixed(double);
    void put(const void* bytes, std::size_t count)
    {
        if (m_size + count <= m_memory.size())
            std::memcpy(m_memory.data() + m_size, bytes, count);
        m_size += count;
    }

    std::span<std::uint8_t> m_memory;
    std::size_t m_size { 0 };
};

}
