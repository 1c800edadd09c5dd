// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/stick.h"

#include "kiosk/core/base/text.h"
#include "kiosk/intake/usb/usb.pb.h"

#include <algorithm>
#include <unistd.h>

namespace broker {

namespace message = usb::message;

static constexpr std::uint64_t worker_memory = 128 << 20;
static constexpr std::uint64_t largest_medium = 1ull << 50;
static constexpr std::chrono::hours longest_session { 7 * 24 };
static constexpr std::size_t longest_word = 160; // Sixteen characters, each escaped at its longest.

static bool is_shown_as_it_is(const std::string& text)
{
    auto points = base::decode_utf8(text);
    return text.size() <= longest_word && points && std::ranges::none_of(*points, base::is_unsafe);
}

static Result<std::string> protection_word(message::WriteProtection protection)
{
    switch (static_cast<int>(protection)) {
    case message::WRITE_PROTECTION_OFF: return std::string("off");
    case message::WRITE_PROTECTION_ON: return std::string("on");
    case message::WRITE_PROTECTION_UNKNOWN: return std::string("unknown");
    }
    return Error { "a write protection that there is not" };
}

static Result<void> check_opened(const message::Opened& opened, intake::Device& facts)
{
    auto block = opened.block_bytes();
    if ((block != 512 && block != 2048 && block != 4096) || opened.blocks() == 0
        || opened.blocks() > largest_medium / block)
        return Error { "a stick of an impossible size" };
    if (!is_shown_as_it_is(opened.vendor()) || !is_shown_as_it_is(opened.product()))
        return Error { "a stick with a name that was not escaped" };
    // SCSI need not say what USB says; the names of the descriptors are the ones that people see.
    if (facts.manufacturer.empty())
        facts.manufacturer = opened.vendor();
    if (facts.product.empty())
        facts.product = opened.product();
    facts.bytes = opened.blocks() * block;
    facts.block_bytes = block;
    facts.write_protection = TRY(protection_word(opened.protection()));
    return {};
}

static message::Open open_request(const usb::BulkOnlyStorage& storage)
{
    message::Open request;
    request.set_interface(storage.interface);
    request.set_alternate(storage.alternate);
    request.mutable_in()->set_number(storage.in.number);
    request.mutable_in()->set_max_packet(storage.in.max_packet);
    request.mutable_out()->set_number(storage.out.number);
    request.mutable_out()->set_max_packet(storage.out.max_packet);
    return request;
}

// The worker's last words; they are its own, but it reads what the stick wrote.
static Error ended_error(const message::Ended& ended)
{
    if (ended.why().empty() || ended.why().size() > 400)
        return Error { "the stick's worker ended" };
    return Error { "the stick: " + base::escaped(ended.why()) };
}

Result<void> StickReader::begin(Workers& workers, gate::OpenedPort opened, base::Descriptor sectors,
    const intake::Limits& limits)
{
    m_facts.port = m_port;
    m_facts.vendor = opened.facts.vendor;
    m_facts.product_id = opened.facts.product_id;
    m_facts.digest = opened.facts.digest;
    m_facts.manufacturer = opened.facts.manufacturer;
    m_facts.product = opened.facts.product;
    m_facts.serial = opened.facts.serial;
    worker::Limits allowed;
    allowed.memory_bytes = worker_memory;
    allowed.output_bytes = largest_medium;
    allowed.time = longest_session;
    m_stick = TRY(workers.spawn("intake-usb", allowed));
    auto [bringer, asking] = TRY(wire::Channel::pair());
    int descriptors[] { opened.node.get(), sectors.get(), asking.socket().get() };
    TRY(m_stick->send(open_request(opened.storage), descriptors));
    asking.close();
    auto answer = TRY(m_stick->receive<message::FromWorker>());
    TRY(answer.checked([&](const message::FromWorker& told) -> Result<void> {
        if (told.has_ended())
            return ended_error(told.ended());
        if (!told.has_opened())
            return Error { "an answer of another kind" };
        return check_opened(told.opened(), m_facts);
    }));
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
