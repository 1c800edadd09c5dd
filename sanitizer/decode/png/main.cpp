// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "sanitizer/decode/png/decode.h"
#include "sanitizer/decode/png/png.pb.h"
#include "sanitizer/decode/png/sandbox.h"

namespace decode_png {

static Result<void> refuse(wire::Channel& channel, const Refused& refused)
{
    message::Answer answer;
    answer.mutable_refusal()->set_reason(
        refused.fault == Fault::Limit ? worker::REFUSAL_LIMIT : worker::REFUSAL_MALFORMED);
    answer.mutable_refusal()->set_detail(refused.detail);
    return wire::send_message(channel, answer);
}

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 2)
        return Error { "an input and an output, please" };
    auto limits = received.message;
    if (TRY(base::size_of(received.descriptors[0])) > limits.bytes())
        return refuse(channel, { Fault::Limit, "more bytes than allowed" });
    auto file = TRY(base::read_all(received.descriptors[0], limits.bytes()));
    auto walked = walk(file, limits.pixels());
    if (auto* refused = std::get_if<Refused>(&walked))
        return refuse(channel, *refused);
    const auto& chunks = std::get<Chunks>(walked);
    auto decoded = decode(chunks);
    if (auto* refused = std::get_if<Refused>(&decoded))
        return refuse(channel, *refused);
    const auto& pixels = std::get<Pixels>(decoded);
    TRY(base::write_fully_at(received.descriptors[1], 0, pixels.bytes));
    message::Answer answer;
    auto& done = *answer.mutable_done();
    done.set_width(chunks.width);
    done.set_height(chunks.height);
    done.set_channels(pixels.channels);
    done.set_per_metre_x(chunks.per_metre_x);
    done.set_per_metre_y(chunks.per_metre_y);
    done.set_orientation(chunks.orientation);
    for (const auto& [what, count] : chunks.removed) {
        auto& removed = *done.add_removed();
        removed.set_what(what);
        removed.set_count(count);
    }
    return wire::send_message(channel, answer);
}

}

int main(int argc, char** argv)
{
    auto prepare = [](std::span<const std::string>) -> Result<void> { return {}; };
    return worker::serve(argc, argv, decode_png::decode_png_profile(), prepare, decode_png::work);
}
