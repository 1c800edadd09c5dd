// SPDX-License-Identifier: MIT
#include "kiosk/broker/media/named_medium.h"

#include "kiosk/broker/ask/medium.h"
#include "kiosk/broker/ask/stick.h"
#include "kiosk/broker/media/media.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static Result<void> record_refusal(Station& station, const std::string& port,
    const gate::PortFacts& facts, const std::string& kind, const std::string& reason)
{
    intake::Device device;
    device.port = port;
    device.vendor = facts.vendor;
    device.product_id = facts.product_id;
    device.digest = facts.digest;
    device.manufacturer = facts.manufacturer;
    device.product = facts.product;
    device.serial = facts.serial;
    TRY(station.record({ { "type", "device_refused" }, { "device", to_json(device) },
        { "kind", kind }, { "reason", reason } }));
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

static Result<std::unique_ptr<intake::Medium>> open_stick(Station& station, const std::string& port)
{
    auto* gate = TRY(station.usb_gate());
    auto seen = TRY(gate->look(port));
    if (!seen)
        return Error { "nothing is plugged into port " + port + "\nポート " + port
            + " には何も差し込まれていません。" };
    if (!seen->denied_as.empty()) {
        TRY(record_refusal(station, port, *seen, seen->denied_as, seen->reason));
        return denied(port, *seen);
    }
    // Without a name: gone with the session, whatever ends it.
    base::Descriptor sectors(
        ::open(station.folder("quarantine").c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (!sectors)
        return base::system_error("a place for the stick's sectors");
    auto stick
        = StickReader::open(station.workers(), *gate, port, std::move(sectors), intake::Limits {});
    if (!stick) {
        TRY(record_refusal(station, port, *seen, "storage", stick.error().message));
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

}
