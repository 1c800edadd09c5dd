// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/encode.h"

#include <array>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <jpeglib.h>
#include <libdeflate.h>
#include <memory>

namespace encode_pdf {

static constexpr int jpeg_quality = 80;
static constexpr int flate_level = 4; // Pages of text: a tenth larger than 6, in half the time.

// Rows padded to whole bytes, the highest bits first (ISO 32000-1, 8.9.3).
template <unsigned bits> static base::Bytes pack(const base::Bytes& gray, const Pixels& pixels)
{
    constexpr std::size_t per_byte = 8 / bits;
    std::array<std::uint8_t, 256> level;
    for (unsigned value = 0; value < level.size(); ++value)
        level[value] = static_cast<std::uint8_t>((value * ((1u << bits) - 1) + 127) / 255);
    auto row_bytes = (pixels.width + per_byte - 1) / per_byte;
    base::Bytes packed(row_bytes * pixels.height);
    // A row of whole bytes, so that the last one needs no care.
    base::Bytes row(row_bytes * per_byte, 0);
    for (std::size_t y = 0; y < pixels.height; ++y) {
        std::memcpy(row.data(), gray.data() + y * pixels.width, pixels.width);
        const auto* from = row.data();
        auto* to = packed.data() + y * row_bytes;
        for (std::size_t i = 0; i < row_bytes; ++i, from += per_byte) {
            unsigned byte = 0;
            for (std::size_t k = 0; k < per_byte; ++k)
                byte = byte << bits | level[from[k]];
            to[i] = static_cast<std::uint8_t>(byte);
        }
    }
    return packed;
}

static Result<base::Bytes> compress(const base::Bytes& plain)
{
    std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
        libdeflate_alloc_compressor(flate_level), libdeflate_free_compressor);
    if (!compressor)
        return Error { "no memory to compress in" };
    base::Bytes out(libdeflate_zlib_compress_bound(compressor.get(), plain.size()));
    out.resize(libdeflate_zlib_compress(
        compressor.get(), plain.data(), plain.size(), out.data(), out.size()));
    if (out.empty())
        return Error { "libdeflate did not compress" };
    return out;
}

struct JpegFailure {
    jpeg_error_mgr manager; // First: libjpeg hands this back to us.
    std::jmp_buf back;
};

[[noreturn]] static void on_failure(j_common_ptr jpeg)
{
    std::longjmp(reinterpret_cast<JpegFailure*>(jpeg->err)->back, 1);
}

static void on_message(j_common_ptr) { }

// Everything that a jump may pass over lives here, and is freed by hand.
static bool write_jpeg(const Pixels& pixels, const std::uint8_t* gray, std::uint8_t* row,
    unsigned char** out, unsigned long* out_size)
{
    jpeg_compress_struct jpeg {};
    JpegFailure failure {};
    jpeg.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = on_failure;
    failure.manager.output_message = on_message;
    if (setjmp(failure.back)) {
        jpeg_destroy_compress(&jpeg);
        return false;
    }
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, out, out_size);
    jpeg.image_width = pixels.width;
    jpeg.image_height = pixels.height;
    jpeg.input_components = gray ? 1 : 4;
    jpeg.in_color_space = gray ? JCS_GRAYSCALE : JCS_EXT_BGRX;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, jpeg_quality, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    auto row_bytes = std::size_t { pixels.width } * static_cast<unsigned>(jpeg.input_components);
    const auto* from = gray ? gray : pixels.bytes.data();
    while (jpeg.next_scanline < pixels.height) {
        // A copy: what lies in the slot may change.
        std::memcpy(row, from + jpeg.next_scanline * row_bytes, row_bytes);
        JSAMPROW rows[] { row };
        jpeg_write_scanlines(&jpeg, rows, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    return true;
}

static Result<base::Bytes> to_jpeg(const Pixels& pixels, const std::uint8_t* gray)
{
    base::Bytes row(std::size_t { pixels.width } * 4);
    unsigned char* out = nullptr;
    unsigned long size = 0;
    bool is_written = write_jpeg(pixels, gray, row.data(), &out, &size);
    std::unique_ptr<unsigned char, decltype(&std::free)> held(out, std::free);
    if (!is_written)
        return Error { "libjpeg did not compress" };
    return base::Bytes(out, out + size);
}

Result<Encoded> encode(const Pixels& pixels)
{
    if (pixels.width == 0 || pixels.width > longest_side || pixels.height == 0
        || pixels.height > longest_side
        || pixels.bytes.size() != std::uint64_t { pixels.width } * pixels.height * 4)
        return Error { "a page of another size than its pixels" };
    auto picture = classify(pixels);
    switch (picture.coding) {
    case Coding::Bilevel:
        return Encoded { picture.coding, TRY(compress(pack<1>(picture.gray, pixels))) };
    case Coding::Gray4:
        return Encoded { picture.coding, TRY(compress(pack<4>(picture.gray, pixels))) };
    case Coding::JpegGray:
        return Encoded { picture.coding, TRY(to_jpeg(pixels, picture.gray.data())) };
    case Coding::JpegColour: return Encoded { picture.coding, TRY(to_jpeg(pixels, nullptr)) };
    }
    return Error { "an unknown coding" };
}

}
