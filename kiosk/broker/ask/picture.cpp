// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/picture.h"

#include "kiosk/broker/ask/codes.h"
#include "kiosk/broker/ask/icon.h"
#include "kiosk/broker/ask/office.h"
#include "kiosk/broker/ask/picture_pixels.h"
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/encode/jpeg/jpeg.pb.h"
#include "sanitizer/encode/picture/picture.pb.h"
#include "sanitizer/encode/webp/webp.pb.h"
#include "sanitizer/verify/picture/picture.pb.h"

#include <algorithm>
#include <string>

namespace broker {

using policy::FileType;

static constexpr std::uint64_t megapixel = 1'000'000;

enum class Encoder { Picture, Jpeg, Webp };

// Who works for a type.
struct Kind {
    FileType type;
    Encoder encoder;
    encode_picture::message::Type encoded; // By Encoder::Picture.
    ::verify_picture::message::Type verified;
};

static constexpr Kind kinds[] = {
    { FileType::Png, Encoder::Picture, encode_picture::message::TYPE_PNG,
        ::verify_picture::message::TYPE_PNG },
    { FileType::Jpeg, Encoder::Jpeg, encode_picture::message::TYPE_UNSPECIFIED,
        ::verify_picture::message::TYPE_JPEG },
    { FileType::Gif, Encoder::Picture, encode_picture::message::TYPE_GIF,
        ::verify_picture::message::TYPE_GIF },
    { FileType::Bmp, Encoder::Picture, encode_picture::message::TYPE_BMP,
        ::verify_picture::message::TYPE_BMP },
    { FileType::Tiff, Encoder::Picture, encode_picture::message::TYPE_TIFF,
        ::verify_picture::message::TYPE_TIFF },
    { FileType::Webp, Encoder::Webp, encode_picture::message::TYPE_UNSPECIFIED,
        ::verify_picture::message::TYPE_WEBP },
};

// What a type's copy is, where no encoder of ours writes it: a photograph, unless it is
// see-through.
static FileType type_of_copy(FileType type, const ::pixels::message::Picture& picture)
{
    if (type != FileType::Heic && type != FileType::Avif)
        return type;
    bool is_opaque = picture.frames(0).form() == ::pixels::message::FORM_RGB;
    return is_opaque ? FileType::Jpeg : FileType::Png;
}

static const Kind* kind_of(FileType type)
{
    auto found = std::ranges::find(kinds, type, &Kind::type);
    return found == std::end(kinds) ? nullptr : found;
}

struct Place {
    std::uint64_t offset;
    bool last;
};

// How long the encoder says that the file is; the caller compares.
template <typename Answer>
static Result<std::uint64_t> told_bytes(Workers& workers, const char* encoder,
    const worker::Limits& limits, const google::protobuf::MessageLite& request,
    std::span<const int> descriptors)
{
    auto told = TRY(ask<Answer>(workers, encoder, limits, request, descriptors));
    return told.checked([](const auto& answer) -> Result<std::uint64_t> { return answer.bytes(); });
}

static std::chrono::milliseconds time_for(const Pixels& pixels, const PictureRequest& asked)
{
    auto megapixels = static_cast<std::int64_t>(pixels.decoded.pixels / megapixel) + 1;
    return std::min(asked.most_time, asked.worker.time + asked.time_for_megapixel * megapixels);
}

static Result<Seen> look_for_codes(
    Workers& workers, const Pixels& pixels, const PictureRequest& asked)
{
    constexpr std::uint32_t least_side = 21; // Of the smallest code, in modules.
    const auto& picture = pixels.decoded.picture;
    if (std::ranges::all_of(picture.frames(),
            [](const auto& frame) { return std::min(frame.width(), frame.height()) < least_side; }))
        return Seen {};
    auto limits = asked.worker;
    limits.time = time_for(pixels, asked);
    limits.output_bytes = 0;
    return codes_in_picture(workers, limits, pixels.bytes, picture);
}

// How many bytes the file has afterwards.
static Result<std::uint64_t> encode(Workers& workers, const Pixels& pixels, const Kind& kind,
    const PictureRequest& asked, const base::Descriptor& file, Place place)
{
    auto limits = asked.worker;
    limits.time = time_for(pixels, asked);
    limits.output_bytes = asked.output_bytes;
    const int descriptors[] = { pixels.bytes.get(), file.get() };
    std::uint64_t said = 0;
    switch (kind.encoder) {
    case Encoder::Picture: {
        encode_picture::message::Request request;
        request.set_type(kind.encoded);
        *request.mutable_picture() = pixels.decoded.picture;
        request.set_offset(place.offset);
        request.set_last(place.last);
        said = TRY(told_bytes<encode_picture::message::Answer>(
            workers, "encode-picture", limits, request, descriptors));
        break;
    }
    case Encoder::Jpeg: {
        encode_jpeg::message::Request request;
        *request.mutable_frame() = pixels.decoded.picture.frames(0);
        request.set_quality(asked.jpeg_quality);
        said = TRY(told_bytes<encode_jpeg::message::Answer>(
            workers, "encode-jpeg", limits, request, descriptors));
        break;
    }
    case Encoder::Webp: {
        encode_webp::message::Request request;
        *request.mutable_picture() = pixels.decoded.picture;
        request.set_quality(asked.jpeg_quality);
        said = TRY(told_bytes<encode_webp::message::Answer>(
            workers, "encode-webp", limits, request, descriptors));
        break;
    }
    }
    auto size = TRY(base::size_of(file));
    if (said != size || size <= place.offset)
        return Error { "an encoder of pictures: a file of another size" };
    return size;
}

static Result<const Kind*> kind_of_copy(
    const ::pixels::message::Picture& picture, FileType type, std::optional<FileType> wanted)
{
    auto copy = wanted.value_or(type_of_copy(type, picture));
    auto form = picture.frames(0).form();
    const auto* kind = kind_of(copy);
    if (!kind
        || (copy != type && form != ::pixels::message::FORM_RGB
            && form != ::pixels::message::FORM_RGBA))
        return Error { "a decoder of pictures: a form that is not for the copy" };
    return kind;
}

// `wanted`: the type of the copy, if it is not the one that goes with `type`.
static Result<Outcome<Rebuilt>> rebuild_as(Workers& workers, const base::Descriptor& input,
    FileType type, std::optional<FileType> wanted, const PictureRequest& asked,
    std::uint64_t* spent)
{
    if (!has_decoder(type))
        return Outcome<Rebuilt>(
            Refused { RefusalReason::Unsupported, "pictures of this type are not rebuilt" });
    Rebuilt rebuilt;
    const Kind* kind = nullptr;
    rebuilt.bytes = TRY(base::create_memory_file("picture"));
    std::uint64_t offset = 0;
    std::uint64_t pages = 0;
    for (std::uint64_t page = 0; page == 0 || page < pages;) {
        auto left = asked.pixels - rebuilt.pixels;
        auto outcome = TRY(decode_picture(workers, input, type, asked, page, left));
        if (auto* refused = std::get_if<Refused>(&outcome)) {
            if (spent)
                *spent += most_decoded(type, asked, left);
            return Outcome<Rebuilt>(std::move(*refused));
        }
        auto& pixels = std::get<Pixels>(outcome);
        if (page == 0) {
            pages = pixels.decoded.pages;
            kind = TRY(kind_of_copy(pixels.decoded.picture, type, wanted));
            rebuilt.type = kind->type;
        }
        if (pages > asked.pages)
            return Outcome<Rebuilt>(Refused { RefusalReason::Limit, "more pages than allowed" });
        if (pixels.decoded.pages != pages)
            return Error { "decode-tiff: another number of pages than before" };
        page += type == FileType::Tiff
            ? static_cast<std::uint64_t>(pixels.decoded.picture.frames_size())
            : 1;
        rebuilt.pixels += pixels.decoded.pixels;
        if (spent)
            *spent += pixels.decoded.pixels;
        if (rebuilt.removed.empty()) // Each time it tells of the whole file.
            rebuilt.removed = std::move(pixels.decoded.removed);
        add_page(rebuilt.seen, TRY(look_for_codes(workers, pixels, asked)));
        offset
            = TRY(encode(workers, pixels, *kind, asked, rebuilt.bytes, { offset, page == pages }));
    }
    TRY(base::seal(rebuilt.bytes));
    if (type == FileType::Tiff)
        rebuilt.pages = pages;
    return Outcome<Rebuilt>(std::move(rebuilt));
}

// By way of a PNG of LibreOffice's, which is foreign bytes like any other.
static Result<Outcome<Rebuilt>> rebuild_drawing(Workers& workers, const base::Descriptor& input,
    FileType type, const PictureRequest& asked, std::uint64_t* spent)
{
    auto drawn = TRY(drawing_to_png(workers, asked.worker, input, type));
    if (auto* refused = std::get_if<Refused>(&drawn))
        return Outcome<Rebuilt>(std::move(*refused));
    auto outcome = TRY(
        rebuild_picture(workers, std::get<base::Descriptor>(drawn), FileType::Png, asked, spent));
    if (auto* rebuilt = std::get_if<Rebuilt>(&outcome))
        rebuilt->removed = { { "vector-picture", "", 1 } }; // What the PNG had is nobody's.
    return outcome;
}

// By way of its largest picture, which a decoder of its own reads.
static Result<Outcome<Rebuilt>> rebuild_icon(Workers& workers, const base::Descriptor& input,
    const PictureRequest& asked, std::uint64_t* spent)
{
    auto taken = TRY(picture_of_icon(workers, input, asked));
    if (auto* refused = std::get_if<Refused>(&taken))
        return Outcome<Rebuilt>(std::move(*refused));
    const auto& within = std::get<PictureWithin>(taken);
    auto outcome = TRY(rebuild_as(workers, within.bytes, within.type, FileType::Png, asked, spent));
    if (auto* rebuilt = std::get_if<Rebuilt>(&outcome))
        add_all_removed(rebuilt->removed, within.removed);
    return outcome;
}

Result<Outcome<Rebuilt>> rebuild_picture(Workers& workers, const base::Descriptor& input,
    FileType type, const PictureRequest& asked, std::uint64_t* spent)
{
    if (type == FileType::Emf || type == FileType::Wmf)
        return rebuild_drawing(workers, input, type, asked, spent);
    if (type == FileType::Ico)
        return rebuild_icon(workers, input, asked, spent);
    return rebuild_as(workers, input, type, std::nullopt, asked, spent);
}

static Result<Outcome<VerifiedPicture>> check_verified(
    const ::verify_picture::message::Answer& answer, std::uint64_t most_pixels)
{
    if (answer.has_refusal())
        return Outcome<VerifiedPicture>(TRY(check_refusal(answer.refusal())));
    if (!answer.has_done())
        return Error { "verify-picture: an empty answer" };
    const auto& done = answer.done();
    auto pixels = std::uint64_t { done.width() } * done.height();
    if (pixels == 0 || pixels > most_pixels || done.frames() == 0 || done.frames() > most_pixels)
        return Error { "verify-picture: a size out of bounds" };
    return Outcome<VerifiedPicture>(VerifiedPicture { done.width(), done.height(), done.frames() });
}

Result<Outcome<VerifiedPicture>> verify_picture(Workers& workers, const base::Descriptor& file,
    FileType type, std::uint64_t most_pixels, const worker::Limits& limits)
{
    const auto* kind = kind_of(type);
    if (!kind)
        return Outcome<VerifiedPicture>(
            Refused { RefusalReason::Unsupported, "pictures of this type are not verified" });
    ::verify_picture::message::Request request;
    request.set_pixels(most_pixels);
    request.set_type(kind->verified);
    const int number = file.get();
    auto told = TRY(ask<::verify_picture::message::Answer>(
        workers, "verify-picture", limits, request, { &number, 1 }));
    return told.checked([&](const auto& answer) { return check_verified(answer, most_pixels); });
}

}
