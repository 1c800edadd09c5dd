// SPDX-License-Identifier: MIT
// The two kinds of encryption that Office gives to OOXML (MS-OFFCRYPTO 2.3.4).
#pragma once

#include "kiosk/core/base/bytes.h"
#include "sanitizer/unlock/serve/serve.h"

namespace unlock_office {

// The streams of the container, as they lie there. A package is its size and its encrypted bytes.
struct Streams {
    base::View info; // Behind the version.
    base::View package;
};

inline constexpr std::size_t package_head_bytes = 8;

// What lies in the package, if one of the passwords is the right one.
using Opened = std::variant<base::Bytes, unlock::Refused>;

// 2.3.4.10 to 2.3.4.15: Office 2010 and later. Its code over the whole package is checked.
Result<Opened> open_agile(const Streams&, std::span<const std::string> passwords);

// 2.3.4.5 to 2.3.4.9: Office 2007. It has no code over what it encrypts.
Result<Opened> open_standard(const Streams&, std::span<const std::string> passwords);

}
