// SPDX-License-Identifier: MIT
// sekisho-gate PORT...: the one process that may authorize a USB device, and only in the ports it
// is started with. It takes the account sekisho-gate where the machine has one, which needs the
// right to write their `authorized` files and their hubs' `disable`, and to open usbfs nodes
// (docs/usb.md), and it holds no capability. It closes every port, answers on descriptor 3 until
// that closes, and closes every port again.
#include "kiosk/core/sandbox/capabilities.h"
#include "kiosk/core/wire/message.h"
#include "kiosk/intake/gate/gate.h"
#include "kiosk/intake/gate/gate.pb.h"
#include "kiosk/intake/gate/sysfs_bus.h"

#include <fcntl.h>
#include <pwd.h>
#include <thread>
#include <unistd.h>

namespace gate {

namespace {

class RealPatience final : public usb::Patience {
public:
    void wait(usb::Milliseconds time) override { std::this_thread::sleep_for(time); }
};

}

static void tell(message::Seen& told, const Seen& seen)
{
    told.set_present(true);
    told.set_vendor(seen.vendor);
    told.set_product_id(seen.product);
    told.set_digest(seen.digest);
    told.set_device(seen.attached.device);
    told.set_manufacturer(seen.attached.manufacturer);
    told.set_product(seen.attached.product);
    told.set_serial(seen.attached.serial);
    if (const auto* denial = std::get_if<usb::Denial>(&seen.admission)) {
        told.set_denied_as(std::string(usb::word(denial->kind)));
        told.set_denied_as_japanese(std::string(usb::japanese_word(denial->kind)));
        told.set_reason(denial->reason);
    }
}

static void tell(message::Pipe& told, const usb::Endpoint& endpoint)
{
    told.set_number(endpoint.number);
    told.set_max_packet(endpoint.max_packet);
}

static message::Watch told(Watch watch)
{
    switch (watch) {
    case Watch::Same: return message::WATCH_SAME;
    case Watch::Changed: return message::WATCH_CHANGED;
    case Watch::Gone: return message::WATCH_GONE;
    }
    return message::WATCH_UNSPECIFIED;
}

static message::Silence told(Silence silence)
{
    switch (silence) {
    case Silence::Empty: return message::SILENCE_EMPTY;
    case Silence::NoAnswer: return message::SILENCE_NO_ANSWER;
    case Silence::OverCurrent: return message::SILENCE_OVER_CURRENT;
    case Silence::Unknown: return message::SILENCE_UNKNOWN;
    }
    return message::SILENCE_UNSPECIFIED;
}

static Result<void> open(Gate& gate, const std::string& port, wire::Channel& channel)
{
    message::Answer answer;
    auto opened = gate.open(port);
    if (!opened) {
        answer.set_error(opened.error().message);
        return wire::send_message(channel, answer);
    }
    const auto& storage = opened.value().storage;
    auto& one = *answer.mutable_opened();
    tell(*one.mutable_seen(), opened.value().seen);
    one.set_interface(storage.interface);
    one.set_alternate(storage.alternate);
    tell(*one.mutable_in(), storage.in);
    tell(*one.mutable_out(), storage.out);
    int node = opened.value().node.get();
    return wire::send_message(channel, answer, { &node, 1 });
}

static message::Answer answer_to(Gate& gate, const message::Request& request)
{
    message::Answer answer;
    auto failed = [&](const Error& error) { answer.set_error(error.message); };
    switch (request.what_case()) {
    case message::Request::kLook:
        if (auto seen = gate.look(request.look()); !seen)
            failed(seen.error());
        else if (seen.value())
            tell(*answer.mutable_seen(), *seen.value());
        else
            answer.mutable_seen()->set_present(false);
        break;
    case message::Request::kWatch:
        if (auto watched = gate.watch(request.watch()))
            answer.set_watch(told(watched.value()));
        else
            failed(watched.error());
        break;
    case message::Request::kClose:
        if (auto closed = gate.close(request.close()))
            answer.set_closed(true);
        else
            failed(closed.error());
        break;
    case message::Request::kRenew:
        if (auto renewed = gate.renew(request.renew()))
            answer.set_renewed(renewed.value() == Renewal::EnumeratedAnew
                    ? message::RENEWAL_ENUMERATED_ANEW
                    : message::RENEWAL_NOT_POSSIBLE);
        else
            failed(renewed.error());
        break;
    case message::Request::kSilence:
        if (auto silence = gate.why_silent(request.silence()))
            answer.set_silence(told(silence.value()));
        else
            failed(silence.error());
        break;
    case message::Request::kOpen:
    case message::Request::WHAT_NOT_SET: failed(Error { "what?" }); break;
    }
    return answer;
}

static Result<base::Descriptor> folder(const char* path)
{
    base::Descriptor folder(::open(path, O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return Error { "this machine has no USB that could be read" };
    return folder;
}

static Result<void> serve(const std::vector<Port>& ports, wire::Channel& channel)
{
    SysfsBus bus(TRY(folder("/sys/bus/usb/devices")), TRY(folder("/dev/bus/usb")));
    RealPatience patience;
    Gate gate(bus, patience, ports);
    gate.close_all();
    for (;;) {
        auto received = wire::receive_trusted<message::Request>(channel);
        if (!received)
            break;
        const auto& request = received.value().message;
        auto sent = request.what_case() == message::Request::kOpen
            ? open(gate, request.open(), channel)
            : wire::send_message(channel, answer_to(gate, request));
        if (!sent)
            break;
    }
    gate.close_all();
    return {};
}

static Result<void> give_up_rights()
{
    constexpr auto account = "sekisho-gate";
    bool has_account = geteuid() == 0 && getpwnam(account);
    return has_account ? sandbox::become(account) : sandbox::drop_capabilities();
}

static int run(int argc, char** argv)
{
    wire::Channel channel { base::Descriptor(3) };
    auto served = [&]() -> Result<void> {
        TRY(give_up_rights());
        std::vector<Port> ports;
        for (int i = 1; i < argc; ++i)
            ports.push_back(TRY(parse_port(argv[i])));
        return serve(ports, channel);
    }();
    if (served)
        return 0;
    message::Answer answer;
    answer.set_error(served.error().message);
    static_cast<void>(wire::send_message(channel, answer));
    return 1;
}

}

int main(int argc, char** argv)
{
    return gate::run(argc, argv);
}
