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
    enum class Kind { MustPass, MustNot } kind { Kind::MustNot };
};

// By these workers. An Error means that the test itself could not be done.
Result<std::vector<SelfCheck>> carry_samples(
    Workers&, const policy::Policy&, const std::vector<policy::EngineFacts>&, std::int64_t now);

// By the station's own, told in the ledger.
Result<std::vector<SelfCheck>> run_self_test(Station&);

// What went wrong, or nothing.
std::string first_failure(const std::vector<SelfCheck>&);

}
