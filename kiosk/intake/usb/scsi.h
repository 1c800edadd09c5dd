// SPDX-License-Identifier: MIT
// The few SCSI commands that reading (and, for output media, writing) a disk takes, and their
// answers, which the device wrote. SPC-4 (INQUIRY, MODE SENSE, REQUEST SENSE, TEST UNIT READY) and
// SBC-3 (READ CAPACITY, READ, WRITE, SYNCHRONIZE CACHE). Numbers are big-endian there.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <variant>

namespace usb::scsi {

// Command descriptor blocks. `count` is in blocks.
base::Bytes test_unit_ready();
base::Bytes request_sense(std::uint8_t length);
base::Bytes inquiry(std::uint8_t length);
base::Bytes mode_sense(std::uint8_t length); // MODE SENSE (6), all pages, no block descriptors.
base::Bytes read_capacity_10();
base::Bytes read_capacity_16(std::uint8_t length);
base::Bytes read_blocks(std::uint64_t first, std::uint32_t count); // READ (10), else READ (16).
base::Bytes write_blocks(std::uint64_t first, std::uint32_t count); // Likewise.
base::Bytes synchronize_cache();

// Whether this command only reads; the reader sends no other. By its operation code.
enum class Effect { Reads, Writes };
Effect effect_of(base::View command);

enum class Peripheral { Disk, OpticalDisc, Other, None };

struct Inquiry {
    Peripheral peripheral { Peripheral::None };
    std::string vendor; // Escaped for showing, outer spaces gone: at most 8, 16 and 4 characters
    std::string product; // of the device's own.
    std::string revision;
};
constexpr std::uint8_t inquiry_bytes = 36; // The standard data that every device has.
Result<Inquiry> parse_inquiry(base::View);

struct Capacity {
    std::uint64_t blocks { 0 };
    std::uint32_t block_bytes { 0 }; // 512, 2048 or 4096.

    bool operator==(const Capacity&) const = default;
};
constexpr std::uint8_t capacity_10_bytes = 8;
constexpr std::uint8_t capacity_16_bytes = 32;

struct LargeDisk { }; // READ CAPACITY (10) cannot say it: ask with (16).
using Capacity10 = std::variant<Capacity, LargeDisk>;
Result<Capacity10> parse_capacity_10(base::View);
Result<Capacity> parse_capacity_16(base::View);

enum class WriteProtection { Off, On, Unknown };
constexpr std::uint8_t mode_header_bytes = 4;
WriteProtection parse_mode_sense(base::View);

struct Sense {
    std::uint8_t key { 0 };
    std::uint8_t code { 0 }; // Additional sense code.
    std::uint8_t qualifier { 0 };

    bool operator==(const Sense&) const = default;
};
constexpr std::uint8_t sense_bytes = 18;
Result<Sense> parse_sense(base::View);

enum class Trouble {
    None,
    NotReady, // Becoming ready: ask again.
    NoMedium, // A reader without a card, a drive without a disc.
    MediumChanged, // Since the last command: nothing read before it counts.
    BadSector,
    WriteProtected,
    Unsupported, // It does not know the command.
    Other,
};
Trouble trouble_of(const Sense&);

}
