// SPDX-License-Identifier: MIT
// What went wrong with a device, for the people in front of the station.
#pragma once

#include "kiosk/core/base/result.h"

namespace intake {

// The same with a line in Japanese, unless it has one. Of words that are not ours (the kernel's, an
// unknown worker's) it says only that the device could not be used.
Error in_both_languages(Error);

// Empty: no reason of ours is in these words.
std::string japanese_reason(const std::string& english);

}
