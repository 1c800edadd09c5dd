// SPDX-License-Identifier: MIT
// Writes a ZIP file (APPNOTE.TXT 6.3) that has no choices in it: UTF-8 names, 1980-01-01 for a
// date, no extra fields, no data descriptors, no comments, no Zip64, entries in the order given.
// Same in, same out.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <libdeflate.h>
#include <memory>
#include <string>

namespace encode_zip {

// libdeflate takes an entry in one piece. What is larger is stored.
inline constexpr std::uint64_t largest_deflated = 64ull << 20;
inline constexpr std::uint64_t largest_file = 0xfffffffe; // 4 GiB - 1 would announce Zip64,
inline constexpr std::uint64_t most_entries = 0xfffe; // and so would 65535 entries.

class Writer {
public:
    // Both must outlive it.
    static Result<std::unique_ptr<Writer>> into(const base::Descriptor& output);

    // An Error: the content is not `size` bytes long, the output cannot be written, or Zip64 would
    // be needed (which the broker has ruled out).
    Result<void> add_file(
        const std::string& name, const base::Descriptor& content, std::uint64_t size);
    Result<void> add_empty_folder(const std::string& name);
    Result<void> finish();

    std::uint64_t bytes() const { return m_position; }
    std::uint64_t entries() const { return m_entries; }

private:
    struct Free {
        void operator()(libdeflate_compressor* compressor) const
        {
            libdeflate_free_compressor(compressor);
        }
    };
    struct Header {
        std::uint16_t method { 0 };
        std::uint32_t crc { 0 };
        std::uint32_t packed { 0 };
        std::uint32_t size { 0 };
        std::uint32_t attributes { 0 };
    };

    explicit Writer(const base::Descriptor& output)
        : m_output(&output)
    {
    }
    Result<void> add(const std::string& name, const Header&);
    Result<void> room_for(const std::string& name, std::uint64_t size) const;
    Result<Header> deflate(std::uint64_t at, const base::Descriptor& content, std::uint64_t size);
    Result<Header> store(std::uint64_t at, const base::Descriptor& content, std::uint64_t size);

    const base::Descriptor* m_output;
    std::unique_ptr<libdeflate_compressor, Free> m_compressor;
    base::Bytes m_plain;
    base::Bytes m_packed;
    base::Bytes m_directory;
    std::uint64_t m_position { 0 };
    std::uint64_t m_entries { 0 };
};

}
