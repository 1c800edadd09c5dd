// SPDX-License-Identifier: MIT
// A medium to take files from: an image read by the volume worker, or a folder of the station.
// broker::open_medium() (kiosk/broker/ask/medium.h) makes one.
#pragma once

#include "kiosk/core/base/descriptor.h"
#include "kiosk/intake/entry.h"

#include <functional>
#include <optional>
#include <variant>

namespace intake {

struct Limits {
    std::uint64_t entries { 1'000'000 }; // Of all kinds together.
    std::uint64_t depth { 64 }; // Components of a path.
    std::uint64_t file_bytes { 64ull << 30 }; // Of one file; a larger one is unreadable.
};

// What a device in one of the station's ports says of itself. It wrote all of this but the port and
// the digest; the strings are escaped.
struct Device {
    std::string port; // "2-1"
    std::uint16_t vendor { 0 };
    std::uint16_t product_id { 0 };
    std::string digest; // Of its descriptors: SHA-256, hex.
    std::string manufacturer;
    std::string product;
    std::string serial; // "": it has none.
    std::uint64_t bytes { 0 };
    std::uint32_t block_bytes { 0 };
    std::string write_protection; // "on", "off", "unknown"
};

struct Volume {
    std::string file_system; // "FAT12", "FAT16", "FAT32", "exFAT", "NTFS", "ext2" … "ISO 9660",
                             // "folder"; "unknown" is listed, but nothing on it is taken.
    std::string label; // Valid UTF-8, hostile.
    std::uint64_t offset { 0 }; // Bytes from the medium's start.
    std::uint64_t bytes { 0 };
    std::string serial; // Hexadecimal, as the file system names itself; "": it has none.
};

// Something about the medium as a whole that a person should see: overlapping partitions, data
// outside all of them, a folder that contains itself.
struct Finding {
    std::string what; // ASCII words of ours.
    std::uint64_t offset { 0 };
    std::uint64_t bytes { 0 };
};

enum class Extent {
    Whole,
    Part, // A limit was reached or a folder could not be read: there is more than was listed.
};

struct Listing {
    std::optional<Device> device; // Not of an image or a folder.
    std::vector<Volume> volumes;
    std::vector<Finding> findings;
    std::uint64_t entries { 0 };
    Extent extent { Extent::Part };
};

struct Taken {
    std::uint64_t bytes { 0 }; // Exactly the entry's size.
};

// This file is lost, the medium goes on: bad sectors, a broken chain, a file that changed.
struct Unreadable {
    std::string reason; // ASCII words of ours.
};

using ReadResult = std::variant<Taken, Unreadable>;

// An Error from either call means that the medium is over: nothing more can be had from it.
class Medium {
public:
    virtual ~Medium() = default;

    // Which one it is, whether or not it can be listed.
    virtual std::optional<Device> device() const { return {}; }

    // Once, before the first read. In a fixed order: volume by volume, folder by folder, the names
    // of a folder by their bytes, a folder before what is in it. An Error from `each` stops.
    virtual Result<Listing> list(const std::function<Result<void>(const Entry&)>& each) = 0;

    // The content of a File from offset 0 of `into`, an empty file. Each file once.
    virtual Result<ReadResult> read(std::uint64_t id, const base::Descriptor& into) = 0;

    // After the last read: what it did wrong as a whole, in words for the record. Empty: nothing.
    virtual std::string conclude() { return {}; }
};

}
