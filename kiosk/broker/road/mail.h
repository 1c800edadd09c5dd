// SPDX-License-Identifier: MIT
// A mail: its words as one text, its attachments carried on the road by themselves. A file of
// mails: an archive of them.
#pragma once

#include "kiosk/broker/road/road.h"

namespace broker {

enum class Attachments { Carry, LeaveOut };

// PlainText, or a ZIP of the text and what passed. Fills report.parts. A file of mails is Refused
// (Empty) if none passes, and (Unsupported) where attachments are left out.
Result<Outcome<Rebuilt>> rebuild_mail(const RoadSetting&, const Piece&, policy::FileType,
    Attachments, policy::Spending&, unsigned depth, FileReport&);

}
