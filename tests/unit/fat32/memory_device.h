// SPDX-License-Identifier: MIT
// A medium in memory that keeps only the sectors that are not zero, can lose power after so many
// writes, and can hold a flipped bit.
#pragma once

#include "kiosk/release/fat32/block_device.h"

#include <map>

class MemoryDevice final : public fat32::BlockDevice {
public:
    explicit MemoryDevice(std::uint64_t sectors)
        : m_sectors(sectors)
    {
    }

    std::uint64_t sectors() const override { return m_sectors; }
    Result<void> write_at(std::uint64_t sector, base::View) override;
    Result<void> read_at(std::uint64_t sector, std::span<std::uint8_t> into) override;
    Result<void> sync() override { return m_left > 0 ? Result<void> {} : no_power(); }

    void lose_power_after(int writes) { m_left = writes; }
    void power_on() { m_left = INT32_MAX; }
    int writes() const { return m_writes; }
    base::Bytes sector(std::uint64_t number);
    void flip(std::uint64_t sector, std::size_t byte);
    bool operator==(const MemoryDevice& other) const { return m_content == other.m_content; }

private:
    static Error no_power() { return Error { "no power" }; }

    std::uint64_t m_sectors;
    std::map<std::uint64_t, base::Bytes> m_content;
    int m_left { INT32_MAX };
    int m_writes { 0 };
};
