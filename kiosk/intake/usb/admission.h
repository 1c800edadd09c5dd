// SPDX-License-Identifier: MIT
// Whether a device may be opened as a storage medium, and what to call it when it may not.
#pragma once

#include "kiosk/intake/usb/descriptors.h"

#include <string_view>
#include <variant>

namespace usb {

enum class DeviceKind {
    Storage, // Mass storage that this station does not read, such as UAS without bulk-only.
    Hub,
    Keyboard,
    Mouse,
    Input, // A human interface device of another kind.
    Network,
    Serial,
    Audio,
    Video,
    Phone, // A camera or phone (PTP, MTP).
    Printer,
    SmartCard,
    Wireless,
    Composite, // More than one kind at once.
    Unknown, // Vendor-specific, or of a class without a word here.
    Malformed,
};

// The one interface that may be claimed, and its two pipes.
struct BulkOnlyStorage {
    std::uint8_t configuration { 0 };
    std::uint8_t interface {
        0
    };
    std::uint8_t alternate { 0 };
    Endpoint in;
    Endpoint out;
};

struct Denial {
    DeviceKind kind { DeviceKind::Malformed };
    std::string reason; // In English, ours.
};

using Admission = std::variant<BulkOnlyStorage, Denial>;

// Admitted is a device with one configuration of one interface that is mass storage and nothing
// else: SCSI transparent commands over bulk-only transport (USB Mass Storage Class Specification
// Overview 1.4, sections 2 and 3) in one of its settings; its other settings may only be UAS.
Admission admit(base::View descriptors);

// Of one interface.
DeviceKind kind_of(const ClassCode&);

std::string_view word(DeviceKind); // "keyboard"
std::string_view japanese_word(DeviceKind); // "キーボード"

}
