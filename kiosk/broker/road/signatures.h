// SPDX-License-Identifier: MIT
// Signatures of a file: looked at before anything is made of it, told in report and ledger.
#pragma once

#include "kiosk/broker/road/report.h"
#include "kiosk/broker/road/road.h"

namespace broker {

// Asks only if the type scanner has seen some in a file of a type whose signatures are known.
void look_at_signatures(const RoadSetting&, const base::Descriptor& bytes, policy::FileFacts&);

// Signatures that were left out and that nobody looked at are told under another word.
void tell_unverified(std::vector<Removed>&);

nlohmann::json signatures_of(const FileReport&);
nlohmann::json for_the_record(const std::vector<policy::Signature>&); // Bounded in size.

}
