// SPDX-License-Identifier: MIT
// May this station carry anything? Only if its self-test passed as it stands now: the same
// programs, policy, definitions and engines, on the same kernel and Debian packages.
//
// A station that is started for one command remembers a passed self-test for a day, under a hash of
// all of these (<state>/selftest.json). Who can write to the state folder can forge it; they could
// replace the programs as well.
#pragma once

#include "kiosk/broker/selftest/selftest.h"

namespace broker {

enum class Memory { Trusted, Ignored };

struct Fitness {
    enum class Source { Tested, Remembered } source { Source::Tested };
    std::string failure; // Why nothing may be carried; empty: fit.
};

// When the self-test last passed here, if that is remembered.
std::optional<std::int64_t> last_passed(const Station&);

// What went wrong, or nothing, where the engines have these ailments.
std::string failure_in(std::vector<SelfCheck>, const std::vector<policy::Reason>& ailments);

// Definitions that the policy finds too old, or the built-in ones, make no failure here: each file
// is refused for that reason, and the report says so. A bad sample that passes always is one, and
// an engine that does not come up.
Result<Fitness> check_fitness(Station&, Memory);

}
