// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/block_source.h"

#include <unistd.h>

namespace volume {

Result<FileSource> FileSource::of(base::Descriptor file)
{
    auto end = lseek(file.get(), 0, SEEK_END); // fstat tells no size of a block device.
    if (end < 0)
        return base::system_error("size of the medium");
    return FileSource(std::move(file), static_cast<std::uint64_t>(end));
}

Sectors FileSource::read(std::uint64_t offset, std::span<std::uint8_t> into)
{
    return base::read_fully_at(m_file, offset, into) ? Sectors::Good : Sectors::Bad;
}

}
