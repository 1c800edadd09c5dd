// SPDX-License-Identifier: MIT
// The kernel's modules that are needed before there is a root to load others from.
#pragma once

#include "kiosk/core/base/result.h"

#include <string>

namespace boot {

// Those that FOLDER/order names, in that order. No USB device may do anything from the start on:
// usbcore is loaded so, and not at all if it cannot be told.
Result<void> load_modules(const std::string& folder);

}
