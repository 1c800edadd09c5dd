// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/stick.h"

#include "kiosk/core/base/text.h"
#include "kiosk/intake/device_words.h"
#include "kiosk/intake/usb/usb.pb.h"

#include <algorithm>
#include <unistd.h>

namespace broker {

namespace message = usb::message;

Result<void> StickReader::begin(Workers& workers, gate::OpenedPort opened, base::Descriptor sectors,
    const intake::Limits& limits)
{
    m_facts = device_of(m_port, opened.facts);
    m_stick = TRY(workers.spawn("intake-usb", stick_limits()));
    auto [bringer, asking] = TRY(wire::Channel::pair());
    int descriptors[] { opened.node.get(), sectors.get(), asking.socket().get() };
    TRY(m_stick->send(open_request(opened.storage), descriptors));
    asking.close();
    TRY(check_opened(TRY(m_stick->receive<message::FromWorker>()), m_facts));
    if (ftruncate(sectors.get(), static_cast<off_t>(m_facts.bytes)) != 0)
        return base::system_error("no room for the stick's sectors");
    VolumeSource source;
    source.file = std::move(sectors);
    source.bringer = std::move(bringer);
    source.bytes = m_facts.bytes;
    source.sector_bytes = m_facts.block_bytes;
    m_volumes = TRY(VolumeReader::open(workers, std::move(source), limits));
    return {};
}

Result<std::unique_ptr<StickReader>> StickReader::open(Workers& workers, gate::Client& client,
    const std::string& port, base::Descriptor sectors, const intake::Limits& limits)
{
    auto opened = TRY(client.open(port));
    std::unique_ptr<StickReader> reader(
        new StickReader(client, port)); // Closes the port from here.
    TRY(reader->begin(workers, std::move(opened), std::move(sectors), limits));
    return reader;
}

StickReader::~StickReader()
{
    m_volumes.reset();
    m_stick.reset();
    static_cast<void>(
        m_gate.close(m_port)); // Nobody is left to tell; the gate closes all at its end.
}

// Whether the device is still the one that the gate opened.
static std::string changed_in(gate::Client& client, const std::string& port)
{
    auto session = client.watch(port);
    if (!session)
        return session.error().message;
    switch (session.value()) {
    case gate::Session::Same: return {};
    case gate::Session::Changed: return "another device was plugged in while it was read";
    case gate::Session::Gone: return "it was unplugged while it was read";
    }
    return "the gate gave another answer";
}

// What the port shows goes before what the stick's worker says, and that before what the volume's
// worker could only guess.
void StickReader::end_session()
{
    m_volumes.reset(); // Its end of the channel closes; the stick's worker says its last words.
    auto told = m_stick->receive<message::FromWorker>();
    std::string last_words = "the stick's worker ended without a word";
    if (told) {
        auto checked = told.value().checked([&](const message::FromWorker& last) -> Result<void> {
            if (!last.has_ended())
                return Error { "an answer of another kind" };
            last_words = last.ended().why().empty() ? "" : ended_error(last.ended()).message;
            return {};
        });
        if (!checked)
            last_words = checked.error().message;
    }
    auto changed = changed_in(m_gate, m_port);
    m_over = changed.empty() ? last_words : "the stick: " + changed;
    if (!m_over.empty())
        m_over = intake::in_both_languages(Error { m_over }).message;
}

Error StickReader::why_over(const Error& of_the_volume)
{
    end_session();
    if (m_over.empty())
        m_over = of_the_volume.message;
    return Error { m_over };
}

std::string StickReader::conclude()
{
    if (m_volumes)
        end_session();
    return m_over;
}

Result<intake::Listing> StickReader::list(
    const std::function<Result<void>(const intake::Entry&)>& each)
{
    if (!m_volumes)
        return Error { "the stick is over" };
    auto listing = m_volumes->list(each);
    if (!listing)
        return why_over(listing.error());
    auto whole = listing.take();
    whole.device = m_facts;
    return whole;
}

Result<intake::ReadResult> StickReader::read(std::uint64_t id, const base::Descriptor& into)
{
    if (!m_volumes)
        return Error { "the stick is over" };
    auto result = m_volumes->read(id, into);
    if (!result)
        return why_over(result.error());
    return result;
}

}
