// SPDX-License-Identifier: MIT
// Writes a manifest's files into an empty folder so that nobody can take half of it for the whole.
//
// INCOMPLETE.txt is there first and goes last; MANIFEST.json comes after every file was written,
// synced, read back and found to be itself.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <functional>
#include <string>

namespace release {

struct Written {
    std::uint64_t files { 0 };
    std::uint64_t bytes { 0 };
};

struct Papers {
    std::string manifest; // MANIFEST.json
    std::string signature; // MANIFEST.json.sig, a signed note over the manifest's hash
    std::string receipt; // RECEIPT.txt
};

// `destination` is an open, empty folder; `outputs` the store of finished files. Manifest paths are
// checked once more: relative, no "..", no controls.
Result<Written> write_out(const base::Descriptor& destination, const base::Descriptor& outputs,
    const Papers&, const std::function<void(std::uint64_t done, std::uint64_t total)>& progress);

}
