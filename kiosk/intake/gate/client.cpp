// SPDX-License-Identifier: MIT
#include "kiosk/intake/gate/client.h"

#include "kiosk/core/wire/launch.h"
#include "kiosk/core/wire/message.h"
#include "kiosk/intake/device_words.h"
#include "kiosk/intake/gate/gate.pb.h"

#include <csignal>

namespace gate {

static constexpr std::chrono::milliseconds longest_wait { 30'000 };

Result<std::unique_ptr<Client>> Client::start(
    const std::string& program, const std::vector<std::string>& ports)
{
    std::unique_ptr<Client> client(new Client(program, ports));
    TRY(client->launch());
    return client;
}

Result<void> Client::launch()
{
    auto launched = TRY(wire::launch(m_program, m_ports));
    m_channel = std::move(launched.channel);
    m_process = launched.process;
    return {};
}

// Whatever it does just now.
void Client::end()
{
    m_channel.close();
    if (m_process > 0) {
        kill(m_process, SIGKILL);
        wire::wait_for_end(m_process);
    }
    m_process = -1;
}

Client::~Client()
{
    m_channel.close(); // It closes its ports and ends.
    wire::wait_for_end(m_process);
}

std::uint64_t Client::restarts()
{
    std::lock_guard lock(m_mutex);
    return m_restarts;
}

// Nothing: the gate has ended, or is silent.
static std::optional<wire::Received<message::Answer>> exchange(
    wire::Channel& channel, const message::Request& request)
{
    auto deadline = wire::after(longest_wait);
    static_cast<void>(wire::send_message(channel, request, {}, deadline)); // Its end may say why.
    auto received
        = wire::receive_trusted<message::Answer>(channel, wire::default_frame_limit, deadline);
    if (!received)
        return {};
    return received.take();
}

Result<wire::Received<message::Answer>> Client::ask(
    const message::Request& request, OnDeath on_death)
{
    std::lock_guard lock(m_mutex);
    auto unavailable
        = Error { "USB is not available: sekisho-gate, which guards the ports, ended "
                  "and does not start again. All ports stay closed. Please start the "
                  "station anew; if that does not help, call the administrator\n"
                  "USBは使えません。ポートを管理するプログラム(sekisho-gate)が停止し、"
                  "再開できません。ステーションを再起動し、直らなければ管理者に連絡して"
                  "ください。" };
    auto received = m_process < 0 ? std::nullopt : exchange(m_channel, request);
    if (!received) {
        end();
        if (!launch())
            return unavailable;
        ++m_restarts;
        if (on_death == OnDeath::Tell)
            return Error { "sekisho-gate, which guards the ports, ended and was started again; the "
                           "stick in use was let go\nポートを管理するプログラムが再起動したため、"
                           "使用中のUSBメモリーを切り離しました。" };
        received = exchange(m_channel, request);
    }
    if (!received) {
        end();
        return unavailable;
    }
    if (received->message.what_case() == message::Answer::kError)
        return intake::in_both_languages(Error { received->message.error() });
    return std::move(*received);
}

static PortFacts facts_of(const message::Seen& seen)
{
    PortFacts facts;
    facts.vendor = static_cast<std::uint16_t>(seen.vendor());
    facts.product_id = static_cast<std::uint16_t>(seen.product_id());
    facts.digest = seen.digest();
    facts.device = seen.device();
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
    auto answer = TRY(ask(request, OnDeath::AskAgain));
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
    auto answer = TRY(ask(request, OnDeath::AskAgain));
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
    auto answer = TRY(ask(request, OnDeath::Tell));
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
    TRY(ask(request, OnDeath::AskAgain));
    return {};
}

Result<Renewed> Client::renew(const std::string& port)
{
    message::Request request;
    request.set_renew(port);
    auto answer = TRY(ask(request, OnDeath::Tell));
    switch (answer.message.renewed()) {
    case message::RENEWAL_ENUMERATED_ANEW: return Renewed::EnumeratedAnew;
    case message::RENEWAL_NOT_POSSIBLE: return Renewed::NotPossible;
    default: return Error { "the gate gave another answer" };
    }
}

Result<Empty> Client::why_empty(const std::string& port)
{
    message::Request request;
    request.set_silence(port);
    auto answer = TRY(ask(request, OnDeath::AskAgain));
    switch (answer.message.silence()) {
    case message::SILENCE_EMPTY: return Empty::Nothing;
    case message::SILENCE_NO_ANSWER: return Empty::NoAnswer;
    case message::SILENCE_OVER_CURRENT: return Empty::OverCurrent;
    case message::SILENCE_UNKNOWN: return Empty::Unknown;
    default: return Error { "the gate gave another answer" };
    }
}

}
