// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/icon.h"

#include "kiosk/core/base/memory_file.h"
#include "sanitizer/decode/pixels/pixels.pb.h"

#include <algorithm>

namespace broker {

namespace message = ::pixels::message;
using policy::FileType;

static constexpr auto worker_name = "unpack-icon";

static Result<Outcome<PictureWithin>> check(const message::Answer& answer, std::uint64_t most)
{
    if (answer.has_refusal())
        return Outcome<PictureWithin>(TRY(check_refusal(answer.refusal())));
    const auto& done = answer.done();
    PictureWithin within;
    within.type = done.within() == message::WITHIN_PNG ? FileType::Png
        : done.within() == message::WITHIN_BMP         ? FileType::Bmp
                                                       : FileType::Unknown;
    within.removed = TRY(check_removed(done.removed(), most));
    auto is_known = [](const Removed& removed) {
        return removed.what == "other-sizes" || removed.what == "other-data"
            || removed.what == "trailing-data";
    };
    if (within.type == FileType::Unknown || done.has_picture() || done.pages() != 0
        || !std::ranges::all_of(within.removed, is_known))
        return Error { "an answer about something else" };
    return Outcome<PictureWithin>(std::move(within));
}

Result<Outcome<PictureWithin>> picture_of_icon(
    Workers& workers, const base::Descriptor& icon, const PictureRequest& asked)
{
    message::Request request;
    request.set_pixels(std::min(asked.pixels_at_once, asked.pixels));
    request.set_bytes(asked.input_bytes);
    auto bytes = TRY(base::create_memory_file("picture-of-icon"));
    const int descriptors[] = { icon.get(), bytes.get() };
    auto told = TRY(ask<message::Answer>(workers, worker_name, asked.worker, request, descriptors));
    TRY(base::seal(bytes));
    auto outcome
        = told.checked([&](const auto& answer) { return check(answer, asked.input_bytes); });
    if (!outcome)
        return Error { std::string(worker_name) + ": " + outcome.error().message };
    if (auto* within = std::get_if<PictureWithin>(&outcome.value()))
        within->bytes = std::move(bytes);
    return outcome;
}

}
