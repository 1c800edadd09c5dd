// SPDX-License-Identifier: MIT
#include "kiosk/release/fat32/block_device.h"

#include <unistd.h>

namespace fat32 {

Result<void> check_range(std::uint64_t sectors, std::uint64_t sector, std::uint64_t bytes)
{
    if (bytes % sector_bytes != 0 || sector > sectors || bytes / sector_bytes > sectors - sector)
        return Error { "beyond the end of the medium" };
    return {};
}

Result<FileDevice> FileDevice::of(base::Descriptor file)
{
    auto sectors = TRY(base::size_of(file)) / sector_bytes;
    return FileDevice(std::move(file), sectors);
}

Result<void> FileDevice::write_at(std::uint64_t sector, base::View bytes)
{
    TRY(check_range(m_sectors, sector, bytes.size()));
    return base::write_fully_at(m_file, sector * sector_bytes, bytes);
}

Result<void> FileDevice::read_at(std::uint64_t sector, std::span<std::uint8_t> into)
{
    TRY(check_range(m_sectors, sector, into.size()));
    return base::read_fully_at(m_file, sector * sector_bytes, into);
}

Result<void> FileDevice::sync()
{
    return fsync(m_file.get()) == 0 ? Result<void> {} : base::system_error("sync");
}

}
