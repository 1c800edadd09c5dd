// SPDX-License-Identifier: MIT
// A WebP as libwebp writes it for us: RIFF, perhaps VP8X, and the picture or the frames. Every
// chunk is accounted for; within a coded picture, its header and the sizes of its parts.
#include "sanitizer/verify/picture/budget.h"
#include "sanitizer/verify/picture/vp8.h"

namespace verify_picture {

enum Flag : std::uint8_t { Alpha = 0x10, Moves = 0x02 };

static constexpr std::uint32_t background = 0xFFFFFFFF;

static Error other()
{
    return Error { "a WebP that we do not write" };
}

// The next chunk, which must be `name`.
static Result<base::View> chunk(base::Reader& reader, std::string_view name)
{
    if (base::text_of(TRY(reader.take(4))) != name)
        return other();
    auto size = TRY(reader.u32_le());
    auto data = TRY(reader.take(size));
    if (size % 2 != 0 && TRY(reader.u8()) != 0)
        return other();
    return data;
}

static bool comes(base::Reader reader, std::string_view name)
{
    auto bytes = reader.take(4);
    return bytes && base::text_of(bytes.value()) == name;
}

static Result<std::uint32_t> u24(base::Reader& reader)
{
    std::uint32_t low = TRY(reader.u16_le());
    return low | std::uint32_t { TRY(reader.u8()) } << 16;
}

// One coded picture up to the end of `reader`.
static Result<CodedSize> read_picture(base::Reader& reader, Budget& budget)
{
    bool alpha = comes(reader, "ALPH");
    auto mask = alpha ? TRY(chunk(reader, "ALPH")) : base::View {};
    bool lossless = !alpha && comes(reader, "VP8L");
    auto size = lossless ? TRY(check_vp8l(TRY(chunk(reader, "VP8L"))))
                         : TRY(check_vp8(TRY(chunk(reader, "VP8 "))));
    TRY(budget.take(size.width, size.height));
    if (alpha)
        TRY(check_alpha(mask, size));
    if (!reader.at_end())
        return other();
    return size;
}

struct Canvas {
    std::uint8_t flags;
    std::uint32_t width;
    std::uint32_t height;
};

static Result<Canvas> read_canvas(base::Reader& reader)
{
    base::Reader fields(TRY(chunk(reader, "VP8X")));
    auto flags = TRY(fields.u8());
    if ((flags & ~(Alpha | Moves)) != 0 || TRY(u24(fields)) != 0)
        return other();
    auto width = TRY(u24(fields)) + 1;
    auto height = TRY(u24(fields)) + 1;
    if (!fields.at_end())
        return other();
    return Canvas { flags, width, height };
}

static Result<void> read_frame(base::Reader& reader, const Canvas& canvas, Budget& budget)
{
    base::Reader frame(TRY(chunk(reader, "ANMF")));
    auto left = TRY(u24(frame)) * 2;
    auto top = TRY(u24(frame)) * 2;
    auto width = TRY(u24(frame)) + 1;
    auto height = TRY(u24(frame)) + 1;
    TRY(u24(frame)); // How long it is shown.
    if ((TRY(frame.u8()) & ~3) != 0 || left + width > canvas.width || top + height > canvas.height)
        return other();
    auto size = TRY(read_picture(frame, budget));
    if (size.width != width || size.height != height)
        return other();
    return {};
}

static Result<Verified> read_moving(base::Reader& reader, const Canvas& canvas, Budget& budget)
{
    base::Reader animation(TRY(chunk(reader, "ANIM")));
    if (TRY(animation.u32_le()) != background)
        return other();
    TRY(animation.u16_le());
    if (!animation.at_end())
        return other();
    Verified verified { canvas.width, canvas.height, 0 };
    do {
        TRY(read_frame(reader, canvas, budget));
        ++verified.frames;
    } while (!reader.at_end());
    return verified;
}

Result<Verified> check_webp(base::View file, Budget& budget)
{
    base::Reader reader(file);
    if (base::text_of(TRY(reader.take(4))) != "RIFF" || TRY(reader.u32_le()) != reader.left()
        || base::text_of(TRY(reader.take(4))) != "WEBP")
        return other();
    Canvas canvas { 0, 0, 0 };
    bool extended = comes(reader, "VP8X");
    if (extended)
        canvas = TRY(read_canvas(reader));
    if ((canvas.flags & Moves) != 0)
        return read_moving(reader, canvas, budget);
    auto size = TRY(read_picture(reader, budget));
    if (extended && (size.width != canvas.width || size.height != canvas.height))
        return other();
    return Verified { size.width, size.height, 1 };
}

}
