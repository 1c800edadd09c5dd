// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/picture_pixels.h"

#include "kiosk/core/base/memory_file.h"

#include <algorithm>
#include <string>

namespace broker {

using policy::FileType;

static constexpr std::uint64_t most_frames = 10'000;

struct Decoder {
    FileType type;
    const char* name;
    unsigned share; // How many of its pixels take the room of one of four bytes.
};

static constexpr Decoder decoders[] = {
    { FileType::Png, "decode-png", 1 },
    { FileType::Jpeg, "decode-jpeg", 1 },
    { FileType::Gif, "decode-gif", 4 },
    { FileType::Bmp, "decode-bmp", 1 },
    { FileType::Tiff, "decode-tiff", 1 },
    { FileType::Webp, "decode-webp", 1 },
    { FileType::Heic, "decode-heif", 1 },
    { FileType::Avif, "decode-heif", 1 },
};

static const Decoder* decoder_of(FileType type)
{
    auto found = std::ranges::find(decoders, type, &Decoder::type);
    return found == std::end(decoders) ? nullptr : found;
}

bool has_decoder(FileType type)
{
    return decoder_of(type) != nullptr;
}

std::uint64_t most_decoded(FileType type, const PictureRequest& asked, std::uint64_t pixels_left)
{
    const auto* decoder = decoder_of(type);
    return decoder ? std::min(asked.pixels_at_once * decoder->share, pixels_left) : 0;
}

Result<Outcome<Pixels>> decode_picture(Workers& workers, const base::Descriptor& input,
    FileType type, const PictureRequest& asked, std::uint64_t first_page, std::uint64_t pixels_left)
{
    const auto* decoder = decoder_of(type);
    if (!decoder)
        return Error { "no decoder for pictures of this type" };
    PictureStep step { type, most_decoded(type, asked, pixels_left), most_frames, asked.input_bytes,
        first_page, 0 };
    Pixels pixels { TRY(base::create_memory_file("pixels")), {} };
    ::pixels::message::Request request;
    request.set_pixels(step.pixels);
    request.set_bytes(step.input_bytes);
    request.set_frames(most_frames);
    request.set_first_page(static_cast<std::uint32_t>(first_page));
    const int descriptors[] = { input.get(), pixels.bytes.get() };
    auto told = TRY(
        ask<::pixels::message::Answer>(workers, decoder->name, asked.worker, request, descriptors));
    TRY(base::seal(pixels.bytes));
    step.pixel_bytes = TRY(base::size_of(pixels.bytes));
    auto outcome
        = told.checked([&](const auto& answer) { return check_decoded_picture(answer, step); });
    if (!outcome)
        return Error { std::string(decoder->name) + ": " + outcome.error().message };
    if (auto* refused = std::get_if<Refused>(&outcome.value()))
        return Outcome<Pixels>(std::move(*refused));
    pixels.decoded = std::get<DecodedPicture>(outcome.take());
    return Outcome<Pixels>(std::move(pixels));
}

}
