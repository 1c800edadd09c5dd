// SPDX-License-Identifier: MIT
// What comes back from a worker that was asked, once it is checked.
//
// Every ask_…() returns Result<Outcome<T>>: an Error is NoAnswer (crash, timeout, nonsense, no
// sandbox); a Refused is the worker's reasoned no; a T has been range-checked field by field.
#pragma once

#include "kiosk/broker/ask/seen.h"
#include "kiosk/core/base/descriptor.h"
#include "kiosk/core/worker/ending.h"
#include "kiosk/core/worker/refusal.pb.h"
#include "kiosk/core/worker/removed.pb.h"
#include "policy/facts/account.h"
#include "policy/facts/file_type.h"
#include "policy/facts/removed.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace broker {

// Called as pages or parts of one file get done, from any thread; may be empty.
using StepListener = std::function<void(std::uint64_t done, std::uint64_t of)>;

enum class RefusalReason { Malformed, Encrypted, Limit, Unsupported, Empty };

struct Refused {
    RefusalReason reason;
    std::string detail;
};

template <typename T>
using Outcome = std::variant<T, Refused>;

// The worker's own refusal, range-checked: an unknown reason or an ill-formed detail is an Error.
Result<Refused> check_refusal(const worker::Refusal&);

// Our own words in a worker's answer: printable ASCII, at most 200 letters.
bool is_detail(std::string_view);

// A library that gives up on its input does so by abort(), which is forbidden. Nothing: it ended
// otherwise, which is no fault of the file.
std::optional<Refused> broken_down(worker::Ended);

// Known kinds in places that may be shown, each at most `most` times, none told twice.
using policy::Removed;
Result<std::vector<Removed>> check_removed(
    const google::protobuf::RepeatedPtrField<worker::Removed>&, std::uint64_t most);

// Of a text: "line 3", "lines 3-80"; nothing for 0, as which they are not known.
Result<std::string> check_lines(std::uint64_t first, std::uint64_t last, std::uint64_t most);

void add_all_removed(std::vector<Removed>& all, const std::vector<Removed>& more);
using policy::add_removed;

struct Loss {
    double text { 0 }; // Share of the text that did not come along, 0 to 1.
    std::uint64_t images { 0 };
    std::uint64_t links { 0 };
    std::uint64_t formulas { 0 };
};

// One of the files that an archive came to. It has been verified and scanned like any output.
struct FolderFile {
    std::string path; // From policy/names; relative.
    base::Descriptor bytes; // Sealed.
    policy::FileType type { policy::FileType::Unknown };
};

// A finished piece: the bytes are sealed, and `type` is what the writer wrote.
struct Rebuilt {
    base::Descriptor bytes;
    std::vector<FolderFile> folder; // Instead of bytes, where the policy wants no archive again.
    policy::FileType type { policy::FileType::Unknown };
    std::uint64_t pages { 0 }; // 0 where the format has none; of a document, those of its pictures.
    std::uint64_t pixels { 0 }; // Of pictures.
    std::vector<Removed> removed;
    Loss loss;
    std::optional<policy::LossAccount> account; // Of documents that were rebuilt as such.
    std::optional<std::uint64_t> letters; // That it shows, where somebody counted them.
    Seen seen; // In the original; what the copy shows, its verifier says.
    std::string stamp {}; // What the copy says of itself; of policy::governing, or nothing.
};

}
