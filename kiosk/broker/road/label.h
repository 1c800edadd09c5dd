// SPDX-License-Identifier: MIT
// What a file says of its classification, in the report and in the ledger.
#pragma once

#include "kiosk/broker/road/report.h"

#include <nlohmann/json_fwd.hpp>

namespace broker {

// "label": what its name and its first words say, which of it governs, and whether that is more
// than the transfer's.
nlohmann::json label_of(const FileReport&);

// The transfer's label, raised to what the file says of itself.
policy::Label governing_label(const FileReport&);

}
