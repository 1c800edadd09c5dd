// SPDX-License-Identifier: MIT
// What a file says of its classification, in the report and in the ledger.
#pragma once

#include "kiosk/broker/road/report.h"

#include <nlohmann/json_fwd.hpp>

namespace broker {

// "label": what its name, its first words and its properties say, which of it governs, whether that
// is more than the transfer's, and what the copy bears in its own properties.
nlohmann::json label_of(const FileReport&);

// What its name says, and what was seen in it so far.
std::vector<policy::StatedLabel> stated_labels(const FileReport&);

// Likewise, and of its parts that come along.
std::vector<policy::StatedLabel> all_labels(const FileReport&);

}
