// SPDX-License-Identifier: MIT
// Transfers on disk, one folder each, so that a restart loses none.
#pragma once

#include "kiosk/core/base/sha256.h"
#include "policy/transfer/transfer.h"

#include <functional>
#include <string>
#include <vector>

namespace broker {

// Where the ledger tells of this transfer: numbers of its entries, for receipts.
struct Trail {
    std::uint64_t submission { 0 };
    std::uint64_t manifest { 0 };
    std::vector<std::uint64_t> approvals;
};

struct StoredTransfer {
    policy::TransferRecord record;
    Trail trail;
    std::string medium; // As the submitter named it, escaped.
    std::string medium_identity; // As identity_of() has it; empty before it was listed.
    std::string released_to; // The id of the output medium, once it was.
    std::int64_t erased_at {}; // What it held, when that had expired; 0: it is there.
};

class Transfers {
public:
    explicit Transfers(std::string folder)
        : m_folder(std::move(folder))
    {
    }

    // "20261121-093000-4f2a9c01": by time, then chance.
    static std::string new_id(std::int64_t now);
    static bool is_id(const std::string&);

    std::string folder_of(const std::string& id) const { return m_folder + "/" + id; }
    Result<void> make(const std::string& id) const;
    Result<void> save(const StoredTransfer&) const; // Whole and durable, or as before.
    Result<StoredTransfer> load(const std::string& id) const;
    std::vector<std::string> ids() const;
    std::int64_t last_step(const std::string& id) const; // When it was saved; 0: no such transfer.
    // The SHA-256 of everything that it had read and made, as far as it has been written down.
    Result<void> each_content(
        const std::string& id, const std::function<Result<void>(const base::Digest&)>&) const;

private:
    std::string m_folder;
};

}
