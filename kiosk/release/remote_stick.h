// SPDX-License-Identifier: MIT
// A stick that another process speaks to (kiosk/release/usb), over a channel. What it answers may
// be the stick's own invention; only its shape is checked here.
#pragma once

#include "kiosk/core/wire/channel.h"
#include "kiosk/release/fat32/block_device.h"

namespace release {

class RemoteStick final : public fat32::BlockDevice {
public:
    RemoteStick(wire::Channel channel, std::uint64_t sectors)
        : m_channel(std::move(channel))
        , m_sectors(sectors)
    {
    }

    std::uint64_t sectors() const override { return m_sectors; }
    Result<void> write_at(std::uint64_t sector, base::View) override;
    Result<void> read_at(std::uint64_t sector, std::span<std::uint8_t> into) override;
    Result<void> sync() override;

private:
    wire::Channel m_channel;
    std::uint64_t m_sectors;
};

}
