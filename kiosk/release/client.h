// SPDX-License-Identifier: MIT
// Starts the release process for one transfer and waits for what it says.
#pragma once

#include "kiosk/core/wire/channel.h"

#include <array>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace release {

// With a stick that was taken off the bus before and is back.
struct Session {
    wire::Channel channel; // To the process that speaks to it (kiosk/release/usb).
    std::uint64_t sectors { 0 };
};
using NextSession = std::function<Result<Session>()>;

struct Order {
    std::string program; // sekisho-release
    std::string state;
    std::string destination; // "dir:" and a folder, new or empty; "image:" and a new file; "usb:".
    std::string transfer;
    enum class Mode { People, Bench, Export } mode { Mode::People };
    std::string submission_receipt;
    std::string manifest_receipt;
    std::vector<std::string> approval_receipts;
    // For a stick.
    std::string medium_receipt;
    NextSession next_session;
};

struct Released {
    std::uint64_t files { 0 };
    std::uint64_t bytes { 0 };
    std::string list_sha256; // Of a stick or image; as Written has it.
    std::string file_system;
};

// Asked to stop, it ends the process at once; what lies at the destination says that it is not
// whole.
Result<Released> carry_out(const Order&, const base::Descriptor& manifest,
    const std::function<void(std::uint64_t done, std::uint64_t total)>& progress,
    std::stop_token = {});

// A random number; kiosk/release/mark.h says what for.
using Identity = std::array<std::uint8_t, 32>;

// The stick becomes an output medium of this station. Whatever was on it is gone.
Result<void> mark_stick(const Order&, const Identity&);

}
