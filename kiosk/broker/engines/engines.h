// SPDX-License-Identifier: MIT
// Which definitions the scanners work with, and how each engine came up.
#pragma once

#include "kiosk/broker/workers.h"
#include "policy/facts/facts.h"
#include "policy/language/policy.h"

#include <string>

namespace broker {

// The station's own folder, else ClamAV's, else the small set that came with the program, which
// only a bench policy accepts.
struct Definitions {
    std::string clamav;
    std::string yara;
    bool clamav_built_in { false };
    std::string trust {}; // Certificates of those whose signatures count; may be missing.
};

// `set`: a folder with `clamav`, `yara` and `trust` in it, any of which may be missing.
Definitions choose_definitions(const std::string& set, const std::string& share_folder);

// The words that each scanner's program starts with.
std::map<std::string, std::vector<std::string>> words_for(
    const Definitions&, const policy::Policy&);

// In this order: type, clamav, yara, commands. An engine that does not come up is in the list, not
// ready, with the reason in `version`; nothing passes then.
std::vector<policy::EngineFacts> bring_up(Workers&, const Definitions&, const policy::Policy&);

}
