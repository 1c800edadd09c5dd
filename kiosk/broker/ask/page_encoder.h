// SPDX-License-Identifier: MIT
// The process that turns drawn pixels into pieces of a PDF. It never sees what they were drawn
// from.
#pragma once

#include "kiosk/broker/ask/flatten_pages.h"

namespace broker {

struct EncodedPage {
    std::uint64_t bytes;
    std::uint64_t letters;
    std::uint64_t left_out;
    bool may_show_codes; // To be looked for in its pixels.
};

// Where its pages lie, one at a time.
struct Slots {
    const base::Descriptor& pixels;
    const base::Descriptor& glyphs; // None without a text layer.
    std::uint64_t bytes; // Of pixels.
};

class PageEncoder {
public:
    static Result<PageEncoder> start(
        Workers&, const Slots&, const FlattenRequest&, std::uint64_t pages);

    Result<Outcome<EncodedPage>> encode(
        const PlannedPage&, std::uint32_t glyphs, std::uint64_t most_bytes);

    // The pieces, whole and sealed; `bytes` is the sum of what encode() told.
    Result<base::Descriptor> finish(std::uint64_t bytes);

private:
    PageEncoder(worker::Process, base::Descriptor pieces);

    worker::Process m_process;
    base::Descriptor m_pieces;
};

}
