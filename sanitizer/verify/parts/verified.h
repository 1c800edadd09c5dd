// SPDX-License-Identifier: MIT
// What a verifier of rebuilt documents is told and says.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "policy/facts/account.h"
#include "scanners/seen/findings.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace verify_parts {

enum class WebLinks { Allowed, Forbidden }; // By the policy; never to anywhere else.

struct Expected {
    WebLinks links { WebLinks::Allowed };
    std::string label {}; // All that its properties say; empty: it has none.
};

struct Limits {
    std::uint64_t entries { 20'000 };
    std::uint64_t part_bytes { 512ull << 20 }; // Of one part, inflated.
    std::uint64_t total_bytes { 4ull << 30 };
};

enum class PictureKind { Png, Jpeg, Gif, Bmp, Tiff };

// Stored, so it lies in the file as it is. Its bytes are another verifier's matter.
struct Picture {
    PictureKind kind;
    std::uint64_t offset;
    std::uint64_t size;
};

struct Verified {
    std::uint64_t parts { 0 };
    std::vector<Picture> pictures;
    policy::Figures shown {};
    seen::Findings seen; // Addresses that its words show or its links lead to.
};

enum class Fault { Malformed, Limit };
struct Refused {
    Fault fault;
    const char* detail;
};

}
