// SPDX-License-Identifier: MIT
#include "sanitizer/decode/png/decode.h"

#include <csetjmp>
#include <cstring>
#include <png.h>

namespace decode_png {

struct Source {
    const std::uint8_t* next;
    std::size_t left;
};

[[noreturn]] static void fail(png_structp png, png_const_charp)
{
    png_longjmp(png, 1);
}

static void read(png_structp png, png_bytep into, std::size_t count)
{
    auto* source = static_cast<Source*>(png_get_io_ptr(png));
    if (count > source->left)
        fail(png, nullptr);
    std::memcpy(into, source->next, count);
    source->next += count;
    source->left -= count;
}

static void ask_for_eight_bits(png_structp png, png_infop info)
{
    png_set_scale_16(png);
    png_set_expand(png);
    auto colour = png_get_color_type(png, info);
    bool sees_through
        = (colour & PNG_COLOR_MASK_ALPHA) != 0 || png_get_valid(png, info, PNG_INFO_tRNS) != 0;
    if (colour != PNG_COLOR_TYPE_PALETTE && sees_through)
        png_set_gray_to_rgb(png);
}

// Nothing with a destructor lives in here: libpng leaves it by longjmp. The owners are the
// caller's.
static bool draw(png_structp png, png_infop info, const Chunks& chunks, Pixels& pixels,
    std::vector<png_bytep>& rows)
{
    if (setjmp(png_jmpbuf(png)) != 0)
        return false;
    png_set_user_limits(png, chunks.width, chunks.height);
    png_set_benign_errors(png, 0);
    png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_read_info(png, info);
    ask_for_eight_bits(png, info);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
    pixels.channels = png_get_channels(png, info);
    auto row_bytes = std::size_t { chunks.width } * pixels.channels;
    if (png_get_rowbytes(png, info) != row_bytes || pixels.channels == 2)
        return false;
    pixels.bytes.resize(row_bytes * chunks.height);
    rows.resize(chunks.height);
    for (std::size_t y = 0; y < chunks.height; ++y)
        rows[y] = pixels.bytes.data() + y * row_bytes;
    png_read_image(png, rows.data());
    png_read_end(png, nullptr);
    return true;
}

std::variant<Pixels, Refused> decode(const Chunks& chunks)
{
    Source source { chunks.picture.data(), chunks.picture.size() };
    Pixels pixels;
    std::vector<png_bytep> rows;
    auto* png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, fail, fail);
    auto* info = png != nullptr ? png_create_info_struct(png) : nullptr;
    bool drawn = false;
    if (info != nullptr) {
        png_set_read_fn(png, &source, read);
        drawn = draw(png, info, chunks, pixels, rows);
    }
    png_destroy_read_struct(&png, &info, nullptr);
    if (!drawn || source.left != 0)
        return Refused { Fault::Malformed, "the picture's data are broken" };
    return pixels;
}

}
