// SPDX-License-Identifier: MIT
// Lists of drawing steps as a renderer may send them (sanitizer/decode/pdf/drawing/list.h), made by
// hand: sound ones, and ones that no honest renderer writes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lists {

// The codes of the steps.
enum : std::uint8_t {
    save = 1,
    restore,
    clip,
    fill,
    stroke,
    glyphs,
    font,
    glyph,
    picture,
    paint_picture,
    shade,
    begin_group,
    end_group,
    set_mask,
    link_to_page,
    link_to_address,
    bookmark
};

class List {
public:
    template <typename... Values>
    List& u8(Values... values)
    {
        (put(static_cast<std::uint64_t>(values), 1), ...);
        return *this;
    }
    template <typename... Values>
    List& u16(Values... values)
    {
        (put(static_cast<std::uint64_t>(values), 2), ...);
        return *this;
    }
    template <typename... Values>
    List& u32(Values... values)
    {
        (put(static_cast<std::uint64_t>(values), 4), ...);
        return *this;
    }
    List& text(std::string_view text)
    {
        m_bytes += text;
        return *this;
    }
    List& paint(
        unsigned red, unsigned green, unsigned blue, unsigned alpha = 255, unsigned blend = 0)
    {
        return u8(red, green, blue, alpha, blend);
    }
    List& upright(double scale = 1, int x = 0, int y = 0)
    {
        auto factor = static_cast<std::int64_t>(scale * 65'536);
        return u32(factor, 0, 0, factor, x, y);
    }
    // A triangle in thousandths of a point.
    List& triangle(int side = 50'000)
    {
        return u8(1).u32(0, 0).u8(2).u32(side, 0).u8(2).u32(0, side).u8(4, 0);
    }
    List& define_font(int number, int writing = 0)
    {
        return u8(font).u16(number).u8(writing).u16(800, -200);
    }
    // One triangle that means the letters.
    List& define_glyph(int font_number, int number, std::u32string_view letters = U"a")
    {
        u8(glyph).u16(font_number, number, 500).u8(letters.size());
        for (auto letter : letters)
            u32(letter);
        return u8(1).u16(0, 0).u8(2).u16(400, 0).u8(3).u16(400, 300, 300, 400, 0, 700).u8(4, 0);
    }
    List& set_glyphs(int font_number, int count, int ink = 0)
    {
        u8(glyphs, ink).u16(font_number).u32(12 * 65'536, 0, 0, 12 * 65'536);
        return paint(0, 0, 0).u32(count);
    }
    List& define_picture(
        int number, int kind, int coding, unsigned columns, unsigned rows, int mask = 0)
    {
        auto bits = kind == 0 || kind == 3;
        u8(picture).u32(number).u8(kind, coding).u32(columns, rows, mask);
        auto row = bits ? (columns + 7) / 8 : kind == 1 ? columns : columns * 3;
        return text(std::string(std::size_t { row } * rows, '\xA5'));
    }
    List& link(std::string_view address)
    {
        u8(link_to_address).u32(0, 0, 20'000, 10'000).u16(address.size());
        return text(address);
    }

    operator const std::string&() const { return m_bytes; }
    const std::string& bytes() const { return m_bytes; }

private:
    void put(std::uint64_t value, int bytes)
    {
        for (int i = 0; i < bytes; ++i, value >>= 8)
            m_bytes += static_cast<char>(value);
    }

    std::string m_bytes;
};

// A page with every kind of step. A document of it has two pages at least.
inline std::string everything()
{
    List list;
    list.define_font(0).define_glyph(0, 1, U"V").define_glyph(0, 2, U"水");
    list.define_font(1, 1).define_glyph(1, 1, U"\U00020BB7");
    list.u8(save, clip, 0).triangle(90'000);
    list.u8(fill, 1).paint(255, 0, 0, 128, 1).triangle();
    list.u8(stroke).upright().u32(1500).u8(1, 2).u32(10 * 65'536).u8(2).u32(3000, 2000, 500);
    list.paint(0, 0, 255).triangle();
    list.u8(restore);
    list.set_glyphs(0, 2).u16(1).u32(10'000, 40'000).u16(2).u32(16'000, 40'000);
    list.set_glyphs(1, 1, 1).u16(1).u32(10'000, 20'000);
    list.define_picture(0, 1, 0, 5, 3).define_picture(1, 2, 0, 5, 3, 1);
    list.define_picture(2, 0, 0, 13, 2)
        .define_picture(3, 3, 0, 9, 2)
        .define_picture(4, 2, 1, 16, 8);
    for (int i : { 1, 2, 3, 4 })
        list.u8(paint_picture).u32(i).upright(20, 1000 * i, 500).paint(9, 99, 199);
    list.u8(shade, 0).upright(30).u8(1).text(std::string(768, 'x')).paint(0, 0, 0);
    list.u8(shade, 1).upright(30).u8(3).u32(0, 0, 100, 65'536, 0, 65'536);
    list.text(std::string(768, 'y')).paint(0, 0, 0, 99);
    list.u8(begin_group, 2).u32(0).u8(255, 0, 1, 0).u8(fill, 0).paint(200, 200, 200).triangle();
    list.u8(end_group, set_mask).u32(1).u8(1, 128);
    list.u8(begin_group, 1).u32(1).u8(90, 2, 1, 1).u8(fill, 0).paint(1, 2, 3).triangle();
    list.u8(end_group, set_mask).u32(0).u8(0, 0);
    list.u8(begin_group, 0).u32(2).u8(255, 0, 0, 0, end_group);
    list.u8(link_to_page).u32(0, 0, 20'000, 10'000, 1, 80'000).link("https://Example.org/a b");
    return list;
}

// An outline of three: one with another in it, and one that leads nowhere.
inline std::string outline()
{
    List list;
    list.u8(bookmark, 0).u32(1, 90'000).u16(2).u32('A', 0x6C34);
    list.u8(bookmark, 1).u32(2, 0).u16(1).u32(0x20BB7);
    list.u8(bookmark, 0).u32(0, 0).u16(1).u32('C');
    return list;
}

}
