// SPDX-License-Identifier: MIT
// What became of one file: the answer to everybody who asks, on screen, in JSON and in the ledger.
#pragma once

#include "kiosk/broker/ask/outcome.h"
#include "policy/facts/facts.h"
#include "policy/language/terms.h"
#include "policy/verdict/reason.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace broker {

struct OutputFile {
    std::string path; // Relative, as released.
    std::string sha256;
    std::uint64_t size { 0 };
    policy::FileType type { policy::FileType::Unknown };
    std::vector<std::string> name_changes; // policy::word(NameChange)
};

struct FileReport {
    std::string path; // As on the medium: bytes of the medium. Escaped on the way out.
    std::uint64_t size { 0 };
    std::string sha256; // Empty if it could not be read.
    policy::FileType type { policy::FileType::Unknown };
    policy::Verdict verdict { policy::Verdict::NoAnswer };
    policy::Method method { policy::Method::Refuse };
    std::vector<policy::Reason> reasons;
    std::vector<policy::ScanFacts> scans;
    std::vector<policy::Signature> signatures;
    std::vector<Removed> removed;
    Loss loss;
    std::optional<policy::LossAccount> account; // Of a document that was rebuilt, held or not.
    std::optional<policy::Looks> looks; // Likewise, where the rule has them compared.
    policy::Label transfer_label; // As the submitter has it.
    std::string stamp {}; // The label that the copy bears in its properties; empty: none.
    Seen seen; // In the original and in the copy.
    std::vector<policy::Method> offers; // Of what is held: what may be handed over instead.
    std::vector<OutputFile> outputs;
    std::vector<FileReport> parts; // Of an archive.
    double seconds { 0 };
};

// The shape that scripts rely on: one element of "files".
nlohmann::json to_json(const FileReport&);

nlohmann::json to_json(const std::vector<policy::EngineFacts>&);

bool passes(policy::Verdict); // Something of the file comes along.

}
