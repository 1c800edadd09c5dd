// SPDX-License-Identifier: MIT
// A plan carried out: which workers make what out of which type.
#pragma once

#include "kiosk/broker/ask/text.h"
#include "kiosk/broker/road/road.h"

namespace broker {

// An Error is no answer. Archives are taken apart here, their parts travel the road themselves.
Result<Outcome<Rebuilt>> sanitize(const RoadSetting&, const Piece&, policy::FileType,
    const policy::Plan&, policy::Spending&, unsigned depth, FileReport&);

// The labels in a document's properties, where they do not come to light on the way to the copy.
Result<Outcome<Seen>> read_properties(const RoadSetting&, const Piece&, policy::FileType,
    const policy::Plan&, const policy::Spending&);

// How alike the first pages of a document and of its copy look, as LibreOffice draws them.
Result<Outcome<policy::Looks>> looks_of(
    const RoadSetting&, const Piece&, policy::FileType, const Rebuilt&, const policy::Spending&);

TextLimits text_limits(const RoadSetting&, const policy::Spending&);

// By the small second parser of the type that was written. What it sees is added to `seen`; the
// letters of a text are those that it counts.
policy::VerifierFacts verify(const RoadSetting&, const policy::Plan&, Rebuilt&, Seen& seen);

}
