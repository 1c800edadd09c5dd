// SPDX-License-Identifier: MIT
// The append-only log: entries under a Merkle tree, each batch covered by a durable signed
// checkpoint before anybody hears that it was taken (P7).
//
// On disk: entries.log (frames.h), tile/... (C2SP tlog-tiles), checkpoint (a signed note), origin,
// verifier (the public key), key (the secret one). Order of writes: entries and sync; tiles; the
// checkpoint, replaced durably. After any error of the disk the log takes nothing more.
#pragma once

#include "kiosk/core/base/clock.h"
#include "kiosk/ledger/disk.h"
#include "kiosk/ledger/proof.h"

#include <nlohmann/json.hpp>

namespace ledger {

struct Appended {
    std::uint64_t first { 0 }; // Sequence number of the batch's first entry, from 0.
    std::string checkpoint; // The signed note that covers the batch.
};

class Log {
public:
    // Makes the log if the folder is empty. Frames beyond the last checkpoint (a crash before the
    // acknowledgement) are kept and covered by a `recovery` entry; a torn frame is kept in torn/.
    // An Error if what lies there contradicts its checkpoint: somebody changed it.
    static Result<std::unique_ptr<Log>> open(std::unique_ptr<Disk>, const base::Clock&);

    // Objects with a "type". The log adds seq, wall, mono_ns and prev_checkpoint_sha256.
    Result<Appended> append(std::vector<nlohmann::json> entries);

    Result<Proof> prove(std::uint64_t index) const;
    Result<base::Bytes> entry(std::uint64_t index) const;
    std::uint64_t size() const { return m_leaves.size(); }
    const std::string& checkpoint() const { return m_checkpoint; }
    const Verifier& verifier() const { return m_verifier; }

private:
    Log(std::unique_ptr<Disk> disk, const base::Clock& clock)
        : m_disk(std::move(disk))
        , m_clock(clock)
    {
    }
    Result<void> create();
    Result<void> load();
    Result<void> recover(base::View log, std::size_t good_bytes, std::uint64_t covered);
    Result<void> write_tiles(std::uint64_t old_size);
    Result<void> write_checkpoint();

    std::unique_ptr<Disk> m_disk;
    const base::Clock& m_clock;
    Verifier m_verifier;
    KeyPair m_key {};
    std::vector<Hash> m_leaves;
    std::vector<std::uint64_t> m_offsets; // Of each entry's frame in entries.log.
    std::uint64_t m_log_bytes { 0 };
    Frontier m_frontier;
    std::string m_checkpoint;
    enum class Health { Good, Stopped } m_health { Health::Good };
};

}
