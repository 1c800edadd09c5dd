// SPDX-License-Identifier: MIT
#include "sanitizer/encode/jpeg/writer.h"

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <cstdio> // jpeglib.h needs FILE.
#include <cstdlib>
#include <jpeglib.h>
#include <memory>

namespace encode_jpeg {

static constexpr double metres_in_an_inch = 0.0254;

struct Failure {
    jpeg_error_mgr manager; // First: libjpeg knows this part only.
    jmp_buf place;
};

struct Memory {
    unsigned char* bytes { nullptr };
    unsigned long size { 0 };
};

[[noreturn]] static void fail(j_common_ptr jpeg)
{
    // NOLINTNEXTLINE(cert-err52-cpp): libjpeg's way back.
    longjmp(reinterpret_cast<Failure*>(jpeg->err)->place, 1);
}

static void on_message(j_common_ptr jpeg, int level)
{
    if (level < 0)
        fail(jpeg);
}

static void say_nothing(j_common_ptr) { }

static std::uint16_t per_inch(std::uint32_t per_metre)
{
    return static_cast<std::uint16_t>(
        std::clamp(std::round(per_metre * metres_in_an_inch), 1.0, 65535.0));
}

static void set_up(jpeg_compress_struct& jpeg, const pixels::message::Frame& frame, int quality)
{
    bool gray = frame.form() == pixels::message::FORM_GRAY;
    jpeg.image_width = frame.width();
    jpeg.image_height = frame.height();
    jpeg.input_components = gray ? 1 : 3;
    jpeg.in_color_space = gray ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, quality, TRUE);
    jpeg.dct_method = JDCT_ISLOW;
    jpeg.comp_info[0].h_samp_factor = gray ? 1 : static_cast<int>(frame.sampling_x());
    jpeg.comp_info[0].v_samp_factor = gray ? 1 : static_cast<int>(frame.sampling_y());
    if (frame.per_metre_x() != 0) {
        jpeg.density_unit = 1;
        jpeg.X_density = per_inch(frame.per_metre_x());
        jpeg.Y_density = per_inch(frame.per_metre_y());
    }
}

// Nothing with a destructor lives in here: libjpeg leaves it by longjmp.
static bool draw(jpeg_compress_struct& jpeg, Failure& failure, const pixels::Upright& picture,
    int quality, Memory& memory)
{
    // NOLINTNEXTLINE(cert-err52-cpp): libjpeg's way back.
    if (setjmp(failure.place) != 0)
        return false;
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &memory.bytes, &memory.size);
    set_up(jpeg, picture.frame, quality);
    jpeg_start_compress(&jpeg, TRUE);
    auto row_bytes = pixels::row_bytes(picture.frame);
    while (jpeg.next_scanline < jpeg.image_height) {
        auto* row = const_cast<JSAMPROW>( // It only reads.
            picture.rows.data() + jpeg.next_scanline * row_bytes);
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    return true;
}

Result<base::Bytes> write_jpeg(const pixels::Upright& picture, unsigned quality)
{
    const auto& frame = picture.frame;
    bool known = frame.form() == pixels::message::FORM_GRAY
        || (frame.form() == pixels::message::FORM_RGB
            && std::min(frame.sampling_x(), frame.sampling_y()) >= 1
            && std::max(frame.sampling_x(), frame.sampling_y()) <= 2);
    if (!known || quality < 1 || quality > 100)
        return Error { "no picture for a JPEG" };
    Memory memory;
    Failure failure {};
    jpeg_compress_struct jpeg {};
    jpeg.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = fail;
    failure.manager.emit_message = on_message;
    failure.manager.output_message = say_nothing;
    bool drawn = draw(jpeg, failure, picture, static_cast<int>(quality), memory);
    jpeg_destroy_compress(&jpeg);
    std::unique_ptr<unsigned char, decltype(&std::free)> owner(memory.bytes, std::free);
    if (!drawn)
        return Error { "libjpeg could not write it" };
    return base::Bytes(memory.bytes, memory.bytes + memory.size);
}

}
