// SPDX-License-Identifier: MIT
// The root of the appliance, of which the kernel reads no block that its hash tree does not vouch
// for.
#pragma once

#include "kiosk/core/base/result.h"

#include <string>

namespace boot {

// What the kernel's command line says of it: "SLOT,BLOCKS,SALT,HASH". It is covered by the
// signature of the kernel's image, so it is believed; it is checked for its form alone.
struct Root {
    std::string slot; // "a" or "b": partitions root-SLOT and verity-SLOT.
    std::uint64_t blocks { 0 }; // Of 4096 bytes.
    std::string salt;
    std::string hash; // Both in hexadecimal digits.
};

Result<Root> parse_root(const std::string&);

// Makes the device of the two partitions, once the disk is there. One changed bit ends in a panic.
// Gives its path.
Result<std::string> open_root(const Root&);

}
