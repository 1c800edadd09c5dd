// SPDX-License-Identifier: MIT
// What decoders of pictures share: their outcome, and how many bytes a frame takes.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "policy/facts/removed.h"
#include "sanitizer/decode/pixels/pixels.pb.h"

#include <string>
#include <variant>

namespace pixels {

inline constexpr std::uint32_t most_per_metre = 1'000'000;

enum class Fault { Malformed, Limit, Unsupported, Empty };
struct Refused {
    Fault fault;
    const char* detail; // Our own words, ASCII.
};
using Outcome = std::variant<message::Done, Refused>;

// Kind of thing that was left out, in what chunk, segment or tag, and how often.
using Removals = std::vector<policy::Removed>;
inline constexpr std::string_view end_of_file = "end of file";
void add_removals(message::Done&, Removals);

std::size_t row_bytes(const message::Frame&);
// Palette and rows; an Error: not a frame.
Result<std::uint64_t> frame_bytes(const message::Frame&);

// The resolution, if both are in bounds; else nothing is said.
void set_resolution(message::Frame&, std::uint32_t per_metre_x, std::uint32_t per_metre_y);
std::uint32_t per_metre(double per_inch); // 0: out of bounds.

// One frame that is the whole picture.
message::Picture still(message::Frame);

}
