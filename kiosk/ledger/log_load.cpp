// SPDX-License-Identifier: MIT
// How the log starts: everything is read once, in bounded memory, and held against the checkpoint.
#include "kiosk/ledger/log.h"

#include <algorithm>
#include <sodium.h>

namespace ledger {

using nlohmann::json;

static constexpr auto checkpoint_path = "checkpoint";
static constexpr auto verifier_path = "verifier";
static constexpr auto key_path = "key";

Result<std::unique_ptr<Log>> Log::open(
    std::unique_ptr<Disk> disk, const base::Clock& clock, std::string boot)
{
    if (sodium_init() < 0)
        return Error { "libsodium does not start" };
    std::unique_ptr<Log> log(new Log(std::move(disk), clock, std::move(boot)));
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
    m_keys.emplace(TRY(parse_verifier(base::text_of(TRY(m_disk->read(verifier_path))))));
    auto end = TRY(m_disk->size(entries_path));
    std::uint64_t covered = 0;
    Hash claimed = root_of({});
    auto note = TRY(m_disk->read(checkpoint_path));
    m_checkpoint = base::text_of(note);
    if (!note.empty()) {
        auto checkpoint = TRY(peek_checkpoint(m_checkpoint));
        covered = checkpoint.size;
        claimed = checkpoint.root;
    }
    Hash found = root_of({});
    auto good_bytes = TRY(stream(covered, end, found));
    if (!note.empty())
        TRY(open_checkpoint(m_checkpoint, *m_keys));
    else if (size() > 0)
        TRY(check_first_batch());
    if (size() < covered)
        return Error { "the ledger has fewer entries than its checkpoint says" };
    if (found != claimed)
        return Error { "the ledger's entries are not those of its checkpoint" };
    TRY(load_key());
    // Only now: what contradicts its checkpoint is evidence, and nothing is written over it.
    auto mended = m_unfit_tiles;
    if (mended > 0)
        TRY(mend_tiles());
    if (size() > covered || good_bytes < end || mended > 0)
        return recover(covered, end, mended);
    return {};
}

// Without a checkpoint there can be no more than one batch, which nobody was told of.
Result<void> Log::check_first_batch() const
{
    auto nothing = base::to_hex(base::sha256({}));
    if (TRY(m_disk->exists(checkpoint_path)) || m_last.previous != nothing)
        return Error { "the ledger has lost its checkpoint" };
    return {};
}

// Gives where the first frame begins that is not whole.
Result<std::uint64_t> Log::stream(std::uint64_t covered, std::uint64_t end, Hash& covered_root)
{
    FrameStream frames(*m_disk, 0, end);
    base::Bytes last;
    for (;;) {
        auto begin = frames.position();
        auto entry = TRY(frames.next());
        if (!entry)
            break;
        if (size() % tile_width == 0)
            m_groups.push_back(begin);
        TRY(compare_tiles(m_tree.append(leaf_hash(*entry))));
        if (size() == covered)
            covered_root = m_tree.root();
        constexpr std::string_view rotation = "\"type\":\"key_rotate\"";
        if (base::text_of(*entry).find(rotation) != std::string_view::npos) {
            auto parsed = TRY(parse_entry(*entry));
            if (text_in(parsed, "type") == "key_rotate")
                TRY(m_keys->add(text_in(parsed, "note")));
        }
        if (frames.position() == end || size() >= covered)
            last.assign(entry->begin(), entry->end());
    }
    m_log_bytes = frames.position();
    if (!last.empty())
        remember(last);
    TRY(compare_tiles(m_tree.edge()));
    return m_log_bytes;
}

void Log::remember(base::View entry)
{
    auto parsed = parse_entry(entry);
    if (!parsed) // Its bytes are proved; what it says of the time is not needed to go on.
        return;
    const auto& last = parsed.value();
    m_last.moment.wall = text_in(last, "wall");
    m_last.moment.seconds = seconds_of(m_last.moment.wall);
    m_last.moment.mono_ns = last["mono_ns"].get<std::int64_t>();
    m_last.boot = text_in(last, "boot_id");
    m_last.boot_number = last["boot_n"].get<std::uint64_t>();
    m_last.previous = text_in(last, "prev_checkpoint_sha256");
}

Result<void> Log::compare_tiles(const std::vector<Tile>& tiles)
{
    for (const auto& tile : tiles)
        m_unfit_tiles += TRY(m_disk->read(tile_path(tile.name))) == tile.bytes ? 0u : 1u;
    return {};
}

// A second reading, so that no tile waits in memory.
Result<void> Log::mend_tiles()
{
    TRY(m_disk->sync(entries_path)); // Tiles never tell of entries that may yet be lost.
    auto mend = [&](const std::vector<Tile>& tiles) -> Result<void> {
        for (const auto& tile : tiles) {
            if (TRY(m_disk->read(tile_path(tile.name))) != tile.bytes)
                TRY(write_tile(tile));
        }
        return {};
    };
    TileTree tree;
    FrameStream frames(*m_disk, 0, m_log_bytes);
    while (auto entry = TRY(frames.next()))
        TRY(mend(tree.append(leaf_hash(*entry))));
    if (tree.root() != m_tree.root())
        return Error { "the ledger changed while it was read" };
    return mend(tree.edge());
}

// The entries say which key signs next. After a crash within a rotation it may still lie beside.
Result<void> Log::load_key()
{
    const auto& wanted = m_keys->newest();
    for (const std::string path : { key_path, "key.next" }) {
        auto secret = TRY(m_disk->read(path));
        if (secret.size() != m_key.secret_key.size()
            || !std::equal(wanted.key.begin(), wanted.key.end(), secret.begin() + 32))
            continue;
        std::ranges::copy(secret, m_key.secret_key.begin());
        m_key.public_key = wanted.key;
        auto keys = m_keys->keys_text();
        if (base::text_of(TRY(m_disk->read("keys"))) != keys)
            TRY(durable_replace(*m_disk, "keys", base::view_of(keys)));
        if (path != key_path) {
            TRY(m_disk->rename(path, key_path));
            TRY(m_disk->sync_folder(""));
        }
        return {};
    }
    return Error { "the ledger's key is damaged, or not the one that its entries name" };
}

Result<void> Log::keep_torn(std::uint64_t end, json& told)
{
    constexpr std::uint64_t block = 1 << 20;
    auto path = std::string("torn/from-") + std::to_string(m_log_bytes);
    TRY(m_disk->make_folder("torn"));
    TRY(m_disk->write_new(path, {}));
    base::Sha256 hash;
    for (auto at = m_log_bytes; at < end;) {
        auto bytes = TRY(m_disk->read_part(entries_path, at, std::min(block, end - at)));
        hash.update(bytes);
        TRY(m_disk->append(path, bytes));
        at += bytes.size();
    }
    auto digest = base::to_hex(hash.finish());
    TRY(m_disk->sync(path));
    TRY(m_disk->rename(path, "torn/" + digest.substr(0, 16)));
    TRY(m_disk->sync_folder("torn"));
    TRY(m_disk->truncate(entries_path, m_log_bytes));
    TRY(m_disk->sync(entries_path));
    told["torn_bytes"] = end - m_log_bytes;
    told["torn_sha256"] = digest;
    return {};
}

Result<void> Log::recover(std::uint64_t covered, std::uint64_t end, std::uint64_t mended)
{
    json told { { "type", "recovery" }, { "first", covered }, { "entries", size() - covered },
        { "tiles", mended }, { "kept_root", base::to_hex(m_tree.root()) } };
    if (m_log_bytes < end)
        TRY(keep_torn(end, told));
    auto moment = now();
    std::vector<json> entries;
    if (auto fault = clock_fault(moment))
        entries.push_back(std::move(*fault));
    entries.push_back(std::move(told));
    TRY(take(moment, std::move(entries)));
    return {};
}

}
