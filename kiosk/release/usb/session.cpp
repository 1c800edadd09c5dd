// SPDX-License-Identifier: MIT
#include "kiosk/release/usb/session.h"

#include "kiosk/intake/usb/session.h"
#include "kiosk/release/usb/blocks.pb.h"

namespace usb {

namespace blocks = release::blocks;

static constexpr std::size_t block_bytes = 512;
static constexpr std::size_t largest_request = Disk::largest_read + 4096;

static Result<void> read(Disk& disk, const blocks::Read& asked, std::string& content)
{
    if (asked.count() == 0 || asked.count() > Disk::largest_read / block_bytes)
        return Error { "a read of an impossible length" };
    base::Bytes bytes(asked.count() * block_bytes);
    if (disk.read(asked.first(), bytes) != ReadEnd::Good)
        return Error { disk.over().empty() ? "it has sectors that cannot be read" : disk.over() };
    content = base::text_of(bytes);
    return {};
}

static Result<void> serve_one(Disk& disk, const blocks::Request& request, blocks::Answer& answer)
{
    switch (request.what_case()) {
    case blocks::Request::kRead: return read(disk, request.read(), *answer.mutable_content());
    case blocks::Request::kWrite:
        return disk.write(request.write().first(), base::view_of(request.write().content()));
    case blocks::Request::kFlush: return disk.flush();
    case blocks::Request::WHAT_NOT_SET: break;
    }
    return Error { "what?" };
}

Result<void> serve_output(
    wire::Channel& broker, Pipes& pipes, Patience& patience, wire::Channel& asking)
{
    auto opened = Disk::open(pipes, patience);
    if (!opened)
        return tell_ended(broker, opened.error().message);
    auto& disk = opened.value();
    TRY(tell_opened(broker, disk.facts()));
    if (disk.facts().capacity.block_bytes != block_bytes)
        return {}; // The broker knows by now, and asks for nothing.
    for (;;) {
        auto asked = wire::receive_trusted<blocks::Request>(asking, largest_request);
        if (!asked)
            return {};
        blocks::Answer answer;
        auto done = serve_one(disk, asked.value().message, answer);
        if (!done)
            answer.set_error(done.error().message);
        if (!wire::send_message(asking, answer) || !done)
            return {};
    }
}

}
