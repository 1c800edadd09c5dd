// SPDX-License-Identifier: MIT
// New definitions for the scanners: copied into a set of their own, tried there, and only then put
// in force by replacing one link. <state>/definitions/sets/ID/{clamav,yara}; `current` and
// `previous` are links to two of the sets.
#pragma once

#include "kiosk/broker/engines/engines.h"
#include "kiosk/intake/medium.h"

namespace broker {

struct ImportedFile {
    std::string name;
    std::uint64_t size { 0 };
    std::string sha256;
    // libclamav refuses a .cvd whose signature does not hold; nothing else carries one.
    enum class Vouched { ByItsMaker, ByTheImporter } vouched { Vouched::ByTheImporter };
};

struct StagedSet {
    std::string folder;
    std::vector<ImportedFile> files;
};

// Takes databases of ClamAV (.cvd .cld .ndb .hdb .hsb .ldb …) and YARA rules (.yar .yara) from
// anywhere on the medium, by plain names of at most 64 characters. A kind that is not there is
// taken over from the current set.
Result<StagedSet> stage_definitions(
    intake::Medium&, const std::string& definitions_folder, const std::string& set_id);

void discard(const StagedSet&);

// From now on, after a power cut too, this set is the current one and the current one the previous.
Result<void> put_in_force(const std::string& definitions_folder, const std::string& set_id);

bool has_previous(const std::string& definitions_folder);

// Current and previous change places. An Error if there is no previous set.
Result<void> swap_back(const std::string& definitions_folder);

}
