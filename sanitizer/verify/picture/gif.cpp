// SPDX-License-Identifier: MIT
// A GIF as sanitizer/encode/picture writes it: a table of colours for all, how often it plays,
// then for each frame a control block, perhaps a table of its own, and the pixels.
#include "sanitizer/verify/picture/budget.h"
#include "sanitizer/verify/picture/lzw.h"

#include <algorithm>

namespace verify_picture {

static Error other()
{
    return Error { "a GIF that we do not write" };
}

static Result<void> expect(base::Reader& reader, std::string_view wanted)
{
    if (base::text_of(TRY(reader.take(wanted.size()))) != wanted)
        return other();
    return {};
}

static bool comes(base::Reader reader, std::string_view wanted)
{
    auto bytes = reader.take(wanted.size());
    return bytes && base::text_of(bytes.value()) == wanted;
}

struct Screen {
    std::uint32_t width;
    std::uint32_t height;
    unsigned power; // 2 << power colours.
};

static Result<Screen> read_screen(base::Reader& reader)
{
    TRY(expect(reader, "GIF89a"));
    Screen screen {};
    screen.width = TRY(reader.u16_le());
    screen.height = TRY(reader.u16_le());
    auto flags = TRY(reader.u8());
    if ((flags & 0xF8) != 0xF0 || screen.width == 0 || screen.height == 0)
        return other();
    TRY(expect(reader, std::string_view("\0\0", 2)));
    screen.power = flags & 7;
    TRY(reader.take(std::size_t { 6 } << screen.power));
    return screen;
}

static Result<void> read_loops(base::Reader& reader)
{
    constexpr std::string_view introduction("\x21\xFF\x0BNETSCAPE2.0\x03\x01", 16);
    if (!comes(reader, introduction.substr(0, 2)))
        return {};
    TRY(expect(reader, introduction));
    TRY(reader.u16_le());
    return expect(reader, std::string_view("\0", 1));
}

static Result<void> read_frame(base::Reader& reader, const Screen& screen, Budget& budget)
{
    TRY(expect(reader, "\x21\xF9\x04"));
    auto flags = TRY(reader.u8());
    TRY(reader.u16_le());
    auto transparent = TRY(reader.u8());
    if ((flags & ~0x0D) != 0 || ((flags & 1) == 0 && transparent != 0))
        return other();
    TRY(expect(reader, std::string_view("\0\x2C", 2)));
    std::uint32_t left = TRY(reader.u16_le());
    std::uint32_t top = TRY(reader.u16_le());
    std::uint32_t width = TRY(reader.u16_le());
    std::uint32_t height = TRY(reader.u16_le());
    if (left + width > screen.width || top + height > screen.height)
        return other();
    TRY(budget.take(width, height));
    auto table = TRY(reader.u8());
    if (table != 0 && (table & 0xF8) != 0x80)
        return other();
    auto power = table != 0 ? table & 7u : screen.power;
    if (table != 0)
        TRY(reader.take(std::size_t { 6 } << power));
    auto code_size = TRY(reader.u8());
    if (code_size != std::max(2u, power + 1) || transparent >= 2u << power)
        return other();
    return check_lzw(reader, code_size, 2u << power, std::uint64_t { width } * height);
}

Result<Verified> check_gif(base::View file, Budget& budget)
{
    base::Reader reader(file);
    auto screen = TRY(read_screen(reader));
    TRY(read_loops(reader));
    std::uint32_t frames = 0;
    do {
        TRY(read_frame(reader, screen, budget));
        ++frames;
    } while (!comes(reader, "\x3B"));
    TRY(reader.u8());
    if (!reader.at_end())
        return other();
    return Verified { screen.width, screen.height, frames };
}

}
