// SPDX-License-Identifier: MIT
#include "kiosk/ledger/log.h"

#include "kiosk/ledger/frames.h"
#include "kiosk/ledger/tiles.h"

#include <algorithm>
#include <sodium.h>

namespace ledger {

using nlohmann::json;

static constexpr auto entries_path = "entries.log";
static constexpr auto checkpoint_path = "checkpoint";
static constexpr auto verifier_path = "verifier";
static constexpr auto key_path = "key";

Result<std::unique_ptr<Log>> Log::open(std::unique_ptr<Disk> disk, const base::Clock& clock)
{
    if (sodium_init() < 0)
        return Error { "libsodium does not start" };
    std::unique_ptr<Log> log(new Log(std::move(disk), clock));
    if (!TRY(log->m_disk->exists(verifier_path)))
        TRY(log->create());
    TRY(log->load());
    return log;
}

// The verifier comes last: until it is there, nothing was ever acknowledged.
Result<void> Log::create()
{
    if (TRY(m_disk->exists(checkpoint_path)))
        return Error { "a ledger without its verifier key" };
    std::array<std::uint8_t, 8> random {};
    randombytes_buf(random.data(), random.size());
    auto key = generate_key();
    Verifier verifier { "sekisho.invalid/" + base::to_hex(random) + "/e1", key.public_key };
    TRY(durable_replace(*m_disk, key_path, key.secret_key));
    return durable_replace(*m_disk, verifier_path, base::view_of(to_text(verifier)));
}

Result<void> Log::load()
{
    m_verifier = TRY(parse_verifier(base::text_of(TRY(m_disk->read(verifier_path)))));
    auto secret = TRY(m_disk->read(key_path));
    if (secret.size() != m_key.secret_key.size())
        return Error { "the ledger's key is damaged" };
    std::ranges::copy(secret, m_key.secret_key.begin());
    m_key.public_key = m_verifier.key;

    auto bytes = TRY(m_disk->read(entries_path));
    auto frames = read_frames(bytes);
    std::uint64_t offset = 0;
    std::uint64_t covered = 0;
    std::optional<Checkpoint> checkpoint;
    auto note = TRY(m_disk->read(checkpoint_path));
    if (!note.empty()) {
        m_checkpoint = base::text_of(note);
        checkpoint = TRY(parse_checkpoint(TRY(open_note(m_checkpoint, m_verifier))));
        if (checkpoint->origin != m_verifier.name)
            return Error { "a checkpoint of another ledger" };
        covered = checkpoint->size;
        if (frames.entries.size() < covered)
            return Error { "the ledger has fewer entries than its checkpoint says" };
    }
    for (auto entry : frames.entries) {
        m_leaves.push_back(leaf_hash(entry));
        m_offsets.push_back(offset);
        m_frontier.append(m_leaves.back());
        offset += entry.size() + 8;
        if (checkpoint && m_leaves.size() == covered && m_frontier.root() != checkpoint->root)
            return Error { "the ledger's entries are not those of its checkpoint" };
    }
    m_log_bytes = frames.good_bytes;
    if (m_leaves.size() > covered || frames.good_bytes < bytes.size())
        return recover(bytes, frames.good_bytes, covered);
    return {};
}

Result<void> Log::recover(base::View log, std::size_t good_bytes, std::uint64_t covered)
{
    json entry { { "type", "recovery" }, { "entries", m_leaves.size() - covered },
        { "first", covered } };
    auto torn = log.subspan(good_bytes);
    if (!torn.empty()) {
        auto digest = base::to_hex(base::sha256(torn));
        TRY(m_disk->make_folder("torn"));
        TRY(durable_replace(*m_disk, "torn/" + digest.substr(0, 16), torn));
        TRY(m_disk->truncate(entries_path, good_bytes));
        TRY(m_disk->sync(entries_path));
        entry["torn_bytes"] = torn.size();
        entry["torn_sha256"] = digest;
    }
    base::Sha256 kept;
    for (auto i = covered; i < m_leaves.size(); ++i)
        kept.update(m_leaves[i]);
    entry["kept_sha256"] = base::to_hex(kept.finish());
    TRY(append({ entry }));
    return {};
}

Result<Appended> Log::append(std::vector<json> entries)
{
    if (m_health == Health::Stopped)
        return Error { "the ledger has stopped after an error of its disk" };
    if (entries.empty())
        return Error { "an empty batch" };
    auto old_size = m_leaves.size();
    auto previous = base::to_hex(base::sha256(base::view_of(m_checkpoint)));
    base::Bytes frames;
    std::vector<Hash> leaves;
    std::vector<std::uint64_t> offsets;
    for (auto& entry : entries) {
        entry["v"] = 1;
        entry["seq"] = old_size + leaves.size();
        entry["wall"] = base::to_utc_text(m_clock.now());
        entry["mono_ns"] = m_clock.monotonic().count();
        entry["prev_checkpoint_sha256"] = previous;
        auto text = entry.dump(-1, ' ', true); // Keys sorted, ASCII.
        if (text.size() > largest_entry)
            return Error { "an entry too large for the ledger" };
        offsets.push_back(m_log_bytes + frames.size());
        append_frame(frames, base::view_of(text));
        leaves.push_back(leaf_hash(base::view_of(text)));
    }

    // From here on an error leaves the disk in a state that only a new start can judge.
    m_health = Health::Stopped;
    bool first = old_size == 0 && !TRY(m_disk->exists(entries_path));
    TRY(m_disk->append(entries_path, frames));
    TRY(m_disk->sync(entries_path));
    if (first)
        TRY(m_disk->sync_folder(""));
    m_log_bytes += frames.size();
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        m_leaves.push_back(leaves[i]);
        m_offsets.push_back(offsets[i]);
        m_frontier.append(leaves[i]);
    }
    TRY(write_tiles(old_size));
    TRY(write_checkpoint());
    m_health = Health::Good;
    return Appended { old_size, m_checkpoint };
}

Result<void> Log::write_tiles(std::uint64_t old_size)
{
    for (const auto& tile : tiles_between(m_leaves, old_size)) {
        TRY(m_disk->make_folder(folder_of(tile.path)));
        TRY(durable_replace(*m_disk, tile.path, tile.bytes));
    }
    return {};
}

Result<void> Log::write_checkpoint()
{
    Checkpoint checkpoint { m_verifier.name, m_leaves.size(), m_frontier.root() };
    m_checkpoint = sign_note(m_verifier.name, m_key, to_text(checkpoint));
    return durable_replace(*m_disk, checkpoint_path, base::view_of(m_checkpoint));
}

Result<base::Bytes> Log::entry(std::uint64_t index) const
{
    if (index >= m_leaves.size())
        return Error { "no such entry" };
    auto end = index + 1 < m_offsets.size() ? m_offsets[index + 1] : m_log_bytes;
    auto bytes = TRY(m_disk->read_part(entries_path, m_offsets[index], end - m_offsets[index]));
    auto frames = read_frames(bytes);
    if (frames.entries.size() != 1 || leaf_hash(frames.entries[0]) != m_leaves[index])
        return Error { "the entry on disk is not the one that was written" };
    return base::Bytes(frames.entries[0].begin(), frames.entries[0].end());
}

Result<Proof> Log::prove(std::uint64_t index) const
{
    Proof proof;
    proof.index = index;
    proof.entry = TRY(entry(index));
    proof.path = inclusion_path(m_leaves, index);
    proof.checkpoint = m_checkpoint;
    return proof;
}

}
