// SPDX-License-Identifier: MIT
// The quarantine: sealed copies of what came in, each under the SHA-256 (FIPS 180-4) of its bytes.
//
// A copy is stored once, at "ab/cdef…", mode 0400, never executable. Nothing is opened by following
// a link. The folder belongs to the broker alone; what stands in it is still checked when it is
// opened, because disks fail and people copy folders.
#pragma once

#include "kiosk/core/base/sha256.h"

#include <chrono>
#include <string>

namespace quarantine {

// Being written. Without a name: it is gone when the process ends.
struct Incoming {
    base::Descriptor bytes;
};

struct Sealed {
    base::Digest sha256 {};
    std::uint64_t size { 0 };
};

class Store {
public:
    // An existing folder, mode 0700 and ours. It may be full from before.
    static Result<Store> open(const std::string& folder);

    Result<Incoming> begin() const;

    // Hashes what was written and keeps it; the same content is kept once. An Error if anybody else
    // can still write to it.
    Result<Sealed> commit(Incoming) const;

    // For reading. An Error if it is not there, or not a regular file of `size` bytes.
    Result<base::Descriptor> open_sealed(const Sealed&) const;

    // Reads all of it again: still the same bytes?
    Result<void> verify(const Sealed&) const;

    Result<void> remove(const Sealed&) const;

    // For throwing out what nobody refers to: what is to stay is marked, and then whatever was last
    // stored or marked before that time goes. Nobody may be storing meanwhile.
    using Time = std::chrono::system_clock::time_point;
    Result<void> mark(const base::Digest&, Time) const; // Nothing, if it is not there.
    struct Swept {
        std::uint64_t files { 0 };
        std::uint64_t bytes { 0 };
    };
    Result<Swept> sweep(Time before) const;

private:
    enum class Shelf { Existing, Made };
    explicit Store(base::Descriptor folder)
        : m_folder(std::move(folder))
    {
    }
    Result<base::Descriptor> shelf(const std::string& hex, Shelf) const;

    base::Descriptor m_folder;
};

}
