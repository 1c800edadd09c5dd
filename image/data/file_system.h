// SPDX-License-Identifier: MIT
// The file system of what the station keeps: ext4.
#pragma once

#include "kiosk/core/base/result.h"

namespace data {

// On all of this device but the reserved part at its end.
Result<void> make_file_system(const char* device);

// An Error where it is none, or calls itself damaged.
Result<void> check_file_system(const char* device);

}
