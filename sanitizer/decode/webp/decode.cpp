// SPDX-License-Identifier: MIT
#include "sanitizer/decode/webp/decode.h"

#include "sanitizer/decode/webp/chunks.h"

#include <memory>
#include <webp/decode.h>
#include <webp/demux.h>

namespace decode_webp {

using pixels::Fault, pixels::Refused;
using pixels::message::Done;

static constexpr std::uint32_t longest_delay = 0xFFFFFF;

static Refused broken()
{
    return { Fault::Malformed, "the picture's data are broken" };
}

static Refused too_many()
{
    return { Fault::Limit, "more pixels than allowed" };
}

static pixels::message::Frame frame_of(int width, int height, bool alpha)
{
    pixels::message::Frame frame;
    frame.set_form(alpha ? pixels::message::FORM_RGBA : pixels::message::FORM_RGB);
    frame.set_width(static_cast<std::uint32_t>(width));
    frame.set_height(static_cast<std::uint32_t>(height));
    frame.set_orientation(1);
    return frame;
}

static Result<pixels::Outcome> decode_still(
    const Chunks& chunks, std::uint64_t most_pixels, pixels::Output& output)
{
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(chunks.file.data(), chunks.file.size(), &features) != VP8_STATUS_OK
        || features.has_animation != 0 || features.width < 1 || features.height < 1)
        return pixels::Outcome(broken());
    auto frame = frame_of(features.width, features.height, features.has_alpha != 0);
    if (std::uint64_t { frame.width() } * frame.height() > most_pixels)
        return pixels::Outcome(too_many());
    frame.set_orientation(chunks.orientation);
    base::Bytes bytes(TRY(pixels::frame_bytes(frame)));
    auto stride = static_cast<int>(pixels::row_bytes(frame));
    auto into = features.has_alpha != 0 ? WebPDecodeRGBAInto : WebPDecodeRGBInto;
    if (!into(chunks.file.data(), chunks.file.size(), bytes.data(), bytes.size(), stride))
        return pixels::Outcome(broken());
    TRY(output.write(bytes));
    Done done;
    *done.mutable_picture() = pixels::still(std::move(frame));
    return pixels::Outcome(std::move(done));
}

// Each frame as the canvas shows it then, so that nothing lies under anything.
static Result<pixels::Outcome> decode_moving(
    const Chunks& chunks, std::uint64_t most_pixels, pixels::Output& output)
{
    WebPAnimDecoderOptions options;
    if (WebPAnimDecoderOptionsInit(&options) == 0)
        return Error { "another libwebp" };
    options.color_mode = MODE_RGBA;
    options.use_threads = 0;
    WebPData data { chunks.file.data(), chunks.file.size() };
    std::unique_ptr<WebPDemuxer, decltype(&WebPDemuxDelete)> demuxer(
        WebPDemux(&data), WebPDemuxDelete);
    if (!demuxer)
        return pixels::Outcome(broken());
    auto width = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH);
    auto height = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT);
    auto frames = WebPDemuxGetI(demuxer.get(), WEBP_FF_FRAME_COUNT);
    if (width == 0 || height == 0 || frames != chunks.frames)
        return pixels::Outcome(broken());
    if (std::uint64_t { width } * height > most_pixels / frames)
        return pixels::Outcome(too_many());
    std::unique_ptr<WebPAnimDecoder, decltype(&WebPAnimDecoderDelete)> decoder(
        WebPAnimDecoderNew(&data, &options), WebPAnimDecoderDelete);
    WebPAnimInfo info;
    if (!decoder || WebPAnimDecoderGetInfo(decoder.get(), &info) == 0)
        return pixels::Outcome(broken());
    Done done;
    auto& picture = *done.mutable_picture();
    picture.set_width(width);
    picture.set_height(height);
    picture.set_loops(std::min(info.loop_count, 0xFFFFu) + 1);
    int last = 0;
    while (WebPAnimDecoderHasMoreFrames(decoder.get()) != 0) {
        std::uint8_t* canvas = nullptr;
        int until = 0;
        if (WebPAnimDecoderGetNext(decoder.get(), &canvas, &until) == 0 || until < last)
            return pixels::Outcome(broken());
        auto frame = frame_of(static_cast<int>(width), static_cast<int>(height), true);
        frame.set_delay(std::min(static_cast<std::uint32_t>(until - last), longest_delay));
        last = until;
        TRY(output.write({ canvas, pixels::row_bytes(frame) * frame.height() }));
        *picture.add_frames() = std::move(frame);
    }
    if (static_cast<std::uint32_t>(picture.frames_size()) != frames)
        return pixels::Outcome(broken());
    return pixels::Outcome(std::move(done));
}

Result<pixels::Outcome> decode(
    base::View file, const pixels::message::Request& request, pixels::Output& output)
{
    auto walked = walk(file);
    if (auto* refused = std::get_if<Refused>(&walked))
        return pixels::Outcome(*refused);
    const auto& chunks = std::get<Chunks>(walked);
    if (chunks.frames > request.frames())
        return pixels::Outcome(Refused { Fault::Limit, "more frames than allowed" });
    auto outcome = TRY(chunks.frames == 0 ? decode_still(chunks, request.pixels(), output)
                                          : decode_moving(chunks, request.pixels(), output));
    if (auto* done = std::get_if<Done>(&outcome)) {
        done->mutable_picture()->set_lossless(chunks.lossless);
        pixels::add_removals(*done, chunks.removed);
    }
    return outcome;
}

}
