// SPDX-License-Identifier: MIT
// One file on its way: scanned, judged, sanitized, verified, scanned again, judged again.
#pragma once

#include "kiosk/broker/road/report.h"
#include "kiosk/broker/workers.h"
#include "policy/verdict/judge.h"
#include "policy/verdict/loss.h"
#include "policy/verdict/spending.h"

#include <optional>
#include <span>

namespace broker {

// What carrying a file needs. Shared by threads; nothing of it changes while files are on the road.
struct RoadSetting {
    Workers& workers;
    const policy::Policy& policy;
    const policy::Context& context;
    unsigned renderers { 1 }; // Processes that render one document's pages at once.
    StepListener on_step; // Pages of the file on the medium, or its parts.
    std::span<const std::string> passwords {}; // For files that need one; each may open any.
    policy::Instead instead { policy::Instead::Nothing }; // Of a copy that would be held.
};

struct Piece {
    const base::Descriptor& bytes; // Sealed, or a file of ours that does not change.
    std::uint64_t size;
    std::string sha256;
    std::string name; // The last component of its path, for the extension; hostile.
    std::vector<policy::StatedLabel> labels {}; // Of its name and properties, once they are read.
};

// `output` is there exactly if the report's verdict passes.
struct Carried {
    FileReport report;
    std::optional<Rebuilt> output;
};

// `depth`: 0 for a file on the medium, one more for each archive around it. All parts spend from
// the same budget.
Carried carry(const RoadSetting&, const Piece&, policy::Spending&, unsigned depth = 0);

}
