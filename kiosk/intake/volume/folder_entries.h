// SPDX-License-Identifier: MIT
// A second look at the bytes of a folder. libtsk silently leaves out an entry that it finds
// implausible, which another system may show. Here only the form is looked at: FAT specification
// 1.03 section 6, exFAT specification 1.00 section 6, ECMA-119 section 9.1.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <cstddef>

namespace volume {

class FolderEntries {
public:
    virtual ~FolderEntries() = default;
    // The next bytes, from the folder's start on: a multiple of 2048, or of 512 for FAT and exFAT.
    virtual void take(base::View) = 0;

    std::size_t count() const { return m_count; } // In use; without ".", ".." and what is no file.
    bool is_sound() const { return m_is_sound; } // False: more may be there than was counted.
    bool at_end() const { return m_at_end; } // It said where its end is.

protected:
    std::size_t m_count { 0 };
    bool m_is_sound { true };
    bool m_at_end { false };
};

class FatEntries final : public FolderEntries {
public:
    void take(base::View) override;
};

class ExfatEntries final : public FolderEntries {
public:
    void take(base::View) override;

private:
    void entry(base::View);
    void begin_set(base::View);
    void add_to_set(base::View);

    unsigned m_left { 0 }; // Secondary entries of the set that are still to come.
    std::uint16_t m_said { 0 }; // Its checksum.
    std::uint16_t m_sum { 0 };
};

class IsoEntries final : public FolderEntries {
public:
    void take(base::View) override;

private:
    void sector(base::View);
};

}
