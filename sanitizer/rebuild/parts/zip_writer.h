// SPDX-License-Identifier: MIT
// Entries one after another, each header of one form (APPNOTE.TXT 6.3).
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <libdeflate.h>
#include <memory>

namespace rebuild_parts {

enum class Packing { Deflate, Store };

class ZipWriter {
public:
    static Result<std::unique_ptr<ZipWriter>> into(const base::Descriptor& output);

    // What deflate does not make smaller is stored.
    Result<void> add(const std::string& name, base::View, Packing);
    Result<std::uint64_t> finish();

private:
    struct Free {
        void operator()(libdeflate_compressor* one) const { libdeflate_free_compressor(one); }
    };
    explicit ZipWriter(const base::Descriptor& output)
        : m_output(&output)
    {
    }

    const base::Descriptor* m_output;
    std::unique_ptr<libdeflate_compressor, Free> m_compressor;
    std::unique_ptr<std::uint8_t[]> m_packed; // Not cleared: what is packed takes little of it.
    std::size_t m_room { 0 };
    base::Bytes m_directory;
    std::uint64_t m_at { 0 };
    std::uint16_t m_entries { 0 };
};

}
