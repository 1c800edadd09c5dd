// SPDX-License-Identifier: MIT
// Facts and policy in, decision out. Pure: the same arguments always give the same answer.
#pragma once

#include "policy/facts/facts.h"
#include "policy/language/can.h"
#include "policy/language/policy.h"
#include "policy/verdict/reason.h"

namespace policy {

struct Context {
    TransferClass transfer_class { TransferClass::Document };
    std::string zone; // Must be one of the policy's.
    Label label;
    std::vector<EngineFacts> engines; // As they came up.
    std::int64_t now { 0 }; // Seconds since 1970 UTC, for the age of definitions.
};

struct Plan {
    Method method { Method::Refuse };
    Options options;
    Verdict verdict { Verdict::NoAnswer }; // What it comes to if every further step succeeds.
    std::string rule; // Its name, for report and ledger.
    std::string reason; // The rule's own words; may be empty.
    std::vector<std::string> tolerated; // Findings that the rule lets by.
};

struct Decision {
    std::optional<Plan> plan; // Without one the file goes no further.
    Verdict verdict { Verdict::NoAnswer }; // Refused or NoAnswer while there is no plan.
    std::vector<Reason> reasons; // Every reason, not only the first.
};

// What comes of the plan when its method is replaced by another, with that one's usual options.
Plan replaced(Plan, Method, TransferClass);

// Before sanitizing. Beyond the rules of the file these always hold: each required scanner has
// answered Clean, the structure is Sound, structure, libmagic and name agree on the type, engines
// are ready and their definitions young enough, and the type is one that can be passed at all.
Decision judge(const Policy&, const FileFacts&, const Context&);

// The same for the engines alone, before a medium is even asked for. Empty: fit for work.
std::vector<Reason> judge_engines(const Policy&, const std::vector<EngineFacts>&, std::int64_t now);

enum class VerifierState { NoAnswer, Accepted, Refused };

struct VerifierFacts {
    VerifierState state { VerifierState::NoAnswer };
    FileType type { FileType::Unknown }; // What it read the file as.
    std::string detail;
};

// After sanitizing (P5): the verifier has accepted the file as the type that was to be written, the
// type scanner sees the same, and every required scanner has read it again and found nothing.
// Passes with the plan it was given; nothing is tolerable in what we wrote ourselves.
Decision judge_output(
    const Policy&, const Plan&, const FileFacts& output, FileType intended, const VerifierFacts&);

// Whether libmagic's answer is the same thing, perhaps less precisely said.
bool agrees(FileType by_structure, FileType by_magic);

}
