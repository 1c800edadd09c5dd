// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/picture_answer.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace broker {

using namespace pixels::message;
using policy::FileType;

static constexpr std::uint32_t most_per_metre = 1'000'000;
static constexpr std::uint32_t most_pages = 1'000'000;
static constexpr std::array<std::string_view, 12> removable { "animation", "comments", "exif",
    "icc", "other-chunks", "other-data", "other-pictures", "photoshop", "text-chunks", "thumbnails",
    "trailing-data", "xmp" };

// What the encoder of a type takes, and how long a side it can tell.
struct Bounds {
    FileType type { FileType::Unknown };
    std::array<Form, 4> forms {};
    std::uint32_t side { 0 };
};

static constexpr Bounds all_bounds[] = {
    { FileType::Png, { FORM_GRAY, FORM_RGB, FORM_RGBA }, 0x7FFFFFFF },
    { FileType::Jpeg, { FORM_GRAY, FORM_RGB }, 65'500 },
    { FileType::Gif, { FORM_INDEXED }, 65'535 },
    { FileType::Bmp, { FORM_INDEXED, FORM_RGB, FORM_RGBA }, 0x7FFFFFFF },
    { FileType::Tiff, { FORM_BILEVEL, FORM_GRAY, FORM_RGB, FORM_RGBA }, 0x7FFFFFFF },
    { FileType::Webp, { FORM_RGB, FORM_RGBA }, 16'383 },
    { FileType::Heic, { FORM_RGB, FORM_RGBA }, 65'500 }, // As the JPEG that it becomes.
    { FileType::Avif, { FORM_RGB, FORM_RGBA }, 65'500 },
};

static Bounds bounds_of(FileType type)
{
    auto found = std::ranges::find(all_bounds, type, &Bounds::type);
    return found == std::end(all_bounds) ? Bounds {} : *found;
}

static bool moves(FileType type)
{
    return type == FileType::Gif || type == FileType::Webp;
}

static std::uint64_t bytes_of(const Frame& frame)
{
    auto width = std::uint64_t { frame.width() };
    auto height = std::uint64_t { frame.height() };
    switch (frame.form()) {
    case FORM_BILEVEL: return (width + 7) / 8 * height;
    case FORM_GRAY: return width * height;
    case FORM_RGB: return width * height * 3;
    case FORM_RGBA: return width * height * 4;
    case FORM_INDEXED: return width * height + frame.colours() * std::uint64_t { 3 };
    default: return 0; // protoc adds values of its own to every enum.
    }
}

static bool is_colouring_sound(const Frame& frame)
{
    if (frame.form() != FORM_INDEXED)
        return frame.colours() == 0 && frame.transparent() == 0;
    return frame.colours() >= 1 && frame.colours() <= 256 && frame.transparent() <= frame.colours();
}

static bool is_resolution_sound(const Frame& frame)
{
    return frame.per_metre_x() <= most_per_metre && frame.per_metre_y() <= most_per_metre
        && (frame.per_metre_x() == 0) == (frame.per_metre_y() == 0);
}

static bool is_place_sound(const Frame& frame, const Picture& picture, FileType type)
{
    if (type == FileType::Tiff)
        return frame.left() == 0 && frame.top() == 0 && frame.delay() == 0 && frame.disposal() == 0;
    if (!moves(type))
        return frame.left() == 0 && frame.top() == 0 && frame.delay() == 0 && frame.disposal() == 0
            && frame.width() == picture.width() && frame.height() == picture.height();
    return frame.left() <= picture.width() && frame.top() <= picture.height()
        && frame.width() <= picture.width() - frame.left()
        && frame.height() <= picture.height() - frame.top() && frame.delay() <= 0xFFFFFF
        && frame.disposal() <= 3;
}

static bool is_sampling_sound(const Frame& frame, FileType type)
{
    bool becomes_jpeg = type == FileType::Jpeg
        || ((type == FileType::Heic || type == FileType::Avif) && frame.form() == FORM_RGB);
    auto least = becomes_jpeg ? 1u : 0u;
    auto most = becomes_jpeg ? 2u : 0u;
    return frame.sampling_x() >= least && frame.sampling_x() <= most && frame.sampling_y() >= least
        && frame.sampling_y() <= most;
}

static Result<void> check_frame(const Frame& frame, const Picture& picture, FileType type)
{
    auto bounds = bounds_of(type);
    bool known = frame.form() != FORM_UNSPECIFIED
        && std::ranges::find(bounds.forms, frame.form()) != bounds.forms.end();
    auto longest = std::max(frame.width(), frame.height());
    if (!known || std::min(frame.width(), frame.height()) == 0 || longest > bounds.side)
        return Error { "a frame of another form or size" };
    bool turned = frame.orientation() > 1 && moves(type) && picture.frames_size() != 1;
    if (!is_colouring_sound(frame) || !is_resolution_sound(frame)
        || !is_place_sound(frame, picture, type) || !is_sampling_sound(frame, type)
        || frame.orientation() < 1 || frame.orientation() > 8 || turned)
        return Error { "a frame with numbers out of bounds" };
    return {};
}

static Result<std::uint64_t> check_picture(const Done& done, const PictureStep& step)
{
    const auto& picture = done.picture();
    auto count = static_cast<std::uint64_t>(picture.frames_size());
    auto many = moves(step.type) || step.type == FileType::Tiff ? step.frames : 1;
    auto side = bounds_of(step.type).side;
    if (count == 0 || count > many || picture.width() == 0 || picture.width() > side
        || picture.height() == 0 || picture.height() > side)
        return Error { "another number of frames" };
    if (picture.loops() > (moves(step.type) ? 0x10000u : 0u)
        || (picture.lossless() && step.type != FileType::Webp))
        return Error { "a picture that cannot move" };
    std::uint64_t pixels = 0;
    std::uint64_t bytes = 0;
    for (const auto& frame : picture.frames()) {
        TRY(check_frame(frame, picture, step.type));
        auto more = std::uint64_t { frame.width() } * frame.height();
        if (more > step.pixels - pixels)
            return Error { "more pixels than allowed" };
        pixels += more;
        bytes += bytes_of(frame);
    }
    if (bytes != step.pixel_bytes)
        return Error { "pixels that do not add up" };
    bool paged = step.type == FileType::Tiff;
    if (paged ? done.pages() < step.first_page + count || done.pages() > most_pages
              : done.pages() != 0)
        return Error { "another number of pages" };
    return pixels;
}

static Result<std::vector<Removed>> check_removed(const Done& done, const PictureStep& step)
{
    auto all = TRY(check_removed(done.removed(), step.input_bytes));
    for (const auto& removed : all) {
        if (std::ranges::find(removable, removed.what) == removable.end())
            return Error { "removed what there cannot be" };
    }
    return all;
}

Result<Outcome<DecodedPicture>> check_decoded_picture(const Answer& answer, const PictureStep& step)
{
    if (answer.has_refusal())
        return Outcome<DecodedPicture>(TRY(check_refusal(answer.refusal())));
    if (!answer.has_done())
        return Error { "an empty answer" };
    if (answer.done().within() != WITHIN_UNSPECIFIED)
        return Error { "a picture instead of pixels" };
    DecodedPicture decoded;
    decoded.pixels = TRY(check_picture(answer.done(), step));
    decoded.removed = TRY(check_removed(answer.done(), step));
    decoded.picture = answer.done().picture();
    if (step.type == FileType::Tiff)
        decoded.pages = answer.done().pages();
    return Outcome<DecodedPicture>(std::move(decoded));
}

Result<Outcome<PictureWithin>> check_icon_answer(const Answer& answer, std::uint64_t input_bytes)
{
    if (answer.has_refusal())
        return Outcome<PictureWithin>(TRY(check_refusal(answer.refusal())));
    const auto& done = answer.done();
    PictureWithin within;
    within.type = done.within() == WITHIN_PNG ? FileType::Png
        : done.within() == WITHIN_BMP         ? FileType::Bmp
                                              : FileType::Unknown;
    within.removed = TRY(check_removed(done.removed(), input_bytes));
    auto is_known = [](const Removed& removed) {
        return removed.what == "other-sizes" || removed.what == "other-data"
            || removed.what == "trailing-data";
    };
    if (within.type == FileType::Unknown || done.has_picture() || done.pages() != 0
        || !std::ranges::all_of(within.removed, is_known))
        return Error { "an answer about something else" };
    return Outcome<PictureWithin>(std::move(within));
}

}
