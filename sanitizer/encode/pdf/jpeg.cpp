// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/jpeg.h"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <jpeglib.h>
#include <memory>

namespace encode_pdf {

struct JpegFailure {
    jpeg_error_mgr manager; // First: libjpeg hands this back to us.
    std::jmp_buf back;
};

[[noreturn]] static void on_failure(j_common_ptr jpeg)
{
    // NOLINTNEXTLINE(cert-err52-cpp): libjpeg's way back.
    std::longjmp(reinterpret_cast<JpegFailure*>(jpeg->err)->back, 1);
}

static void on_message(j_common_ptr) { }

// Everything that a jump may pass over lives here, and is freed by hand.
static bool write_jpeg(const Pixels& pixels, JpegColours colours, int quality, std::uint8_t* row,
    unsigned char** out, unsigned long* out_size)
{
    jpeg_compress_struct jpeg {};
    JpegFailure failure {};
    jpeg.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = on_failure;
    failure.manager.output_message = on_message;
    // NOLINTNEXTLINE(cert-err52-cpp): libjpeg's way back.
    if (setjmp(failure.back)) {
        jpeg_destroy_compress(&jpeg);
        return false;
    }
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, out, out_size);
    jpeg.image_width = pixels.width;
    jpeg.image_height = pixels.height;
    jpeg.input_components = 4;
    jpeg.in_color_space = JCS_EXT_BGRX;
    jpeg_set_defaults(&jpeg);
    if (colours == JpegColours::Gray)
        jpeg_set_colorspace(&jpeg, JCS_GRAYSCALE);
    jpeg_set_quality(&jpeg, quality, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    auto row_bytes = std::size_t { pixels.width } * 4;
    while (jpeg.next_scanline < pixels.height) {
        // A copy: what lies in the slot may change.
        std::memcpy(row, pixels.bytes.data() + jpeg.next_scanline * row_bytes, row_bytes);
        JSAMPROW rows[] { row };
        jpeg_write_scanlines(&jpeg, rows, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    return true;
}

Result<base::Bytes> to_jpeg(const Pixels& pixels, JpegColours colours, int quality)
{
    base::Bytes row(std::size_t { pixels.width } * 4);
    unsigned char* out = nullptr;
    unsigned long size = 0;
    bool is_written = write_jpeg(pixels, colours, quality, row.data(), &out, &size);
    std::unique_ptr<unsigned char, decltype(&std::free)> held(out, std::free);
    if (!is_written)
        return Error { "libjpeg did not compress" };
    return base::Bytes(out, out + size);
}

}
