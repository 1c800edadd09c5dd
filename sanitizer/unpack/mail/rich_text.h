// SPDX-License-Identifier: MIT
// RTF as Outlook packs it (MS-OXRTFCP).
#pragma once

#include "sanitizer/unpack/mail/stop.h"

#include <cstdint>
#include <string_view>

namespace unpack_mail {

// At most `most` bytes come out; what is told of the sizes must be so.
MaybeStop unpack_rich_text(std::string_view packed, std::uint64_t most, std::string& out);

}
