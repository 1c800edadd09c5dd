// SPDX-License-Identifier: MIT
// The register's file: JSON, replaced whole. A crash leaves the old one or the new one.
#pragma once

#include "kiosk/people/register.h"

#include <optional>

namespace people {

// What codes are made of.
struct SecondFactor {
    enum class State { Begun, Confirmed } state { State::Begun };
    base::Bytes secret; // Of TOTP.
    std::uint64_t last_step { 0 }; // Its code was taken, and so were all before.
};

struct Entry {
    Account account;
    std::string hash; // Of the password.
    std::uint32_t failures { 0 }; // In a row.
    std::int64_t last_failure { 0 }; // Seconds since 1970 UTC, by the station's clock.
    std::optional<SecondFactor> second_factor {};
    std::vector<SecurityKey> keys {};
    std::int64_t last_login { 0 };
    std::uint32_t failures_since_login { 0 };

    bool has_codes() const
    {
        return second_factor && second_factor->state == SecondFactor::State::Confirmed;
    }
    // A key that was copied is one, too: it counts for nothing, and nothing else takes its place.
    bool has_second_factor() const { return has_codes() || !keys.empty(); }
};

// An Error for whatever save() would not have written: the file decides who may do what.
Result<std::vector<Entry>> load(const base::Descriptor& folder);

// On the disk, with its name, when this returns.
Result<void> save(const base::Descriptor& folder, const std::vector<Entry>&);

}
