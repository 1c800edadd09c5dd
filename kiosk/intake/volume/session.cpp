// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/session.h"

#include "kiosk/core/wire/message.h"
#include "kiosk/intake/volume/content.h"
#include "kiosk/intake/volume/fetched_source.h"

namespace volume {

static constexpr int batch_entries = 256;
static constexpr std::size_t longest_serial = 16;

namespace {

class Session {
public:
    Session(wire::Channel& channel, Image& image, const message::List& request)
        : m_channel(channel)
        , m_image(image)
        , m_request(request)
    {
    }

    Result<void> list();
    Result<void> read(const message::Read&, base::Descriptor into);

private:
    Result<void> flush();
    // Many times more than any sane file system makes libtsk read.
    void allow() { m_image.allow(m_image.source().size() * 8 + (1ull << 30)); }

    wire::Channel& m_channel;
    Image& m_image;
    const message::List& m_request;
    message::FromWorker m_batch;
    Table m_table;
    std::vector<Place> m_places;
};

}

Result<void> Session::flush()
{
    if (m_batch.entries().entries_size() == 0)
        return {};
    TRY(wire::send_message(m_channel, m_batch));
    m_batch.Clear();
    return {};
}

Result<void> Session::list()
{
    allow();
    m_table = read_table(m_image);
    message::FromWorker answer;
    auto& told = *answer.mutable_volumes();
    for (const auto& volume : m_table.volumes) {
        auto& one = *told.add_volumes();
        one.set_file_system(volume.type);
        one.set_label(volume.label);
        one.set_offset(volume.range.offset);
        one.set_bytes(volume.range.bytes);
        if (volume.fs && volume.fs->fs_id_used <= longest_serial)
            one.set_serial(volume.fs->fs_id, volume.fs->fs_id_used);
    }
    TRY(wire::send_message(m_channel, answer));

    auto sink = [&](message::Entry entry) -> Result<void> {
        *m_batch.mutable_entries()->add_entries() = std::move(entry);
        if (m_batch.entries().entries_size() >= batch_entries)
            return flush();
        return {};
    };
    WalkLimits limits { m_request.entries(), m_request.depth(), m_request.name_bytes() };
    auto walked = TRY(walk(m_image, m_table.volumes, limits, sink));
    TRY(flush());
    if (m_image.source().is_over())
        return Error { "the medium is over" };

    m_places = std::move(walked.places);
    message::FromWorker end;
    auto& listed = *end.mutable_listed();
    for (const auto* findings : { &m_table.findings, &walked.findings })
        for (const auto& one : *findings)
            *listed.add_findings() = one;
    listed.set_whole(walked.whole);
    listed.set_entries(m_places.size());
    return wire::send_message(m_channel, end);
}

Result<void> Session::read(const message::Read& request, base::Descriptor into)
{
    if (request.id() == 0 || request.id() > m_places.size())
        return Error { "no such entry" };
    allow();
    const auto& place = m_places[request.id() - 1];
    auto reason
        = copy_content(m_image, m_table.volumes[place.volume], place, m_request.file_bytes(), into);
    if (reason != message::UNREADABLE_UNSPECIFIED && m_image.source().is_over())
        return Error { "the medium is over" };
    into.close(); // Before the answer: who reads it seals the file.
    message::FromWorker answer;
    if (reason == message::UNREADABLE_UNSPECIFIED)
        answer.mutable_done()->set_bytes(place.size);
    else
        answer.mutable_unreadable()->set_reason(reason);
    return wire::send_message(m_channel, answer);
}

static Result<std::unique_ptr<BlockSource>> source_of(wire::Received<message::ToWorker>& first)
{
    const auto& list = first.message.list();
    if (!first.message.has_list() || first.descriptors.empty() || first.descriptors.size() > 2)
        return Error { "a list first, please" };
    if (first.descriptors.size() == 1)
        return std::unique_ptr<BlockSource>(
            std::make_unique<FileSource>(TRY(FileSource::of(std::move(first.descriptors[0])))));
    return std::unique_ptr<BlockSource>(std::make_unique<FetchedSource>(
        std::move(first.descriptors[0]), wire::Channel(std::move(first.descriptors[1])),
        list.medium_bytes(), list.sector_bytes()));
}

Result<void> serve_medium(wire::Channel& channel)
{
    auto first = TRY(wire::receive_trusted<message::ToWorker>(channel));
    auto source = TRY(source_of(first));
    auto image = TRY(Image::open(*source));
    Session session(channel, *image, first.message.list());
    TRY(session.list());
    for (;;) {
        auto next = TRY(wire::receive_trusted<message::ToWorker>(channel));
        if (next.message.has_close())
            return {};
        if (!next.message.has_read() || next.descriptors.size() != 1)
            return Error { "a read or a close, please" };
        TRY(session.read(next.message.read(), std::move(next.descriptors[0])));
    }
}

}
