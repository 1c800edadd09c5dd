// SPDX-License-Identifier: MIT
#include "kiosk/intake/gate/gate.h"

#include "kiosk/core/base/sha256.h"

#include <algorithm>

namespace gate {

static constexpr usb::Milliseconds between_looks { 20 };
static constexpr int most_looks = 150; // About three seconds.
static constexpr int looks_for_other_side = 100;
static constexpr int looks_for_return = 500;
static constexpr usb::Milliseconds without_power { 200 }; // What is in its capacitors is gone.

static Seen judged(Attached attached)
{
    Seen seen;
    seen.digest = base::to_hex(base::sha256(attached.descriptors));
    seen.admission = usb::admit(attached.descriptors);
    if (auto device = usb::parse_descriptors(attached.descriptors)) {
        seen.vendor = device.value().vendor;
        seen.product = device.value().product;
    }
    seen.attached = std::move(attached);
    return seen;
}

static bool is_same(const Attached& one, const Attached& other)
{
    return one.bus == other.bus && one.device == other.device
        && one.descriptors == other.descriptors && one.serial == other.serial;
}

Result<Port> Gate::media_port(const std::string& name) const
{
    auto port = TRY(parse_port(name));
    if (std::ranges::none_of(m_ports, [&](const Port& one) { return one.name == port.name; }))
        return Error { "port " + name + " is no media port of this station" };
    return port;
}

Result<std::optional<Seen>> Gate::look(const std::string& name)
{
    auto attached = TRY(m_bus.look(TRY(media_port(name))));
    if (!attached)
        return std::optional<Seen> {};
    return std::optional(judged(std::move(*attached)));
}

static Error no_right()
{
    return Error { "the gate has no right to this port: this machine is not set up as a station" };
}

Result<void> Gate::wait_for_right(const Port& port, const Attached& attached)
{
    for (int looks = 0; looks < most_looks; ++looks) {
        if (m_bus.right_over(port, attached) == Right::Given)
            return {};
        m_patience.wait(between_looks);
    }
    return no_right();
}

// The kernel makes the interface once the device is authorized; no driver may have it.
Result<void> Gate::wait_for_interface(const Port& port, const usb::BulkOnlyStorage& storage)
{
    bool was_there = false;
    for (int looks = 0; looks < most_looks; ++looks) {
        auto state = TRY(m_bus.interface(port, storage.configuration, storage.interface));
        if (!state.driver.empty())
            return Error { "the kernel's driver " + state.driver
                + " took the stick: this machine is not set up as a station" };
        if (state.is_there && state.right == Right::Given)
            return {};
        was_there = state.is_there;
        m_patience.wait(between_looks);
    }
    if (was_there)
        return no_right();
    return Error { "the stick did not take its configuration" };
}

// What was judged is what was opened: another device in the same port has another number, and a
// device that changed its mind has other descriptors.
Result<void> Gate::prove_same(const Port& port, const Seen& seen, const base::Descriptor& node)
{
    auto now = TRY(m_bus.look(port));
    if (!now || !is_same(*now, seen.attached))
        return Error { "the device changed while it was opened" };
    if (TRY(m_bus.descriptors_of(node)) != seen.attached.descriptors)
        return Error { "the device changed its descriptors while it was opened" };
    auto state
        = TRY(m_bus.interface(port, std::get<usb::BulkOnlyStorage>(seen.admission).configuration,
            std::get<usb::BulkOnlyStorage>(seen.admission).interface));
    if (!state.driver.empty())
        return Error { "the kernel's driver " + state.driver + " took the stick" };
    return {};
}

Result<Opened> Gate::let_in(const Port& port, Seen seen)
{
    auto storage = std::get<usb::BulkOnlyStorage>(seen.admission);
    TRY(wait_for_right(port, seen.attached));
    TRY(m_bus.authorize(port, Authority::Granted));
    TRY(wait_for_interface(port, storage));
    TRY(m_bus.authorize_interface(
        port, storage.configuration, storage.interface, Authority::Granted));
    auto node = TRY(m_bus.open_node(seen.attached));
    TRY(prove_same(port, seen, node));
    return Opened { std::move(seen), storage, std::move(node) };
}

Result<Opened> Gate::open(const std::string& name)
{
    auto port = TRY(media_port(name));
    if (m_sessions.contains(name))
        return Error { "port " + name + " is being read already" };
    auto seen = TRY(look(name));
    if (!seen)
        return Error { "nothing is plugged into port " + name };
    if (const auto* denial = std::get_if<usb::Denial>(&seen->admission))
        return Error { "port " + name + ": " + std::string(usb::word(denial->kind)) + "; "
            + denial->reason };
    auto opened = let_in(port, *seen);
    if (!opened) {
        static_cast<void>(m_bus.authorize(port, Authority::Refused)); // It may be gone.
        return Error { "port " + name + ": " + opened.error().message };
    }
    m_sessions.emplace(name, std::move(*seen));
    return opened;
}

Result<Watch> Gate::watch(const std::string& name)
{
    auto port = TRY(media_port(name));
    auto session = m_sessions.find(name);
    if (session == m_sessions.end())
        return Error { "no session on port " + name };
    auto now = TRY(m_bus.look(port));
    if (!now)
        return Watch::Gone;
    return is_same(*now, session->second.attached) ? Watch::Same : Watch::Changed;
}

void Gate::close_all()
{
    for (const auto& port : m_ports) {
        static_cast<void>(m_bus.authorize(port, Authority::Refused)); // It may be empty.
        static_cast<void>(m_bus.power(port, Side::Own, Power::On));
        static_cast<void>(m_bus.power(port, Side::Other, Power::On));
    }
}

Result<bool> Gate::is_there(const Port& port)
{
    return TRY(m_bus.look(port)).has_value();
}

// A stick of USB 3 whose port lost its link shows up on the other side of the socket, until that
// side resets it: so the other one is off at first, and comes on if the stick does not.
Result<void> Gate::wait_for_return(const Port& port)
{
    auto other = Power::Off;
    for (int looks = 0; looks < looks_for_return; ++looks) {
        auto there = is_there(port);
        auto is_back = there && there.value();
        if (other == Power::Off && (is_back || looks == looks_for_other_side)) {
            static_cast<void>(m_bus.power(port, Side::Other, Power::On)); // It may have none.
            other = Power::On;
        }
        if (is_back)
            return {};
        m_patience.wait(between_looks);
    }
    return Error { "the stick did not come back after its port had been switched off and on" };
}

Result<Renewal> Gate::renew(const std::string& name)
{
    auto port = TRY(media_port(name));
    if (m_sessions.contains(name))
        return Error { "port " + name + " is in use" };
    if (!TRY(is_there(port)))
        return Error { "nothing is plugged into port " + name };
    static_cast<void>(m_bus.power(port, Side::Other, Power::Off)); // It may have none.
    auto is_off = m_bus.power(port, Side::Own, Power::Off);
    auto there = is_there(port);
    auto still_there = !there || there.value();
    if (is_off)
        m_patience.wait(without_power);
    auto is_on = m_bus.power(port, Side::Own, Power::On);
    if (!is_off || still_there || !is_on) {
        static_cast<void>(m_bus.power(port, Side::Other, Power::On));
        return Renewal::NotPossible;
    }
    TRY(wait_for_return(port));
    return Renewal::EnumeratedAnew;
}

Result<Silence> Gate::why_silent(const std::string& name)
{
    return m_bus.why_silent(TRY(media_port(name)));
}

Result<void> Gate::close(const std::string& name)
{
    auto port = TRY(media_port(name));
    m_sessions.erase(name);
    auto closed = m_bus.authorize(port, Authority::Refused);
    if (auto there = is_there(port); there && !there.value())
        return {}; // Unplugged.
    return closed;
}

}
