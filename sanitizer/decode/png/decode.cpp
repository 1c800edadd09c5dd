// SPDX-License-Identifier: MIT
#include "sanitizer/decode/png/decode.h"

#include "sanitizer/decode/png/chunks.h"

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

static pixels::message::Form form_of(int channels)
{
    switch (channels) {
    case 1: return pixels::message::FORM_GRAY;
    case 3: return pixels::message::FORM_RGB;
    case 4: return pixels::message::FORM_RGBA;
    default: return pixels::message::FORM_UNSPECIFIED;
    }
}

struct Drawing {
    const Chunks& chunks;
    int channels { 0 };
    base::Bytes bytes;
    std::vector<png_bytep> rows;
};

// Nothing with a destructor lives in here: libpng leaves it by longjmp. The owners are the
// caller's.
static bool draw(png_structp png, png_infop info, Drawing& drawing)
{
    // NOLINTNEXTLINE(cert-err52-cpp): libpng's way back.
    if (setjmp(png_jmpbuf(png)) != 0)
        return false;
    auto width = drawing.chunks.frame.width();
    auto height = drawing.chunks.frame.height();
    png_set_user_limits(png, width, height);
    png_set_benign_errors(png, 0);
    png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_read_info(png, info);
    ask_for_eight_bits(png, info);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
    drawing.channels = png_get_channels(png, info);
    auto row_bytes = std::size_t { width } * static_cast<std::size_t>(drawing.channels);
    if (png_get_rowbytes(png, info) != row_bytes || drawing.channels == 2)
        return false;
    drawing.bytes.resize(row_bytes * height);
    drawing.rows.resize(height);
    for (std::size_t y = 0; y < height; ++y)
        drawing.rows[y] = drawing.bytes.data() + y * row_bytes;
    png_read_image(png, drawing.rows.data());
    png_read_end(png, nullptr);
    return true;
}

Result<pixels::Outcome> decode(
    base::View file, const pixels::message::Request& request, pixels::Output& output)
{
    auto walked = walk(file, request.pixels());
    if (auto* refused = std::get_if<pixels::Refused>(&walked))
        return pixels::Outcome(*refused);
    auto& chunks = std::get<Chunks>(walked);
    Source source { chunks.picture.data(), chunks.picture.size() };
    Drawing drawing { chunks, 0, {}, {} };
    auto* png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, fail, fail);
    auto* info = png != nullptr ? png_create_info_struct(png) : nullptr;
    bool drawn = false;
    if (info != nullptr) {
        png_set_read_fn(png, &source, read);
        drawn = draw(png, info, drawing);
    }
    png_destroy_read_struct(&png, &info, nullptr);
    if (!drawn || source.left != 0)
        return pixels::Outcome(
            pixels::Refused { pixels::Fault::Malformed, "the picture's data are broken" });
    TRY(output.write(drawing.bytes));
    pixels::message::Done done;
    chunks.frame.set_form(form_of(drawing.channels));
    *done.mutable_picture() = pixels::still(std::move(chunks.frame));
    pixels::add_removals(done, chunks.removed);
    return pixels::Outcome(std::move(done));
}

}
