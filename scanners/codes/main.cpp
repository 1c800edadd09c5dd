// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "kiosk/core/worker/slot.h"
#include "scanners/codes/codes.pb.h"
#include "scanners/codes/read.h"
#include "scanners/codes/sandbox.h"
#include "scanners/seen/tell.h"

#include <malloc.h>

namespace codes {

static constexpr int kept_bytes = 32 << 20; // glibc's most for the first of the two.

static Result<void> tell(wire::Channel& channel, const seen::Findings& findings)
{
    message::Answer answer;
    seen::tell(findings, *answer.mutable_seen());
    return wire::send_message(channel, answer);
}

static Result<void> look_at_picture(
    wire::Channel& channel, const pixels::message::Picture& picture, const base::Descriptor& pixels)
{
    auto data = TRY(base::Mapping::of(pixels, TRY(base::size_of(pixels))));
    auto rest = data.bytes();
    seen::Findings findings;
    for (const auto& frame : picture.frames()) {
        auto bytes = TRY(pixels::frame_bytes(frame));
        if (bytes > rest.size())
            return Error { "fewer pixels than told" };
        auto gray = TRY(gray_of(frame, rest.first(bytes)));
        read_codes(gray, findings);
        rest = rest.subspan(bytes);
    }
    return tell(channel, findings);
}

static Result<void> look_at_pages(wire::Channel& channel, const base::Descriptor& descriptor)
{
    auto slot = TRY(worker::map_slot_to_read(descriptor));
    for (;;) {
        auto next = TRY(wire::receive_trusted<message::Next>(channel));
        if (!next.message.has_page())
            return {};
        const auto& page = next.message.page();
        seen::Findings findings;
        read_codes(TRY(gray_of_page(slot, page.width(), page.height())), findings);
        TRY(tell(channel, findings));
    }
}

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    const auto& request = received.message;
    if (received.descriptors.size() != 1)
        return Error { "pixels, please" };
    switch (request.what_case()) {
    case message::Request::kPicture:
        return look_at_picture(channel, request.picture(), received.descriptors[0]);
    case message::Request::kPages: return look_at_pages(channel, received.descriptors[0]);
    case message::Request::WHAT_NOT_SET: break;
    }
    return Error { "an empty request" };
}

// ZXing fills tables at its first use.
static Result<void> prepare(std::span<const std::string>)
{
    // A page's buffers are as large as the next one's: kept, they need not be asked for again.
    mallopt(M_MMAP_THRESHOLD, kept_bytes);
    mallopt(M_TRIM_THRESHOLD, kept_bytes);
    constexpr std::uint32_t side = 64;
    Gray gray { base::Bytes(std::size_t { side } * side, 0xFF), side, side };
    seen::Findings findings;
    read_codes(gray, findings);
    return {};
}

}

int main(int argc, char** argv)
{
    return worker::serve(argc, argv, codes::scanners_codes_profile(), codes::prepare, codes::work);
}
