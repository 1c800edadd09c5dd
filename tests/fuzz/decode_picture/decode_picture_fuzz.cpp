// SPDX-License-Identifier: MIT
// Whatever the bytes: no crash in our walks, nor in the libraries behind them, and what is said
// fits the pixels that were written.
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/decode/bmp/decode.h"
#include "sanitizer/decode/gif/decode.h"
#include "sanitizer/decode/heif/decode.h"
#include "sanitizer/decode/jpeg/decode.h"
#include "sanitizer/decode/pixels/exif.h"
#include "sanitizer/decode/png/decode.h"
#include "sanitizer/decode/tiff/decode.h"
#include "sanitizer/decode/webp/decode.h"
#include "sanitizer/unpack/icon/unpack.h"

#include <cstdlib>

static void check(const pixels::message::Done& done, std::uint64_t written)
{
    std::uint64_t bytes = 0;
    for (const auto& frame : done.picture().frames()) {
        auto more = pixels::frame_bytes(frame);
        if (!more || frame.orientation() < 1 || frame.orientation() > 8)
            std::abort();
        bytes += more.value();
    }
    if (done.picture().frames_size() == 0 || bytes != written)
        std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    base::View file(data, size);
    auto orientation = pixels::exif_orientation(file);
    if (orientation < 1 || orientation > 8)
        std::abort();
    pixels::message::Request request;
    request.set_pixels(1 << 16);
    request.set_frames(20);
    for (auto decode : { decode_bmp::decode, decode_gif::decode, decode_heif::decode,
             decode_jpeg::decode, decode_png::decode, decode_tiff::decode, decode_webp::decode }) {
        auto memory = base::create_memory_file("pixels");
        pixels::Output output(memory.value());
        auto outcome = decode(file, request, output);
        if (!outcome || !output.flush())
            continue;
        if (const auto* done = std::get_if<pixels::message::Done>(&outcome.value()))
            check(*done, output.position());
    }
    auto memory = base::create_memory_file("picture");
    pixels::Output output(memory.value());
    auto taken = unpack_icon::unpack(file, request, output);
    if (taken && std::holds_alternative<pixels::message::Done>(taken.value())
        && output.position() > size + 200 + (1 << 18))
        std::abort();
    return 0;
}

// libheif 1.15 keeps a picture of dav1d's that it did not take. A worker ends with its file.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions()
{
    return "leak:libdav1d.so\nleak:libheif.so\n";
}
