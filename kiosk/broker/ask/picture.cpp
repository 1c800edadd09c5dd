// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/picture.h"

#include "kiosk/core/base/memory_file.h"
#include "sanitizer/decode/png/png.pb.h"
#include "sanitizer/encode/picture/picture.pb.h"
#include "sanitizer/verify/picture/picture.pb.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace broker {

static constexpr std::uint32_t most_per_metre = 1'000'000;
static constexpr std::array<std::string_view, 6> removable { "animation", "exif", "icc",
    "other-chunks", "text-chunks", "trailing-data" };

struct Decoded {
    encode_picture::message::Request picture; // Every number of it is checked.
    std::vector<Removed> removed;
};

static Result<void> check_numbers(
    const decode_png::message::Done& done, const PictureLimits& limits, std::uint64_t size)
{
    auto pixels = std::uint64_t { done.width() } * done.height();
    bool known = done.channels() == 1 || done.channels() == 3 || done.channels() == 4;
    if (pixels == 0 || pixels > limits.pixels || !known || size % done.channels() != 0
        || size / done.channels() != pixels)
        return Error { "decode-png: pixels that do not add up" };
    if (done.per_metre_x() > most_per_metre || done.per_metre_y() > most_per_metre
        || (done.per_metre_x() == 0) != (done.per_metre_y() == 0) || done.orientation() < 1
        || done.orientation() > 8)
        return Error { "decode-png: a resolution or an orientation out of bounds" };
    return {};
}

static Result<Outcome<Decoded>> check_decoded(
    const decode_png::message::Answer& answer, const PictureLimits& limits, std::uint64_t size)
{
    if (answer.has_refusal())
        return Outcome<Decoded>(TRY(check_refusal(answer.refusal())));
    if (!answer.has_done())
        return Error { "decode-png: an empty answer" };
    const auto& done = answer.done();
    TRY(check_numbers(done, limits, size));
    Decoded decoded;
    std::set<std::string> seen;
    for (const auto& removed : done.removed()) {
        if (std::ranges::find(removable, removed.what()) == removable.end()
            || !seen.insert(removed.what()).second || removed.count() == 0
            || removed.count() > limits.input_bytes)
            return Error { "decode-png: removed what there cannot be" };
        decoded.removed.push_back({ removed.what(), "", removed.count() });
    }
    decoded.picture.set_width(done.width());
    decoded.picture.set_height(done.height());
    decoded.picture.set_channels(done.channels());
    decoded.picture.set_per_metre_x(done.per_metre_x());
    decoded.picture.set_per_metre_y(done.per_metre_y());
    decoded.picture.set_orientation(done.orientation());
    return Outcome<Decoded>(std::move(decoded));
}

static Result<void> check_encoded(const encode_picture::message::Answer& answer,
    const encode_picture::message::Request& asked, std::uint64_t size)
{
    bool lies = asked.orientation() >= 5;
    if (answer.bytes() != size || size == 0
        || answer.width() != (lies ? asked.height() : asked.width())
        || answer.height() != (lies ? asked.width() : asked.height()))
        return Error { "encode-picture: another picture than was asked for" };
    return {};
}

Result<Outcome<Rebuilt>> rebuild_picture(Workers& workers, const base::Descriptor& input,
    policy::FileType type, const PictureLimits& limits)
{
    if (type != policy::FileType::Png)
        return Outcome<Rebuilt>(
            Refused { RefusalReason::Unsupported, "pictures of this type are not rebuilt" });
    auto pixels = TRY(base::create_memory_file("pixels"));
    decode_png::message::Request request;
    request.set_pixels(limits.pixels);
    request.set_bytes(limits.input_bytes);
    const int decoding[] = { input.get(), pixels.get() };
    auto told = TRY(
        ask<decode_png::message::Answer>(workers, "decode-png", limits.worker, request, decoding));
    TRY(base::seal(pixels));
    auto size = TRY(base::size_of(pixels));
    auto outcome = TRY(
        told.checked([&](const auto& answer) { return check_decoded(answer, limits, size); }));
    if (auto* refused = std::get_if<Refused>(&outcome))
        return Outcome<Rebuilt>(std::move(*refused));
    auto& decoded = std::get<Decoded>(outcome);
    Rebuilt rebuilt;
    rebuilt.bytes = TRY(base::create_memory_file("picture"));
    const int encoding[] = { pixels.get(), rebuilt.bytes.get() };
    auto written = TRY(ask<encode_picture::message::Answer>(
        workers, "encode-picture", limits.worker, decoded.picture, encoding));
    TRY(base::seal(rebuilt.bytes));
    auto bytes = TRY(base::size_of(rebuilt.bytes));
    TRY(written.checked(
        [&](const auto& answer) { return check_encoded(answer, decoded.picture, bytes); }));
    rebuilt.type = type;
    rebuilt.removed = std::move(decoded.removed);
    return Outcome<Rebuilt>(std::move(rebuilt));
}

static Result<Outcome<VerifiedPicture>> check_verified(
    const ::verify_picture::message::Answer& answer, const PictureLimits& limits)
{
    if (answer.has_refusal())
        return Outcome<VerifiedPicture>(TRY(check_refusal(answer.refusal())));
    if (!answer.has_done())
        return Error { "verify-picture: an empty answer" };
    auto pixels = std::uint64_t { answer.done().width() } * answer.done().height();
    if (pixels == 0 || pixels > limits.pixels)
        return Error { "verify-picture: a size out of bounds" };
    return Outcome<VerifiedPicture>(
        VerifiedPicture { answer.done().width(), answer.done().height() });
}

Result<Outcome<VerifiedPicture>> verify_picture(Workers& workers, const base::Descriptor& file,
    policy::FileType type, const PictureLimits& limits)
{
    if (type != policy::FileType::Png)
        return Outcome<VerifiedPicture>(
            Refused { RefusalReason::Unsupported, "pictures of this type are not verified" });
    ::verify_picture::message::Request request;
    request.set_pixels(limits.pixels);
    const int number = file.get();
    auto told = TRY(ask<::verify_picture::message::Answer>(
        workers, "verify-picture", limits.worker, request, { &number, 1 }));
    return told.checked([&](const auto& answer) { return check_verified(answer, limits); });
}

}
