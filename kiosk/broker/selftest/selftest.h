// SPDX-License-Identifier: MIT
// Harmless files that behave like bad ones, carried on the real road before real ones are. If one
// of them passed, or a clean one did not, the station must not be used.
#pragma once

#include "kiosk/broker/station/station.h"

namespace broker {

struct SelfCheck {
    std::string sample;
    std::string expected; // "refused", "passes", "passes under a clean name"
    std::string got;
    bool good { false };
};

// In the ledger, too. An Error means that the test itself could not be done.
Result<std::vector<SelfCheck>> run_self_test(Station&);

}
