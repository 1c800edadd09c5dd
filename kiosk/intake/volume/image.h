// SPDX-License-Identifier: MIT
// A BlockSource as libtsk wants to see it.
//
// libtsk reads metadata in blocks of 64 KiB; one bad sector must not cost all of a block. So its
// reads always succeed: what cannot be read is zeros, and the place is remembered.
#pragma once

#include "kiosk/intake/volume/block_source.h"

#include <memory>
#include <tsk/libtsk.h>
#include <vector>

namespace volume {

struct Range {
    std::uint64_t offset { 0 };
    std::uint64_t bytes { 0 };
};

bool overlap(const Range&, const Range&);

class Image {
public:
    static Result<std::unique_ptr<Image>> open(BlockSource&);
    ~Image();
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;

    TSK_IMG_INFO* tsk() { return &m_tsk->info; }
    BlockSource& source() { return m_source; }

    // Sectors that libtsk wanted and could not be read.
    const std::vector<Range>& bad() const { return m_bad; }

    // How many more bytes libtsk may ask for; a loop in its reading ends here, not at the clock.
    void allow(std::uint64_t bytes) { m_allowed = bytes; }

private:
    struct Tsk {
        TSK_IMG_INFO info; // First, libtsk wants.
        Image* image;
    };
    explicit Image(BlockSource& source)
        : m_source(source)
    {
    }
    static ssize_t read_for_tsk(TSK_IMG_INFO*, TSK_OFF_T offset, char* into, size_t count);
    void read(std::uint64_t offset, std::span<std::uint8_t> into);

    BlockSource& m_source;
    std::vector<Range> m_bad;
    std::uint64_t m_allowed { 0 };
    std::unique_ptr<Tsk> m_tsk;
};

}
