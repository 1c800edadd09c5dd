// SPDX-License-Identifier: MIT
// A whole medium carried through the station, up to the point where somebody must say yes.
//
// Files are read once into quarantine in the medium's order, carried by several threads, and
// committed in the medium's order again: names, report, manifest and ledger do not depend on which
// thread was faster.
#pragma once

#include "kiosk/broker/road/road.h"
#include "kiosk/broker/station/station.h"
#include "kiosk/intake/medium.h"

#include <functional>
#include <map>
#include <stop_token>

namespace broker {

struct Progress {
    std::string stage; // "intake" or "files"
    std::uint64_t files_done { 0 };
    std::uint64_t files_total { 0 };
    std::uint64_t bytes_done { 0 };
    std::uint64_t bytes_total { 0 };
    double share { 0 }; // Of all that is to do, 0 to 1: files in hand count by their pages.
    double seconds_left { -1 };
    std::string current; // What has been in hand for longest, and how far it is.
};

// Called from threads of the run; `file` in the medium's order, `progress` beside it.
struct Listener {
    std::function<void(const Progress&)> progress;
    std::function<void(const std::string& json)> file; // to_json(FileReport), as text.
};

struct Totals {
    std::uint64_t files { 0 };
    std::uint64_t bytes { 0 };
    std::uint64_t sanitized { 0 }; // Every verdict that passes.
    std::uint64_t held { 0 };
    std::uint64_t refused { 0 };
    std::uint64_t no_answer { 0 };
    std::uint64_t parts_held { 0 }; // Left out of archives and mails that pass.
    std::uint64_t parts_refused { 0 }; // Likewise, or without an answer.
    std::map<std::string, std::uint64_t> reasons; // By code: files that it kept out.
    double seconds { 0 };
};

enum class RunEnd { Whole, Cancelled };

struct RunResult {
    RunEnd end { RunEnd::Whole };
    Totals totals;
    intake::Listing listing;
    policy::Label label; // The transfer's, raised to the highest that an output says of itself.
    std::string manifest_sha256;
    std::uint64_t manifest_entry { 0 }; // Its number in the ledger.
    std::uint64_t output_files { 0 };
    std::uint64_t output_bytes { 0 };
};

struct RunRequest {
    std::string transfer; // Its id; in every ledger entry.
    std::string folder; // Of the transfer, ours: gets files.jsonl and MANIFEST.json.
    std::string medium; // "image:FILE", "dir:DIR", or a path.
    policy::Context context;
    policy::Instead instead { policy::Instead::Nothing }; // Of what would be held.
    std::vector<std::string> passwords; // For files that need one; never in what is written.
    unsigned threads { 0 }; // 0: one for each processor.
    std::stop_token stop; // Asked: files in hand are dropped, the rest is not begun.
};

// Cancelled: `totals` and the ledger have the files that were done; there is no manifest.
// A medium that ends while it is read (a stick is pulled): what was read whole goes on, each other
// file is refused as unread, and the listing's extent is Part, with a finding that says why.
// An Error means that the medium could not be listed or the station failed (its ledger, say); what
// was recorded stays recorded.
Result<RunResult> run_medium(Station&, const RunRequest&, const Listener&);

}
