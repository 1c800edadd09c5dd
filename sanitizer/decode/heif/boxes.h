// SPDX-License-Identifier: MIT
// Boxes (ISO/IEC 14496-12 section 4.2): a size, a name, a content.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <optional>

namespace decode_heif {

struct Box {
    std::string_view name;
    base::View content;
    base::View whole;
};

// What every full box begins with.
struct Full {
    std::uint8_t version { 0 };
    std::uint32_t flags { 0 };
};

Result<Box> next_box(base::Reader&, base::View all);
Result<std::vector<Box>> boxes_in(base::View);
std::optional<Box> first_named(const std::vector<Box>&, std::string_view name);

Result<Full> read_full(base::Reader&);
// A number of so many bytes, the highest first: 0, 2, 4 or 8.
Result<std::uint64_t> read_number(base::Reader&, unsigned bytes);

void append_number(base::Bytes&, std::uint64_t value, unsigned bytes);
base::Bytes make_box(std::string_view name, base::View content);
base::Bytes make_full_box(std::string_view name, Full, base::View content);

}
