// SPDX-License-Identifier: MIT
// A part of the ledger that proves itself: lines of text which `sekisho-verify --package` believes
// with the verifier key alone.
//
//   sekisho ledger package v1
//   from FIRST
//   to END                    entries [FIRST, END)
//   left HASH                 the perfect subtrees before FIRST, from left to right
//   {entry}                   one a line
//   right HASH                the perfect subtrees from END to the checkpoint's size
//   verifier KEY
//   rotation NOTE             each handing on of the key, in Base64 (keys.h)
//   checkpoint
//   ...                       the signed note, to the end
#pragma once

#include "kiosk/ledger/disk.h"

#include <functional>
#include <optional>

namespace ledger {

struct Range {
    std::uint64_t first { 0 };
    std::optional<std::uint64_t> end; // Without it, all that the checkpoint covers.
};

// Everything is read once and held against the checkpoint; if it does not hold, an Error, and what
// was put is worth nothing. Gives how many entries are in it.
Result<std::uint64_t> write_package(
    Disk&, const Range&, const std::function<Result<void>(std::string_view)>& put);

}
