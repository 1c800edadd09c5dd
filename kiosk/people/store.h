// SPDX-License-Identifier: MIT
// The register's file: JSON, replaced whole. A crash leaves the old one or the new one.
#pragma once

#include "kiosk/people/register.h"

namespace people {

struct Entry {
    Account account;
    std::string hash; // Of the password.
    std::uint32_t failures { 0 }; // In a row.
    std::int64_t last_failure { 0 }; // Seconds since 1970 UTC, by the station's clock.
};

// An Error for whatever save() would not have written: the file decides who may do what.
Result<std::vector<Entry>> load(const base::Descriptor& folder);

// On the disk, with its name, when this returns.
Result<void> save(const base::Descriptor& folder, const std::vector<Entry>&);

// The rules that every account in the file holds to.
Result<void> check_account(const Account&);

}
