// SPDX-License-Identifier: MIT
// An archive: taken apart, every part carried on the road by itself, what passed packed again or,
// of one on the medium where the policy says so, put into a folder.
#pragma once

#include "kiosk/broker/road/road.h"

namespace broker {

// Fills report.parts. Refused (Empty) if no part passes.
Result<Outcome<Rebuilt>> rebuild_archive(const RoadSetting&, const Piece&, policy::FileType,
    policy::Archives, policy::Spending&, unsigned depth, FileReport&);

}
