// SPDX-License-Identifier: MIT
#include "kiosk/broker/media/named_medium.h"

#include "kiosk/broker/ask/medium.h"
#include "kiosk/broker/ask/stick.h"
#include "kiosk/broker/media/media.h"
#include "kiosk/core/base/sha256.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

namespace broker {

using nlohmann::json;

static Result<void> record_refusal(Station& station, const std::string& port,
    const gate::PortFacts& facts, const std::string& kind, const std::string& reason)
{
    TRY(station.record({ { "type", "device_refused" },
        { "device", to_json(device_of(port, facts)) }, { "kind", kind }, { "reason", reason } }));
    return {};
}

// Both languages of the people in front of the station.
static Error denied(const std::string& port, const gate::PortFacts& facts)
{
    return Error { "port " + port + " holds no stick that may be read but: " + facts.denied_as
        + " (" + facts.reason + "). Please unplug it.\nポート " + port + " に差し込まれているのは「"
        + facts.denied_as_japanese
        + "」です。読み取れるのは通常のUSBメモリだけです。抜いてください。" };
}

static Error no_such_port(const std::string& port, const std::string& key)
{
    return Error { "the policy does not name port " + base::escaped(port) + " in [usb] " + key
        + "\nこのポートはポリシーの[usb] " + key + "にありません。" };
}

static Error why_empty(gate::Client& gate, const std::string& port)
{
    auto why = gate.why_empty(port);
    if (!why)
        return why.error();
    auto english = "port " + port;
    auto japanese = "ポート " + port;
    switch (why.value()) {
    case gate::Empty::Nothing:
        return Error { "nothing is plugged into " + english + "\n" + japanese
            + " には何も差し込まれていません。" };
    case gate::Empty::NoAnswer:
        return Error { "something is plugged into " + english
            + " but does not say what it is: it is broken, or made to confuse. Please unplug it.\n"
            + japanese
            + " の機器は応答しません。故障しているか、細工されています。抜いてください。" };
    case gate::Empty::OverCurrent:
        return Error { english
            + " draws too much current and was switched off: what is in it is broken, or made to "
              "destroy. Please unplug it and have the station looked at.\n"
            + japanese
            + " に過大な電流が流れたため停止しました。機器を抜き、管理者に連絡してください。" };
    case gate::Empty::Unknown: break;
    }
    return Error { "nothing is plugged into " + english + ", or what is there does not answer\n"
        + japanese + " には何も差し込まれていないか、機器が応答しません。" };
}

Result<gate::PortFacts> look_into(Station& station, const std::string& port, PortUse use)
{
    const auto& usb = station.policy().usb;
    const auto& ports = use == PortUse::Input ? usb.input : usb.output;
    if (std::ranges::find(ports, port) == ports.end())
        return no_such_port(port, use == PortUse::Input ? "input_ports" : "output_ports");
    auto* gate = TRY(station.usb_gate());
    auto seen = TRY(gate->look(port));
    if (!seen)
        return why_empty(*gate, port);
    if (!seen->denied_as.empty()) {
        TRY(record_refusal(station, port, *seen, seen->denied_as, seen->reason));
        return denied(port, *seen);
    }
    return std::move(*seen);
}

static Result<std::unique_ptr<intake::Medium>> open_stick(Station& station, const std::string& port)
{
    auto seen = TRY(look_into(station, port, PortUse::Input));
    // Without a name: gone with the session, whatever ends it.
    base::Descriptor sectors(
        ::open(station.folder("quarantine").c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (!sectors)
        return base::system_error("a place for the stick's sectors");
    auto stick = StickReader::open(
        station.workers(), *TRY(station.usb_gate()), port, std::move(sectors), intake::Limits {});
    if (!stick) {
        TRY(record_refusal(station, port, seen, "storage", stick.error().message));
        return stick.error();
    }
    return std::unique_ptr<intake::Medium>(stick.take());
}

Result<std::unique_ptr<intake::Medium>> open_named_medium(
    Station& station, const std::string& address)
{
    if (!address.starts_with("usb:"))
        return open_medium(station.workers(), address);
    return open_stick(station, address.substr(4));
}

Result<std::string> seen_as(Station& station, const std::string& address)
{
    std::string known;
    if (address.starts_with("usb:")) {
        auto seen = TRY((TRY(station.usb_gate()))->look(address.substr(4)));
        if (seen)
            known = std::to_string(seen->device) + "\n" + seen->digest + "\n" + seen->serial;
    } else {
        struct stat status { };
        if (stat(path_of_medium(address).c_str(), &status) == 0)
            known = std::to_string(status.st_dev) + "\n" + std::to_string(status.st_ino);
    }
    return known.empty() ? known
                         : base::to_hex(base::sha256(base::view_of(address + "\n" + known)));
}

}
