// SPDX-License-Identifier: MIT
// A medium's image, read by one process of the volume worker.
#pragma once

#include "kiosk/broker/workers.h"
#include "kiosk/core/wire/channel.h"
#include "kiosk/intake/medium.h"

namespace broker {

// What the volume worker reads: an image, or the sectors of a stick as another worker brings them.
struct VolumeSource {
    // A regular file or a block device, opened for reading.
    static Result<VolumeSource> image(base::Descriptor);

    base::Descriptor file; // The image, or where the sectors come to.
    wire::Channel bringer; // Of a stick; speaks kiosk/intake/blocks.
    std::uint64_t bytes { 0 };
    std::uint32_t sector_bytes { 512 };
};

class VolumeReader final : public intake::Medium {
public:
    static Result<std::unique_ptr<VolumeReader>> open(
        Workers&, VolumeSource, const intake::Limits&);

    Result<intake::Listing> list(const std::function<Result<void>(const intake::Entry&)>&) override;
    Result<intake::ReadResult> read(std::uint64_t id, const base::Descriptor& into) override;

    // The worker ends by itself. Without it, it is killed.
    Result<void> close();

private:
    VolumeReader(worker::Process process, VolumeSource source, const intake::Limits& limits)
        : m_process(std::move(process))
        , m_source(std::move(source))
        , m_limits(limits)
    {
    }

    worker::Process m_process;
    VolumeSource m_source; // Its descriptors are the worker's once it lists.
    intake::Limits m_limits;
    std::vector<std::uint64_t> m_sizes; // By id.
};

}
