// SPDX-License-Identifier: MIT
// Believes nothing of what the volume worker lists: every field is checked as it comes by, and no
// more is kept than the way to the present folder and each file's size.
#pragma once

#include "kiosk/intake/medium.h"
#include "kiosk/intake/volume/volume.pb.h"

#include <functional>

namespace broker {

class VolumeListing {
public:
    VolumeListing(std::uint64_t medium_bytes, const intake::Limits& limits)
        : m_medium_bytes(medium_bytes)
        , m_limits(limits)
    {
    }

    using Each = std::function<Result<void>(const intake::Entry&)>;

    // In this order: volumes() once, entries() any number of times, listed() once.
    Result<void> volumes(const volume::message::Volumes&);
    Result<void> entries(const volume::message::Entries&, const Each&);
    Result<intake::Listing> listed(const volume::message::Listed&);

    // Of each entry, by its id; not_a_file where there is nothing to read.
    static constexpr std::uint64_t not_a_file = UINT64_MAX;
    std::vector<std::uint64_t> take_sizes() { return std::move(m_sizes); }

private:
    struct Folder {
        std::uint64_t id;
        std::string name;
    };
    Result<intake::Entry> check(const volume::message::Entry&);
    Result<void> climb_to(std::uint64_t parent);
    Result<void> check_size(const volume::message::Entry&) const;

    std::uint64_t m_medium_bytes;
    intake::Limits m_limits;
    intake::Listing m_listing;
    std::vector<std::uint64_t> m_sizes; // [0] is no entry.
    std::vector<Folder> m_folders; // From the volume's root to the folder of the last entry.
    std::uint32_t m_volume { 0 };
    std::size_t m_readable_volumes { 0 };
};

}
