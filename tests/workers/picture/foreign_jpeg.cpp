// SPDX-License-Identifier: MIT
#include "tests/workers/picture/foreign_jpeg.h"

#include <cstdio> // jpeglib.h needs FILE.
#include <cstdlib>
#include <jpeglib.h>

namespace foreign {

static constexpr int width = 67;
static constexpr int height = 41;

static J_COLOR_SPACE given(Colours colours)
{
    switch (colours) {
    case Colours::Gray: return JCS_GRAYSCALE;
    case Colours::YCbCr:
    case Colours::Rgb: return JCS_RGB;
    case Colours::Cmyk:
    case Colours::Ycck: return JCS_CMYK;
    }
    return JCS_UNKNOWN;
}

static J_COLOR_SPACE stored(Colours colours)
{
    switch (colours) {
    case Colours::Gray: return JCS_GRAYSCALE;
    case Colours::YCbCr: return JCS_YCbCr;
    case Colours::Rgb: return JCS_RGB;
    case Colours::Cmyk: return JCS_CMYK;
    case Colours::Ycck: return JCS_YCCK;
    }
    return JCS_UNKNOWN;
}

// A gentle slope of colours: without ink of black, CMYK inverted is RGB.
static void fill(base::Bytes& row, int channels, int y)
{
    for (int x = 0; x < width; ++x) {
        const int colour[] = { x * 3, y * 5, 200 - x - y, 255 };
        for (int channel = 0; channel < channels; ++channel)
            row[static_cast<std::size_t>(x * channels + channel)]
                = static_cast<std::uint8_t>(colour[channel]);
    }
}

base::Bytes jpeg(const Kind& kind)
{
    jpeg_error_mgr errors;
    jpeg_compress_struct jpeg {};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&jpeg, &bytes, &size);
    jpeg.image_width = width;
    jpeg.image_height = height;
    jpeg.in_color_space = given(kind.colours);
    jpeg.input_components = kind.colours == Colours::Gray ? 1
        : jpeg.in_color_space == JCS_RGB                  ? 3
                                                          : 4;
    jpeg_set_defaults(&jpeg);
    jpeg_set_colorspace(&jpeg, stored(kind.colours));
    jpeg_set_quality(&jpeg, 95, TRUE);
    jpeg.comp_info[0].h_samp_factor = kind.sampling_x;
    jpeg.comp_info[0].v_samp_factor = kind.sampling_y;
    if (kind.colours == Colours::Ycck) {
        jpeg.comp_info[3].h_samp_factor = kind.sampling_x;
        jpeg.comp_info[3].v_samp_factor = kind.sampling_y;
    }
    jpeg.density_unit = 1;
    jpeg.X_density = jpeg.Y_density = 300;
    jpeg.restart_in_rows = kind.restart;
    if (kind.scans == Scans::Progressive)
        jpeg_simple_progression(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    base::Bytes row(static_cast<std::size_t>(width * jpeg.input_components));
    for (int y = 0; y < height; ++y) {
        fill(row, jpeg.input_components, y);
        JSAMPROW rows = row.data();
        jpeg_write_scanlines(&jpeg, &rows, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    base::Bytes result(bytes, bytes + size);
    std::free(bytes);
    return result;
}

std::size_t place_of(base::View file, std::uint8_t marker)
{
    std::size_t at = 2;
    while (file[at + 1] != marker)
        at += 2 + (std::size_t { file[at + 2] } << 8 | file[at + 3]);
    return at;
}

}
