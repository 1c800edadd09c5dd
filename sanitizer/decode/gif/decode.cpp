// SPDX-License-Identifier: MIT
#include "sanitizer/decode/gif/decode.h"

#include "sanitizer/decode/gif/blocks.h"

#include <algorithm>
#include <cstring>
#include <gif_lib.h>
#include <memory>

namespace decode_gif {

static int read(GifFileType* gif, GifByteType* into, int count)
{
    auto& left = *static_cast<base::View*>(gif->UserData);
    auto given = std::min(left.size(), static_cast<std::size_t>(std::max(count, 0)));
    std::memcpy(into, left.data(), given);
    left = left.subspan(given);
    return static_cast<int>(given);
}

static void close(GifFileType* gif)
{
    int error = 0;
    DGifCloseFile(gif, &error);
}

static bool agrees(const SavedImage& image, const pixels::message::Frame& frame)
{
    const auto& told = image.ImageDesc;
    return told.Width == static_cast<int>(frame.width())
        && told.Height == static_cast<int>(frame.height()) && image.RasterBits != nullptr;
}

// An Error: broken; the rest is the output's.
static Result<void> write_frame(const GifFileType& gif, const SavedImage& image,
    pixels::message::Frame& frame, pixels::Output& output)
{
    const auto* map = image.ImageDesc.ColorMap ? image.ImageDesc.ColorMap : gif.SColorMap;
    if (!agrees(image, frame) || !map || map->ColorCount < 1 || map->ColorCount > 256)
        return Error { "a frame other than it said" };
    auto colours = static_cast<std::uint32_t>(map->ColorCount);
    base::Bytes palette;
    for (std::uint32_t i = 0; i < colours; ++i) {
        const std::uint8_t colour[]
            = { map->Colors[i].Red, map->Colors[i].Green, map->Colors[i].Blue };
        base::append(palette, colour);
    }
    base::View indices(image.RasterBits, std::size_t { frame.width() } * frame.height());
    // A transparent colour, or a pixel's, may lie behind the end of a short table.
    auto most = std::uint32_t { *std::ranges::max_element(indices) } + 1;
    most = std::max({ most, colours, frame.transparent() });
    palette.resize(most * std::size_t { 3 });
    frame.set_colours(most);
    TRY(output.write(palette));
    return output.write(indices);
}

Result<pixels::Outcome> decode(
    base::View file, const pixels::message::Request& request, pixels::Output& output)
{
    auto walked = walk(file, request);
    if (auto* refused = std::get_if<pixels::Refused>(&walked))
        return pixels::Outcome(*refused);
    auto& blocks = std::get<Blocks>(walked);
    const pixels::Outcome broken
        = pixels::Refused { pixels::Fault::Malformed, "the picture's data are broken" };
    int error = 0;
    base::View left = blocks.file;
    std::unique_ptr<GifFileType, decltype(&close)> gif(DGifOpen(&left, read, &error), close);
    if (!gif || DGifSlurp(gif.get()) != GIF_OK || gif->ImageCount != blocks.picture.frames_size())
        return broken;
    for (int i = 0; i < gif->ImageCount; ++i)
        if (!write_frame(*gif, gif->SavedImages[i], *blocks.picture.mutable_frames(i), output))
            return broken;
    pixels::message::Done done;
    *done.mutable_picture() = std::move(blocks.picture);
    pixels::add_removals(done, blocks.removed);
    return pixels::Outcome(std::move(done));
}

}
