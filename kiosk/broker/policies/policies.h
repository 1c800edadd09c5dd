// SPDX-License-Identifier: MIT
// The policy's versions: what was proposed, by whom, what is in force, and what was before. Each
// text lies under its SHA-256 in <state>/policies, and all the rest in one file, replaced whole.
// What is damaged is an Error, so that no station starts with a policy that nobody put in force.
#pragma once

#include "kiosk/core/base/result.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace broker {

struct PolicyVersion {
    enum class State { Proposed, Active, Before, Withdrawn } state { State::Proposed };
    std::string sha256;
    std::string reason;
    std::string proposed_by; // The account, and the human being; empty: it came with the station.
    std::string proposer;
    std::int64_t proposed_at { 0 }; // Seconds since 1970 UTC, as the next one.
    std::string activated_by;
    std::string activator;
    std::int64_t activated_at { 0 };
};

nlohmann::json to_json(const PolicyVersion&);

class Policies {
public:
    explicit Policies(std::string folder)
        : m_folder(std::move(folder))
    {
    }

    Result<std::vector<PolicyVersion>> all() const; // In the order in which they were proposed.
    Result<PolicyVersion> find(const std::string& sha256) const;
    // An Error if the text is not what its name says.
    Result<std::string> text(const std::string& sha256) const;

    // The version that was put in force here, if any. `given`: the SHA-256 of the file that the
    // station is started with, or nothing. A file that was not there when somebody put the version
    // in force is more recent than what they decided.
    Result<std::optional<std::string>> active(const std::string& given) const;

    // A version of that text, in place of one that has it already.
    Result<void> propose(const PolicyVersion&, const std::string& text) const;
    Result<void> withdraw(const std::string& sha256) const;
    // Instead of `before`, whose text is kept, too.
    Result<void> activate(const PolicyVersion&, const std::string& before,
        const std::string& before_text, const std::string& given) const;

private:
    struct Record {
        std::string given;
        std::vector<PolicyVersion> versions;
    };
    Result<Record> load() const;
    Result<void> save(const Record&) const;
    Result<void> keep(const std::string& sha256, const std::string& text) const;

    std::string m_folder;
};

bool is_sha256(const std::string&); // 64 hexadecimal digits, small letters.

}
