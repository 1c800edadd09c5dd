// SPDX-License-Identifier: MIT
// A medium to write as a row of sectors: an image file, a stick, or a twin in memory.
#pragma once

#include "kiosk/core/base/descriptor.h"

namespace fat32 {

inline constexpr std::uint64_t sector_bytes = 512;

// Whole sectors only. An offset or a length beyond the end is an Error and writes nothing.
class BlockDevice {
public:
    virtual ~BlockDevice() = default;
    virtual std::uint64_t sectors() const = 0;
    virtual Result<void> write_at(std::uint64_t sector, base::View) = 0;
    virtual Result<void> read_at(std::uint64_t sector, std::span<std::uint8_t> into) = 0;
    virtual Result<void> sync() = 0; // What was written survives a power cut.
};

// Whether `bytes` from `sector` on are whole sectors of a device of `sectors`.
Result<void> check_range(std::uint64_t sectors, std::uint64_t sector, std::uint64_t bytes);

// A regular file. Its size is its end; the last part of a sector does not count.
class FileDevice final : public BlockDevice {
public:
    static Result<FileDevice> of(base::Descriptor);

    std::uint64_t sectors() const override { return m_sectors; }
    Result<void> write_at(std::uint64_t sector, base::View) override;
    Result<void> read_at(std::uint64_t sector, std::span<std::uint8_t> into) override;
    Result<void> sync() override;

private:
    FileDevice(base::Descriptor file, std::uint64_t sectors)
        : m_file(std::move(file))
        , m_sectors(sectors)
    {
    }

    base::Descriptor m_file;
    std::uint64_t m_sectors;
};

}
