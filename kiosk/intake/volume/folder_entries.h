// SPDX-License-Identifier: MIT
// A second look at the bytes of a folder. libtsk silently leaves out an entry that it finds
// implausible, and shows what stands behind a folder's end; other systems do not. Here only the
// form is looked at, and where content is said to be: FAT specification 1.03 section 6, exFAT
// specification 1.00 sections 6 and 7, ECMA-119 section 9.1.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <compare>
#include <cstddef>
#include <vector>

namespace volume {

// Where an entry says that its content is: a first cluster (FAT, exFAT) or block (ISO 9660), and,
// of a file, its bytes.
struct Claim {
    std::uint64_t first { 0 };
    std::uint64_t size { 0 };
    bool is_folder { false };

    friend auto operator<=>(const Claim&, const Claim&) = default;
};

class FolderEntries {
public:
    virtual ~FolderEntries() = default;
    // The next bytes, from the folder's start on: a multiple of 2048, or of 512 for FAT and exFAT.
    virtual void take(base::View) = 0;

    // All of it was taken. In use; without ".", ".." and what is no file.
    virtual std::vector<Claim> finish() { return std::move(m_claims); }
    bool is_sound() const { return m_is_sound; } // False: more may be there than was found.
    bool at_end() const { return m_at_end; } // It said where its end is.

protected:
    std::vector<Claim> m_claims;
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

    bool m_wants_stream { false }; // Of the last claim, whose set begins with it.
    unsigned m_left { 0 }; // Secondary entries of the set that are still to come.
    std::uint16_t m_said { 0 }; // Its checksum.
    std::uint16_t m_sum { 0 };
};

class IsoEntries final : public FolderEntries {
public:
    void take(base::View) override;
    std::vector<Claim> finish() override;

private:
    void sector(base::View);
    void record(base::View);

    base::Bytes m_unfinished; // The name of a file of several extents, of which more must follow.
};

}
