// SPDX-License-Identifier: MIT
#include "sanitizer/encode/picture/write.h"

#include "sanitizer/encode/picture/bmp_writer.h"
#include "sanitizer/encode/picture/gif_writer.h"
#include "sanitizer/encode/picture/png_writer.h"
#include "sanitizer/encode/picture/tiff_writer.h"

namespace encode_picture {

template <typename Writer>
static Result<base::Bytes> write_still(
    const pixels::message::Picture& picture, base::View data, Writer&& writer)
{
    if (picture.frames_size() != 1)
        return Error { "one frame, please" };
    base::Bytes turned;
    return writer(TRY(pixels::upright(picture.frames(0), data, turned)));
}

Result<base::Bytes> write(const message::Request& request, base::View data)
{
    const auto& picture = request.picture();
    switch (request.type()) {
    case message::TYPE_PNG: return write_still(picture, data, write_png);
    case message::TYPE_BMP: return write_still(picture, data, write_bmp);
    case message::TYPE_GIF: return write_gif(picture, data);
    case message::TYPE_TIFF:
        return write_tiff_pages(picture, data, request.offset(), request.last());
    default: return Error { "a file of another type" }; // protoc adds values of its own.
    }
}

}
