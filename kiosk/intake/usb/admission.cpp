// SPDX-License-Identifier: MIT
#include "kiosk/intake/usb/admission.h"

#include <algorithm>
#include <array>
#include <optional>

namespace usb {

// Class 8, mass storage: the SCSI transparent command set over bulk-only transport, and over UAS.
static constexpr ClassCode bulk_only { 0x08, 0x06, 0x50 };
static constexpr ClassCode uas { 0x08, 0x06, 0x62 };

namespace {

struct Words {
    std::string_view english;
    std::string_view japanese;
};

constexpr std::array<Words, 16> words { {
    { "storage of another kind", "対応していない方式の記憶装置" },
    { "hub", "USBハブ" },
    { "keyboard", "キーボード" },
    { "mouse", "マウス" },
    { "input device", "入力装置" },
    { "network adapter", "ネットワークアダプター" },
    { "serial adapter", "シリアルアダプター" },
    { "audio device", "音声装置" },
    { "camera or video device", "映像装置" },
    { "phone or camera", "スマートフォンまたはカメラ" },
    { "printer", "プリンター" },
    { "card reader for smart cards", "ICカードリーダー" },
    { "wireless adapter", "無線アダプター" },
    { "several devices in one", "複数の機能を持つ装置" },
    { "unknown device", "不明な装置" },
    { "device that describes itself wrongly", "自己の説明に誤りがある装置" },
} };

}

std::string_view word(DeviceKind kind)
{
    return words.at(static_cast<std::size_t>(kind)).english;
}

std::string_view japanese_word(DeviceKind kind)
{
    return words.at(static_cast<std::size_t>(kind)).japanese;
}

static DeviceKind input_kind(const ClassCode& code)
{
    // Protocols of the boot interface; HID 1.11, section 4.3.
    if (code.subclass == 1 && code.protocol == 1)
        return DeviceKind::Keyboard;
    if (code.subclass == 1 && code.protocol == 2)
        return DeviceKind::Mouse;
    return DeviceKind::Input;
}

static DeviceKind communication_kind(const ClassCode& code)
{
    // Subclasses of CDC 1.2, table 4: abstract control is a modem or serial line, and, with a
    // vendor's protocol, RNDIS.
    return code.subclass == 2 && code.protocol != 0xff ? DeviceKind::Serial : DeviceKind::Network;
}

DeviceKind kind_of(const ClassCode& code)
{
    switch (code.code) {
    case 0x01: return DeviceKind::Audio;
    case 0x02: return communication_kind(code);
    case 0x03: return input_kind(code);
    case 0x06: return DeviceKind::Phone;
    case 0x07: return DeviceKind::Printer;
    case 0x08: return DeviceKind::Storage;
    case 0x09: return DeviceKind::Hub;
    case 0x0a: return DeviceKind::Network;
    case 0x0b: return DeviceKind::SmartCard;
    case 0x0e: return DeviceKind::Video;
    case 0xe0: return DeviceKind::Wireless;
    default: return DeviceKind::Unknown;
    }
}

// Makers of serial chips, which have no class of their own: FTDI, Prolific, Silicon Labs, QinHeng.
static bool makes_serial_chips(std::uint16_t vendor)
{
    constexpr std::array<std::uint16_t, 4> makers { 0x0403, 0x067b, 0x10c4, 0x1a86 };
    return std::ranges::find(makers, vendor) != makers.end();
}

// Of the whole device, for a person. CDC's data interface belongs to its control interface.
static DeviceKind kind_of(const Device& device)
{
    if (device.class_code.code == 0x09)
        return DeviceKind::Hub;
    std::optional<DeviceKind> kind;
    for (const auto& configuration : device.configurations) {
        for (const auto& interface : configuration.interfaces) {
            if (interface.class_code.code == 0x0a)
                continue;
            auto one = kind_of(interface.class_code);
            if (kind && *kind != one)
                return DeviceKind::Composite;
            kind = one;
        }
    }
    if (kind.value_or(DeviceKind::Unknown) == DeviceKind::Unknown
        && makes_serial_chips(device.vendor))
        return DeviceKind::Serial;
    return kind.value_or(DeviceKind::Unknown);
}

static bool is_bulk_size(std::uint16_t bytes)
{
    // Sections 5.8.3 of USB 2.0 and 8.10.2 of USB 3.2.
    constexpr std::array<std::uint16_t, 6> sizes { 8, 16, 32, 64, 512, 1024 };
    return std::ranges::find(sizes, bytes) != sizes.end();
}

// Bulk-Only Transport 1.0, section 4.4: exactly one bulk endpoint in each direction.
static std::optional<BulkOnlyStorage> pipes_of(const Interface& interface)
{
    BulkOnlyStorage storage;
    if (interface.endpoints.size() != 2)
        return std::nullopt;
    for (const auto& endpoint : interface.endpoints) {
        if (endpoint.type != TransferType::Bulk || !is_bulk_size(endpoint.max_packet))
            return std::nullopt;
        (endpoint.direction == Direction::In ? storage.in : storage.out) = endpoint;
    }
    if (storage.in.number == 0 || storage.out.number == 0)
        return std::nullopt;
    storage.interface = interface.number;
    storage.alternate = interface.alternate;
    return storage;
}

static Admission admit(const Device& device)
{
    auto kind = kind_of(device);
    auto denied = [&](const char* why) { return Denial { kind, why }; };
    if (kind != DeviceKind::Storage)
        return denied("only plain storage sticks may be plugged in here");
    if (device.class_code.code != 0)
        return denied("it gives itself a class as a whole, which sticks do not");
    if (device.configurations.size() != 1)
        return denied("it has more than one configuration");
    const auto& configuration = device.configurations.front();
    std::optional<BulkOnlyStorage> found;
    for (const auto& interface : configuration.interfaces) {
        if (interface.number != configuration.interfaces.front().number)
            return denied("it has more than one storage interface");
        if (interface.class_code == uas)
            continue;
        if (interface.class_code != bulk_only)
            return denied("its storage speaks another protocol");
        if (found)
            return denied("it has bulk-only transport twice");
        found = pipes_of(interface);
        if (!found)
            return denied("it has not exactly one bulk endpoint in each direction");
    }
    if (!found)
        return denied("it has UAS only; this station reads through bulk-only transport");
    found->configuration = configuration.value;
    return *found;
}

Admission admit(base::View descriptors)
{
    auto device = parse_descriptors(descriptors);
    if (!device)
        return Denial { DeviceKind::Malformed, device.error().message };
    return admit(device.value());
}

}
