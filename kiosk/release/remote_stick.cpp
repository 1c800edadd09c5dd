// SPDX-License-Identifier: MIT
#include "kiosk/release/remote_stick.h"

#include "kiosk/core/base/text.h"
#include "kiosk/core/wire/message.h"
#include "kiosk/release/usb/blocks.pb.h"

#include <algorithm>

namespace release {

static constexpr std::size_t most_bytes = 1 << 20;
static constexpr std::size_t largest_answer = most_bytes + 4096;
static constexpr std::size_t longest_error = 400;
// Beyond all that the other side waits for the stick itself, with its resets.
static constexpr std::chrono::minutes longest_wait { 5 };

static Result<blocks::Answer> ask(wire::Channel& channel, const blocks::Request& request)
{
    auto deadline = wire::after(longest_wait);
    auto gone = Error { "the stick is gone, or what speaks to it\nUSBメモリーが外れたか、"
                        "応答しません。" };
    if (!wire::send_message(channel, request, {}, deadline))
        return gone;
    auto received = wire::receive_trusted<blocks::Answer>(channel, largest_answer, deadline);
    if (!received || !received.value().descriptors.empty())
        return gone;
    auto& answer = received.value().message;
    if (!answer.error().empty())
        return Error { "the stick: " + base::escaped(answer.error()).substr(0, longest_error) };
    return std::move(answer);
}

Result<void> RemoteStick::write_at(std::uint64_t sector, base::View bytes)
{
    TRY(fat32::check_range(m_sectors, sector, bytes.size()));
    while (!bytes.empty()) {
        auto part = bytes.first(std::min(bytes.size(), most_bytes));
        blocks::Request request;
        request.mutable_write()->set_first(sector);
        request.mutable_write()->set_content(part.data(), part.size());
        TRY(ask(m_channel, request));
        bytes = bytes.subspan(part.size());
        sector += part.size() / fat32::sector_bytes;
    }
    return {};
}

Result<void> RemoteStick::read_at(std::uint64_t sector, std::span<std::uint8_t> into)
{
    TRY(fat32::check_range(m_sectors, sector, into.size()));
    while (!into.empty()) {
        auto part = into.first(std::min(into.size(), most_bytes));
        blocks::Request request;
        request.mutable_read()->set_first(sector);
        request.mutable_read()->set_count(
            static_cast<std::uint32_t>(part.size() / fat32::sector_bytes));
        auto answer = TRY(ask(m_channel, request));
        if (answer.content().size() != part.size())
            return Error { "the stick's process gave another length than it was asked for" };
        std::ranges::copy(base::view_of(answer.content()), part.begin());
        into = into.subspan(part.size());
        sector += part.size() / fat32::sector_bytes;
    }
    return {};
}

Result<void> RemoteStick::sync()
{
    blocks::Request request;
    request.mutable_flush();
    TRY(ask(m_channel, request));
    return {};
}

}
