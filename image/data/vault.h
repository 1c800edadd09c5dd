// SPDX-License-Identifier: MIT
// What the station keeps, encrypted (LUKS2). Two things open it: the machine's security chip (TPM)
// while the firmware's Secure Boot is as it was (PCR 7), and the recovery key.
#pragma once

#include "kiosk/core/base/result.h"

#include <string>

namespace data {

inline constexpr auto opened_vault = "/dev/mapper/data";

bool has_chip();

// Each takes what was there, and opens nothing.
Result<void> make_vault(const std::string& path, const std::string& recovery_key);
Result<void> bind_to_chip(const std::string& path, const std::string& recovery_key);

Result<void> open_by_chip(const std::string& path);
Result<void> open_by_key(const std::string& path, const std::string& recovery_key);

}
