// SPDX-License-Identifier: MIT
// The kernel's view of the USB ports, as narrow as the gate needs it: what is plugged into a port,
// and whether it may be spoken to. The kernel's own is sysfs and usbfs
// (Documentation/ABI/stable/sysfs-bus-usb, Documentation/usb/authorization.rst); tests have theirs.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <optional>
#include <string>

namespace gate {

// "2-1": bus 2, its port 1; "1-1.4": port 4 of the hub there.
struct Port {
    std::string name;
};
Result<Port> parse_port(const std::string&);

enum class Authority { Refused, Granted };

// Whether the gate may write a port's files and open its node. Where it has an account of its own,
// another program gives it that right, a moment after a device was plugged in.
enum class Right { NotYet, Given };

// One socket is two ports where it is of USB 3: a device may show up in either.
enum class Side { Own, Other };
enum class Power { Off, On };

// Of a port without a device.
enum class Silence { Empty, NoAnswer, OverCurrent, Unknown };

struct Attached {
    std::uint32_t bus { 0 };
    std::uint32_t device { 0 }; // Counts up with each plugging in.
    base::Bytes descriptors; // As the device gave them; at most usb::largest_descriptors and one.
    std::string manufacturer; // Escaped, as the other two; empty where it has none.
    std::string product;
    std::string serial;
};

class Bus {
public:
    virtual ~Bus() = default;

    virtual Result<std::optional<Attached>> look(const Port&) = 0; // Nothing: nothing there.
    virtual Right right_over(const Port&, const Attached&) = 0;
    virtual Result<void> authorize(const Port&, Authority) = 0;

    // An Error where the kernel (before 6.0) or the port has no switch. Off: what is plugged in is
    // gone until On, and then it is a new device.
    virtual Result<void> power(const Port&, Side, Power) = 0;
    virtual Silence why_silent(const Port&) = 0;

    // Of the configuration that the kernel chose.
    struct InterfaceState {
        bool is_there { false };
        Right right { Right::NotYet }; // To authorize it.
        std::string driver; // Of the kernel; empty if none has it.
    };
    virtual Result<InterfaceState> interface(
        const Port&, std::uint8_t configuration, std::uint8_t number)
        = 0;
    virtual Result<void> authorize_interface(
        const Port&, std::uint8_t configuration, std::uint8_t number, Authority)
        = 0;

    // The usbfs node, for reading and writing.
    virtual Result<base::Descriptor> open_node(const Attached&) = 0;
    // What the node says the device's descriptors are.
    virtual Result<base::Bytes> descriptors_of(const base::Descriptor& node) = 0;
};

}
