// SPDX-License-Identifier: MIT
// A medium whose sectors another worker brings, each when it is first wanted.
#pragma once

#include "kiosk/core/wire/channel.h"
#include "kiosk/intake/volume/block_source.h"

namespace volume {

class FetchedSource final : public BlockSource {
public:
    // `file` receives the sectors; `bringer` speaks kiosk/intake/blocks. The size is not 0.
    FetchedSource(
        base::Descriptor file, wire::Channel bringer, std::uint64_t size, std::uint32_t sector)
        : m_file(std::move(file))
        , m_bringer(std::move(bringer))
        , m_size(size)
        , m_sector(sector)
    {
    }

    std::uint64_t size() const override { return m_size; }
    std::uint32_t sector_size() const override { return m_sector; }
    Sectors read(std::uint64_t offset, std::span<std::uint8_t> into) override;
    bool is_over() const override { return !m_bringer; }

private:
    Sectors fetch(std::uint64_t offset, std::uint64_t bytes);

    base::Descriptor m_file;
    wire::Channel m_bringer;
    std::uint64_t m_size;
    std::uint32_t m_sector;
};

}
