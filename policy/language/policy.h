// SPDX-License-Identifier: MIT
// A policy as it stands after reading: every default filled in, every number within its range.
// docs/policy-language.md explains each key.
#pragma once

#include "policy/facts/file_type.h"
#include "policy/language/options.h"
#include "policy/language/people_rules.h"
#include "policy/language/terms.h"

#include <bitset>
#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace policy {

inline constexpr std::size_t file_type_count = static_cast<std::size_t>(FileType::Empty) + 1;
using TypeSet = std::bitset<file_type_count>;

// For one top-level file and everything nested in it.
struct Budget {
    std::uint64_t bytes { 4ull << 30 }; // Unpacked, added up over all levels.
    std::uint64_t entries { 10'000 };
    std::uint64_t depth { 8 }; // Archives within archives.
    std::uint64_t pages { 2'000 };
    std::uint64_t pixels { 20'000'000'000 };
    std::uint64_t seconds { 1'800 };
};

struct Limits {
    std::uint64_t memory_bytes { 1ull << 30 }; // Of any one worker.
    std::uint64_t max_file_bytes { 8ull << 30 }; // A larger file is refused unread.
    std::chrono::milliseconds base { 30'000 };
    std::chrono::milliseconds per_mebibyte { 1'000 };
    std::chrono::milliseconds per_page { 2'000 };
    Budget budget;
};

// How long one worker may take over so much: grows with the work, never above budget.seconds.
std::chrono::milliseconds time_for(const Limits&, std::uint64_t bytes, std::uint64_t pages);

struct DefinitionsRule {
    unsigned max_age_days { 7 };
    std::map<std::string, unsigned> engine_max_age_days; // Exceptions, by the engine's name.
    bool allow_built_in_test_set { false };

    unsigned max_age_of(const std::string& engine) const;
};

// An on-demand engine run as a program; "{file}" in argv stands for the file.
struct CommandScanner {
    std::string name; // Its facts come as "command:NAME".
    std::vector<std::string> argv;
    std::vector<int> clean; // Exit codes. Any code in neither list is no answer.
    std::vector<int> found;
    std::chrono::seconds time { 120 };
};

struct Scanners {
    std::vector<std::string> required { "clamav", "yara" };
    std::vector<CommandScanner> commands; // Each is required too.

    std::vector<std::string> all_required() const; // With the "command:NAME"s.
};

// A maker whose signature is known: the SHA-256 of its certificate's (or key's) public key
// information, DER, in lower-case hex.
struct Publisher {
    std::string name;
    std::vector<std::string> key_sha256;
};

struct Rule {
    std::string name; // "office documents", or "rule 3".
    std::uint32_t line { 0 };
    std::vector<TransferClass> classes; // Empty: every class. So with zones.
    TypeSet types;
    std::vector<std::string> zones;
    LabelBounds label;
    Method method { Method::Refuse };
    Options options;
    std::string reason; // Shown with the outcome.
    std::vector<std::string> tolerate; // Findings that do not refuse; may end in "*".
    std::vector<std::string> publishers; // With Verify: names of [[publisher]].
};

enum class Script { Latin, Greek, Cyrillic, Hiragana, Katakana, Han, Hangul };

struct NameRules {
    std::vector<Script> scripts { Script::Latin, Script::Hiragana, Script::Katakana, Script::Han };
    unsigned max_component_bytes { 255 };
    unsigned max_path_bytes { 1'000 };
    unsigned max_depth { 16 }; // Folders; deeper files come up to the deepest allowed one.

    bool allows(Script) const;
};

enum class InputMedia { Any, Registered };

// Where sticks may be plugged in, by the port's physical path ("2-1", "1-1.4"), and which.
struct Usb {
    std::vector<std::string> input;
    std::vector<std::string> output; // None is in both.
    InputMedia input_media { InputMedia::Any };
    std::vector<TransferClass> partner_classes; // Of media that are a partner's; empty: all.
};

// Whose signatures on documents count: certificates in PEM in this folder.
struct SignatureRules {
    std::string trust; // A full path; empty: what was imported with the definitions.
};

struct ReleaseRules {
    Label folders_at_most; // What is above goes to a registered output medium alone.
};

struct Retention {
    unsigned held_days {
        0
    }; // What a transfer holds is erased so long after its last step; 0: kept.
};

struct Policy {
    std::string station_name;
    std::vector<std::string> zones;
    std::vector<Office> offices;
    PeopleRules people;
    Limits limits;
    DefinitionsRule definitions;
    Scanners scanners;
    std::vector<Publisher> publishers;
    std::vector<Rule> rules;
    std::vector<ApprovalRoute> approvals;
    NameRules names;
    Usb usb;
    SignatureRules signatures;
    ReleaseRules release;
    Retention retention;
};

// The first that matches, or none: no match refuses, and nobody may approve.
const Rule* rule_for(const Policy&, TransferClass, FileType, std::string_view zone, Label);
const ApprovalRoute* route_for(const Policy&, TransferClass, std::string_view zone, Label);

}
