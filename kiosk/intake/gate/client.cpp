// SPDX-License-Identifier: MIT
#include "kiosk/intake/gate/client.h"

#include "kiosk/core/wire/launch.h"
#include "kiosk/core/wire/message.h"
#include "kiosk/intake/gate/gate.pb.h"

namespace gate {

static constexpr std::chrono::milliseconds longest_wait { 30'000 };

Result<std::unique_ptr<Client>> Client::start(
    const std::string& program, const std::vector<std::string>& ports)
{
    std::unique_ptr<Client> client(new Client);
    auto launched = TRY(wire::launch(program, ports));
    client->m_channel = std::move(launched.channel);
    client->m_process = launched.process;
    return client;
}

Client::~Client()
{
    m_channel.close(); // It closes its ports and ends.
    wire::wait_for_end(m_process);
}

static Result<wire::Received<message::Answer>> exchange(
    wire::Channel& channel, const message::Request& request)
{
    auto deadline = wire::after(longest_wait);
    static_cast<void>(wire::send_message(channel, request, {}, deadline)); // Its end may say why.
    auto received
        = wire::receive_trusted<message::Answer>(channel, wire::default_frame_limit, deadline);
    if (!received)
        return Error { "the gate of the USB ports does not answer" };
    if (received.value().message.what_case() == message::Answer::kError)
        return Error { received.value().message.error() };
    return received;
}

static PortFacts facts_of(const message::Seen& seen)
{
    PortFacts facts;
    facts.vendor = static_cast<std::uint16_t>(seen.vendor());
    facts.product_id = static_cast<std::uint16_t>(seen.product_id());
    facts.digest = seen.digest();
    facts.manufacturer = seen.manufacturer();
    facts.product = seen.product();
    facts.serial = seen.serial();
    facts.denied_as = seen.denied_as();
    facts.denied_as_japanese = seen.denied_as_japanese();
    facts.reason = seen.reason();
    return facts;
}

Result<std::optional<PortFacts>> Client::look(const std::string& port)
{
    message::Request request;
    request.set_look(port);
    auto answer = TRY(exchange(m_channel, request));
    if (!answer.message.has_seen())
        return Error { "the gate gave another answer" };
    if (!answer.message.seen().present())
        return std::optional<PortFacts> {};
    return std::optional(facts_of(answer.message.seen()));
}

static usb::Endpoint endpoint_of(const message::Pipe& pipe, usb::Direction direction)
{
    usb::Endpoint endpoint;
    endpoint.number = static_cast<std::uint8_t>(pipe.number());
    endpoint.direction = direction;
    endpoint.type = usb::TransferType::Bulk;
    endpoint.max_packet = static_cast<std::uint16_t>(pipe.max_packet());
    return endpoint;
}

Result<OpenedPort> Client::open(const std::string& port)
{
    message::Request request;
    request.set_open(port);
    auto answer = TRY(exchange(m_channel, request));
    if (!answer.message.has_opened() || answer.descriptors.size() != 1)
        return Error { "the gate gave another answer" };
    const auto& told = answer.message.opened();
    OpenedPort opened;
    opened.facts = facts_of(told.seen());
    opened.storage.interface = static_cast<std::uint8_t>(told.interface());
    opened.storage.alternate = static_cast<std::uint8_t>(told.alternate());
    opened.storage.in = endpoint_of(told.in(), usb::Direction::In);
    opened.storage.out = endpoint_of(told.out(), usb::Direction::Out);
    opened.node = std::move(answer.descriptors[0]);
    return opened;
}

Result<Session> Client::watch(const std::string& port)
{
    message::Request request;
    request.set_watch(port);
    auto answer = TRY(exchange(m_channel, request));
    switch (answer.message.watch()) {
    case message::WATCH_SAME: return Session::Same;
    case message::WATCH_CHANGED: return Session::Changed;
    case message::WATCH_GONE: return Session::Gone;
    default: return Error { "the gate gave another answer" };
    }
}

Result<void> Client::close(const std::string& port)
{
    message::Request request;
    request.set_close(port);
    TRY(exchange(m_channel, request));
    return {};
}

}
