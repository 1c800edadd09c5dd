// SPDX-License-Identifier: MIT
// The append-only log: entries under a Merkle tree, each batch covered by a durable signed
// checkpoint before anybody hears that it was taken (P7).
//
// On disk: entries.log (frames.h), tile/... (C2SP tlog-tiles), checkpoint (a signed note), verifier
// (the first public key), keys (how it was handed on, keys.h), key (the secret one of now). Order
// of writes: entries and sync; tiles; the checkpoint, replaced durably. In memory there is the
// right edge of the tree and one number for 256 entries, however long the log.
#pragma once

#include "kiosk/core/base/clock.h"
#include "kiosk/ledger/entry.h"
#include "kiosk/ledger/frames.h"
#include "kiosk/ledger/proof.h"
#include "kiosk/ledger/tiles.h"

namespace ledger {

struct Appended {
    std::uint64_t first { 0 }; // Sequence number of the batch's first entry, from 0.
    std::string checkpoint; // The signed note that covers the batch.
};

// Full: the disk had no room; nothing is lost, and opening the log anew goes on once there is room.
// Stopped: nobody knows what the disk holds; only a new start may look.
enum class Health { Good, Full, Stopped };

class Log {
public:
    // Makes the log if the folder is empty. Frames beyond the last checkpoint (a crash before the
    // acknowledgement) are kept and covered by a `recovery` entry; a torn frame is kept in torn/;
    // tiles that do not fit are written anew. An Error if what lies there contradicts its
    // checkpoint: somebody changed it. `boot` names the machine's present boot.
    static Result<std::unique_ptr<Log>> open(
        std::unique_ptr<Disk>, const base::Clock&, std::string boot = "unknown");

    // Objects with a "type" that is not reserved (entry.h). The log adds the fields that every
    // entry has, and puts a `clock_fault` entry before the batch if the clock went backwards, or
    // forth by more than a minute against the time since boot.
    Result<Appended> append(std::vector<nlohmann::json> entries);

    // A new key signs from now on; the old one signs the entry that names it, and is gone.
    Result<Appended> rotate_key();

    Result<Proof> prove(std::uint64_t index) const;
    Result<base::Bytes> entry(std::uint64_t index) const;
    // Those of [first, first + count) that exist, in order.
    Result<std::vector<std::string>> entries(std::uint64_t first, std::uint64_t count) const;

    std::uint64_t size() const { return m_tree.size(); }
    const std::string& checkpoint() const { return m_checkpoint; }
    const Keyring& keys() const { return *m_keys; }
    Health health() const { return m_health; }

private:
    struct Moment {
        std::string wall;
        std::int64_t seconds { 0 };
        std::int64_t mono_ns { 0 };
    };
    struct Last { // What the last entry said.
        Moment moment;
        std::string boot;
        std::uint64_t boot_number { 0 };
        std::string previous; // Checkpoint's hash.
    };

    Log(std::unique_ptr<Disk> disk, const base::Clock& clock, std::string boot)
        : m_disk(std::move(disk))
        , m_clock(clock)
        , m_boot(std::move(boot))
    {
    }
    Result<void> create();
    Result<void> load();
    Result<std::uint64_t> stream(std::uint64_t covered, std::uint64_t end, Hash& covered_root);
    Result<void> check_first_batch() const;
    Result<void> load_key();
    Result<void> compare_tiles(const std::vector<Tile>&);
    Result<void> mend_tiles();
    Result<void> recover(std::uint64_t covered, std::uint64_t end, std::uint64_t mended);
    Result<void> keep_torn(std::uint64_t end, nlohmann::json& told);
    void remember(base::View entry);

    Moment now() const;
    std::optional<nlohmann::json> clock_fault(const Moment&) const;
    Result<Appended> take(const Moment&, std::vector<nlohmann::json> entries);
    Result<void> write(base::View frames, const std::vector<std::string>& texts);
    Result<void> write_tile(const Tile&);
    Result<void> write_checkpoint();
    void drop_parts_of(const TileName&);
    void fail();
    Result<Hash> node_at(unsigned height, std::uint64_t index) const;

    std::unique_ptr<Disk> m_disk;
    const base::Clock& m_clock;
    std::string m_boot;
    std::optional<Keyring> m_keys;
    KeyPair m_key {};
    TileTree m_tree;
    std::vector<std::uint64_t> m_groups; // Where each 256th entry's frame begins in entries.log.
    std::uint64_t m_log_bytes { 0 };
    std::uint64_t m_unfit_tiles { 0 };
    Last m_last;
    std::string m_checkpoint;
    Health m_health { Health::Good };
};

}
