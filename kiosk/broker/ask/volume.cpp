// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/volume.h"

#include "kiosk/broker/ask/medium.h"
#include "kiosk/broker/ask/volume_listing.h"

#include <algorithm>
#include <unistd.h>

namespace broker {

namespace message = volume::message;

static constexpr std::uint64_t slowest_medium = 4'000'000; // Bytes in a second.
static constexpr std::uint64_t worker_memory = 512 << 20;

Result<VolumeSource> VolumeSource::image(base::Descriptor file)
{
    auto end = lseek(file.get(), 0, SEEK_END); // fstat tells no size of a block device.
    if (end < 0)
        return base::system_error("size of the medium");
    VolumeSource source;
    source.file = std::move(file);
    source.bytes = static_cast<std::uint64_t>(end);
    return source;
}

Result<std::unique_ptr<VolumeReader>> VolumeReader::open(
    Workers& workers, VolumeSource source, const intake::Limits& limits)
{
    worker::Limits allowed;
    allowed.memory_bytes = worker_memory;
    allowed.output_bytes = limits.file_bytes;
    constexpr std::uint64_t week = 604'800;
    allowed.time = std::chrono::minutes(10)
        + std::chrono::seconds(std::min(source.bytes / slowest_medium, week));
    auto process = TRY(workers.spawn("intake-volume", allowed));
    return std::unique_ptr<VolumeReader>(
        new VolumeReader(std::move(process), std::move(source), limits));
}

Result<intake::Listing> VolumeReader::list(
    const std::function<Result<void>(const intake::Entry&)>& each)
{
    message::ToWorker request;
    auto& wanted = *request.mutable_list();
    wanted.set_entries(m_limits.entries);
    wanted.set_depth(m_limits.depth);
    wanted.set_name_bytes(intake::longest_name);
    wanted.set_file_bytes(m_limits.file_bytes);
    wanted.set_medium_bytes(m_source.bytes);
    wanted.set_sector_bytes(m_source.sector_bytes);
    std::vector<int> descriptors { m_source.file.get() };
    if (m_source.bringer)
        descriptors.push_back(m_source.bringer.socket().get());
    TRY(m_process.send(request, descriptors));
    m_source.file.close();
    m_source.bringer.close(); // So that its other end hears when the worker is gone.

    VolumeListing listing(m_source.bytes, m_limits);
    auto volumes = TRY(m_process.receive<message::FromWorker>());
    TRY(volumes.checked([&](const message::FromWorker& told) -> Result<void> {
        if (!told.has_volumes())
            return Error { "entries before volumes" };
        return listing.volumes(told.volumes());
    }));
    std::optional<intake::Listing> whole;
    while (!whole) {
        auto next = TRY(m_process.receive<message::FromWorker>());
        TRY(next.checked([&](const message::FromWorker& told) -> Result<void> {
            if (told.has_entries())
                return listing.entries(told.entries(), each);
            if (!told.has_listed())
                return Error { "an answer of another kind" };
            whole = TRY(listing.listed(told.listed()));
            return {};
        }));
    }
    m_sizes = listing.take_sizes();
    return std::move(*whole);
}

static Result<const char*> words_for(message::UnreadableReason reason)
{
    switch (static_cast<int>(reason)) {
    case message::UNREADABLE_BAD_SECTORS: return "unreadable sectors";
    case message::UNREADABLE_BROKEN: return "its place on the medium is not whole";
    case message::UNREADABLE_ENCRYPTED: return "encrypted by the file system";
    case message::UNREADABLE_LIMIT: return "larger than the limit";
    case message::UNREADABLE_NO_SPACE: return "no space to copy it to";
    }
    return Error { "an unknown reason" };
}

Result<intake::ReadResult> VolumeReader::read(std::uint64_t id, const base::Descriptor& into)
{
    if (id >= m_sizes.size() || m_sizes[id] == VolumeListing::not_a_file)
        return Error { "no file of this medium" };
    if (TRY(base::size_of(into)) != 0)
        return Error { "the file to copy into is not empty" };
    message::ToWorker request;
    request.mutable_read()->set_id(id);
    int descriptor = into.get();
    TRY(m_process.send(request, { &descriptor, 1 }));
    auto answer = TRY(m_process.receive<message::FromWorker>());
    return answer.checked([&](const message::FromWorker& told) -> Result<intake::ReadResult> {
        if (told.has_unreadable())
            return intake::ReadResult { intake::Unreadable {
                TRY(words_for(told.unreadable().reason())) } };
        if (!told.has_done() || told.done().bytes() != m_sizes[id]
            || TRY(base::size_of(into)) != m_sizes[id])
            return Error { "a file of another size than was listed" };
        return intake::ReadResult { intake::Taken { m_sizes[id] } };
    });
}

Result<void> VolumeReader::close()
{
    message::ToWorker request;
    request.mutable_close();
    TRY(m_process.send(request));
    return m_process.finish();
}

Result<std::unique_ptr<intake::Medium>> open_image(
    Workers& workers, base::Descriptor image, const intake::Limits& limits)
{
    auto source = TRY(VolumeSource::image(std::move(image)));
    auto reader = TRY(VolumeReader::open(workers, std::move(source), limits));
    return std::unique_ptr<intake::Medium>(std::move(reader));
}

}
