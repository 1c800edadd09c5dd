// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/icon.h"

#include "kiosk/core/base/memory_file.h"

#include <algorithm>

namespace broker {

namespace message = ::pixels::message;

static constexpr auto worker_name = "unpack-icon";

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
    auto outcome = told.checked(
        [&](const auto& answer) { return check_icon_answer(answer, asked.input_bytes); });
    if (!outcome)
        return Error { std::string(worker_name) + ": " + outcome.error().message };
    if (auto* within = std::get_if<PictureWithin>(&outcome.value()))
        within->bytes = std::move(bytes);
    return outcome;
}

}
