// SPDX-License-Identifier: MIT
// The listing of a medium on disk, so that a million entries cost no memory.
#pragma once

#include "kiosk/core/base/descriptor.h"
#include "kiosk/intake/entry.h"

#include <optional>

namespace broker {

class EntrySpool {
public:
    // A file without a name in `folder`.
    static Result<EntrySpool> create(const std::string& folder);

    Result<void> add(const intake::Entry&);
    Result<void> rewind(); // After the last add, before the first next.
    Result<std::optional<intake::Entry>> next();

private:
    explicit EntrySpool(base::Descriptor file)
        : m_file(std::move(file))
    {
    }
    Result<void> flush();

    base::Descriptor m_file;
    base::Bytes m_buffer;
    std::size_t m_position { 0 };
    std::uint64_t m_offset { 0 };
    std::uint64_t m_size { 0 };
};

}
