// SPDX-License-Identifier: MIT
// Writes entries whose content is packed already, as another archive had it. What that one said of
// itself besides (dates, comments, extra fields) is not carried over. Same in, same out.
#pragma once

#include "sanitizer/unpack/zip_structure/zip_structure.h"

namespace unlock_zip {

class Writer {
public:
    // Borrows it.
    explicit Writer(const base::Descriptor& output)
        : m_output(output)
    {
    }

    // Where the content of an entry of this name has to be when it is added.
    std::uint64_t content_of(const std::string& name) const;
    // No sizes that need Zip64: the caller has seen to it.
    Result<void> add(const zip_structure::Entry&, const std::string& name);
    Result<std::uint64_t> finish(); // The archive's size.

    std::uint64_t position() const { return m_position; }
    std::uint64_t directory_bytes() const { return m_directory.size(); }

private:
    const base::Descriptor& m_output;
    base::Bytes m_directory;
    std::uint64_t m_position { 0 };
    std::uint16_t m_entries { 0 };
};

}
