// SPDX-License-Identifier: MIT
// What a device says it is: USB descriptors, parsed strictly before anything of it is authorized.
//
// The bytes are those of sysfs' `descriptors` file: the device descriptor, then each configuration
// with all that belongs to it (Universal Serial Bus Specification 2.0, section 9.6). The device
// wrote every one of them.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace usb {

enum class Direction { In, Out };
enum class TransferType { Control, Isochronous, Bulk, Interrupt };

struct Endpoint {
    std::uint8_t number { 0 }; // 1 … 15.
    Direction direction { Direction::In };
    TransferType type { TransferType::Control };
    std::uint16_t max_packet { 0 }; // Bytes.
};

// The class codes of usb.org's "Defined Class Codes".
struct ClassCode {
    std::uint8_t code { 0 };
    std::uint8_t subclass { 0 };
    std::uint8_t protocol { 0 };

    bool operator==(const ClassCode&) const = default;
};

// One alternate setting of an interface.
struct Interface {
    std::uint8_t number { 0 };
    std::uint8_t alternate { 0 };
    ClassCode class_code;
    std::vector<Endpoint> endpoints;
};

struct Configuration {
    std::uint8_t value { 0 };
    std::vector<Interface> interfaces; // In the device's order.
};

struct Device {
    std::uint16_t vendor { 0 };
    std::uint16_t product { 0 };
    std::uint16_t release { 0 }; // Binary coded decimal.
    ClassCode class_code;
    std::vector<Configuration> configurations;
};

// More than any real device says; the kernel's own limit is larger.
constexpr std::size_t largest_descriptors = 16 << 10;

// Refuses whatever two readers could read differently: lengths that do not add up, counts that are
// not true, an interface or an endpoint that is there twice. Descriptors of classes are passed
// over.
Result<Device> parse_descriptors(base::View);

}
