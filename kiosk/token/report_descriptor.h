// SPDX-License-Identifier: MIT
// What a device says it is (Device Class Definition for HID 1.11, section 6.2.2), as the kernel
// hands it on.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace token {

// A security key and nothing besides (CTAP 2.1, section 11.2.8.1): one collection, all of its
// usages on the FIDO page, 64 bytes each way, no numbered reports. Whatever is not plainly that is
// not.
bool is_security_key(base::View report_descriptor);

}
