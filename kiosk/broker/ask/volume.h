// SPDX-License-Identifier: MIT
// A medium's image, read by one process of the volume worker.
#pragma once

#include "kiosk/broker/workers.h"
#include "kiosk/intake/medium.h"

namespace broker {

class VolumeReader final : public intake::Medium {
public:
    // `image` is a regular file or a block device, opened for reading.
    static Result<std::unique_ptr<VolumeReader>> open(
        Workers&, base::Descriptor image, const intake::Limits&);

    Result<intake::Listing> list(const std::function<Result<void>(const intake::Entry&)>&) override;
    Result<intake::ReadResult> read(std::uint64_t id, const base::Descriptor& into) override;

    // The worker ends by itself. Without it, it is killed.
    Result<void> close();

private:
    VolumeReader(worker::Process process, base::Descriptor image, std::uint64_t bytes,
        const intake::Limits& limits)
        : m_process(std::move(process))
        , m_image(std::move(image))
        , m_bytes(bytes)
        , m_limits(limits)
    {
    }

    worker::Process m_process;
    base::Descriptor m_image;
    std::uint64_t m_bytes;
    intake::Limits m_limits;
    std::vector<std::uint64_t> m_sizes; // By id.
};

}
