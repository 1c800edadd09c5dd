// SPDX-License-Identifier: MIT
#include "sanitizer/encode/webp/writer.h"

#include <memory>
#include <webp/encode.h>
#include <webp/mux.h>

namespace encode_webp {

static constexpr int lossless_level = 3; // Of 9: above, time grows faster than files shrink.
static constexpr int lossy_method = 3; // Of 6.

struct Free {
    void operator()(WebPPicture* picture) const
    {
        WebPPictureFree(picture);
        delete picture;
    }
    void operator()(WebPMemoryWriter* writer) const
    {
        WebPMemoryWriterClear(writer);
        delete writer;
    }
};
using Picture = std::unique_ptr<WebPPicture, Free>;
using Writer = std::unique_ptr<WebPMemoryWriter, Free>;

static Error failed()
{
    return Error { "libwebp could not write it" };
}

static Result<WebPConfig> config_of(bool lossless, unsigned quality)
{
    WebPConfig config;
    if (quality < 1 || quality > 100 || WebPConfigInit(&config) == 0)
        return failed();
    if (lossless) {
        if (WebPConfigLosslessPreset(&config, lossless_level) == 0)
            return failed();
    } else {
        config.quality = static_cast<float>(quality);
        config.method = lossy_method;
    }
    config.thread_level = 0;
    if (WebPValidateConfig(&config) == 0)
        return failed();
    return config;
}

static Result<Picture> import(const pixels::message::Frame& frame, base::View rows, bool argb)
{
    Picture picture(new WebPPicture);
    if (WebPPictureInit(picture.get()) == 0)
        return failed();
    picture->use_argb = argb ? 1 : 0;
    picture->width = static_cast<int>(frame.width());
    picture->height = static_cast<int>(frame.height());
    auto stride = static_cast<int>(pixels::row_bytes(frame));
    auto take
        = frame.form() == pixels::message::FORM_RGBA ? WebPPictureImportRGBA : WebPPictureImportRGB;
    if (take(picture.get(), rows.data(), stride) == 0)
        return failed();
    return picture;
}

static Result<void> check(const pixels::message::Picture& picture)
{
    for (const auto& frame : picture.frames()) {
        bool known = frame.form() == pixels::message::FORM_RGB
            || frame.form() == pixels::message::FORM_RGBA;
        if (!known || frame.width() > WEBP_MAX_DIMENSION || frame.height() > WEBP_MAX_DIMENSION)
            return Error { "no frame for a WebP" };
    }
    return {};
}

static Result<base::Bytes> write_still(
    const pixels::message::Frame& frame, base::View data, const WebPConfig& config)
{
    base::Bytes turned;
    auto upright = TRY(pixels::upright(frame, data, turned));
    auto picture = TRY(import(upright.frame, upright.rows, config.lossless != 0));
    Writer writer(new WebPMemoryWriter);
    WebPMemoryWriterInit(writer.get());
    picture->writer = WebPMemoryWrite;
    picture->custom_ptr = writer.get();
    if (WebPEncode(&config, picture.get()) == 0)
        return failed();
    return base::Bytes(writer->mem, writer->mem + writer->size);
}

static Result<base::Bytes> write_moving(
    const pixels::message::Picture& picture, base::View data, const WebPConfig& config)
{
    WebPAnimEncoderOptions options;
    if (WebPAnimEncoderOptionsInit(&options) == 0)
        return failed();
    options.anim_params.loop_count
        = picture.loops() == 0 ? 1 : static_cast<int>(picture.loops() - 1);
    std::unique_ptr<WebPAnimEncoder, decltype(&WebPAnimEncoderDelete)> encoder(
        WebPAnimEncoderNew(
            static_cast<int>(picture.width()), static_cast<int>(picture.height()), &options),
        WebPAnimEncoderDelete);
    if (!encoder)
        return failed();
    std::int64_t time = 0;
    for (const auto& frame : picture.frames()) {
        auto bytes = TRY(pixels::frame_bytes(frame));
        if (bytes > data.size() || frame.width() != picture.width()
            || frame.height() != picture.height() || time > INT32_MAX)
            return Error { "frames of another size" };
        auto canvas = TRY(import(frame, data.first(bytes), true));
        if (WebPAnimEncoderAdd(encoder.get(), canvas.get(), static_cast<int>(time), &config) == 0)
            return failed();
        time += frame.delay();
        data = data.subspan(bytes);
    }
    if (!data.empty() || time > INT32_MAX
        || WebPAnimEncoderAdd(encoder.get(), nullptr, static_cast<int>(time), nullptr) == 0)
        return failed();
    WebPData assembled;
    WebPDataInit(&assembled);
    if (WebPAnimEncoderAssemble(encoder.get(), &assembled) == 0)
        return failed();
    base::Bytes file(assembled.bytes, assembled.bytes + assembled.size);
    WebPDataClear(&assembled);
    return file;
}

Result<base::Bytes> write_webp(
    const pixels::message::Picture& picture, base::View data, unsigned quality)
{
    TRY(check(picture));
    auto config = TRY(config_of(picture.lossless(), quality));
    if (picture.frames_size() == 1 && picture.loops() == 0)
        return write_still(picture.frames(0), data, config);
    if (picture.frames_size() == 0)
        return Error { "no frame" };
    return write_moving(picture, data, config);
}

}
