// SPDX-License-Identifier: MIT
// Lists every entry of a medium's volumes, and remembers where each file is.
#pragma once

#include "kiosk/intake/volume/table.h"

#include <functional>

namespace volume {

struct WalkLimits {
    std::uint64_t entries { 0 };
    std::uint64_t depth { 0 };
    std::uint64_t name_bytes { 0 };
};

// Where an entry's content is. The entry's id is its index, plus one.
struct Place {
    enum class State : std::uint8_t { Readable, NotAFile, Broken };
    TSK_INUM_T inum { 0 };
    std::uint64_t size { 0 };
    std::uint8_t volume { 0 };
    State state { State::NotAFile };
};

struct Walked {
    std::vector<Place> places;
    std::vector<message::Finding> findings;
    bool whole { true };
};

using Sink = std::function<Result<void>(message::Entry)>;

// Not taken: deleted names, the file systems' own files, volume labels. In the order of volumes,
// then of names by their bytes, a folder before what is in it. An Error of the sink ends the walk.
Result<Walked> walk(Image&, const std::vector<Volume>&, const WalkLimits&, const Sink&);

}
