// SPDX-License-Identifier: MIT
#include "sanitizer/decode/jpeg/decode.h"

#include "sanitizer/decode/jpeg/markers.h"

#include <csetjmp>
#include <cstdio> // jpeglib.h needs FILE.
#include <jerror.h>
#include <jpeglib.h>

namespace decode_jpeg {

struct Failure {
    jpeg_error_mgr manager; // First: libjpeg knows this part only.
    jmp_buf place;
    bool memory;
};

[[noreturn]] static void fail(j_common_ptr jpeg)
{
    auto* failure = reinterpret_cast<Failure*>(jpeg->err);
    failure->memory = jpeg->err->msg_code == JERR_OUT_OF_MEMORY;
    // NOLINTNEXTLINE(cert-err52-cpp): libjpeg's way back.
    longjmp(failure->place, 1);
}

static void on_message(j_common_ptr jpeg, int level)
{
    if (level < 0)
        fail(jpeg);
}

static void say_nothing(j_common_ptr) { }

struct Drawing {
    const Markers& markers;
    pixels::Output& output;
    base::Bytes row; // As libjpeg gives it: up to four channels.
    Result<void> written;
    int channels { 0 };
};

// CMYK without a profile: what ink leaves of the light.
static void to_rgb(base::Bytes& row, bool inverted)
{
    auto* into = row.data();
    for (std::size_t i = 0; i < row.size(); i += 4) {
        unsigned light[4];
        for (std::size_t k = 0; k < 4; ++k)
            light[k] = inverted ? row[i + k] : 255u - row[i + k];
        for (std::size_t k = 0; k < 3; ++k)
            *into++ = static_cast<std::uint8_t>((light[k] * light[3] + 127) / 255);
    }
}

// Outside of draw(), so that no destructor is jumped over.
static void put_row(Drawing& drawing)
{
    base::View row = drawing.row;
    if (drawing.channels == 4) {
        to_rgb(drawing.row, drawing.markers.adobe);
        row = row.first(row.size() / 4 * 3);
    }
    if (drawing.written)
        drawing.written = drawing.output.write(row);
}

// Nothing with a destructor lives in here: libjpeg leaves it by longjmp.
static bool draw(jpeg_decompress_struct& jpeg, Failure& failure, Drawing& drawing)
{
    // NOLINTNEXTLINE(cert-err52-cpp): libjpeg's way back.
    if (setjmp(failure.place) != 0)
        return false;
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg, drawing.markers.picture.data(), drawing.markers.picture.size());
    if (jpeg_read_header(&jpeg, TRUE) != JPEG_HEADER_OK)
        return false;
    jpeg.dct_method = JDCT_ISLOW;
    jpeg.out_color_space = jpeg.num_components == 1 ? JCS_GRAYSCALE
        : jpeg.num_components == 3                  ? JCS_RGB
                                                    : JCS_CMYK;
    if (jpeg.arith_code != FALSE || jpeg.image_width != drawing.markers.frame.width()
        || jpeg.image_height != drawing.markers.frame.height())
        return false;
    if (jpeg_start_decompress(&jpeg) == FALSE)
        return false;
    drawing.channels = jpeg.output_components;
    drawing.row.resize(std::size_t { jpeg.output_width } * static_cast<unsigned>(drawing.channels));
    while (jpeg.output_scanline < jpeg.output_height) {
        JSAMPROW row = drawing.row.data();
        if (jpeg_read_scanlines(&jpeg, &row, 1) != 1)
            return false;
        put_row(drawing);
    }
    return jpeg_finish_decompress(&jpeg) != FALSE;
}

Result<pixels::Outcome> decode(
    base::View file, const pixels::message::Request& request, pixels::Output& output)
{
    auto walked = walk(file, request.pixels());
    if (auto* refused = std::get_if<pixels::Refused>(&walked))
        return pixels::Outcome(*refused);
    auto& markers = std::get<Markers>(walked);
    Drawing drawing { markers, output, {}, {}, 0 };
    Failure failure {};
    jpeg_decompress_struct jpeg {};
    jpeg.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = fail;
    failure.manager.emit_message = on_message;
    failure.manager.output_message = say_nothing;
    bool drawn = draw(jpeg, failure, drawing);
    jpeg_destroy_decompress(&jpeg);
    TRY(std::move(drawing.written));
    if (!drawn && failure.memory)
        return pixels::Outcome(
            pixels::Refused { pixels::Fault::Limit, "more memory than allowed" });
    if (!drawn)
        return pixels::Outcome(
            pixels::Refused { pixels::Fault::Malformed, "the picture's data are broken" });
    markers.frame.set_form(
        drawing.channels == 1 ? pixels::message::FORM_GRAY : pixels::message::FORM_RGB);
    pixels::message::Done done;
    *done.mutable_picture() = pixels::still(std::move(markers.frame));
    pixels::add_removals(done, markers.removed);
    return pixels::Outcome(std::move(done));
}

}
