// SPDX-License-Identifier: MIT
// Starts the release process for one transfer and waits for what it says.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace release {

struct Order {
    std::string program; // sekisho-release
    std::string state;
    std::string destination; // "dir:" and a folder, new or empty; "image:" and a new file.
    std::string transfer;
    enum class Mode { People, Bench } mode { Mode::People };
    std::string submission_receipt;
    std::string manifest_receipt;
    std::vector<std::string> approval_receipts;
};

struct Released {
    std::uint64_t files { 0 };
    std::uint64_t bytes { 0 };
};

// Asked to stop, it ends the process at once; what lies at the destination says that it is not
// whole.
Result<Released> carry_out(const Order&, const base::Descriptor& manifest,
    const std::function<void(std::uint64_t done, std::uint64_t total)>& progress,
    std::stop_token = {});

}
