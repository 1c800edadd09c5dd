// SPDX-License-Identifier: MIT
#include "kiosk/ledger/log.h"

#include <algorithm>

namespace ledger {

using nlohmann::json;

static constexpr auto checkpoint_path = "checkpoint";

Log::Moment Log::now() const
{
    auto wall = m_clock.now();
    auto seconds = std::chrono::floor<std::chrono::seconds>(wall.time_since_epoch());
    return { base::to_utc_text(wall), seconds.count(), m_clock.monotonic().count() };
}

std::optional<json> Log::clock_fault(const Moment& moment) const
{
    constexpr std::int64_t most = 60;
    if (m_last.moment.wall.empty())
        return std::nullopt;
    bool backwards = moment.wall < m_last.moment.wall;
    json fault { { "type", "clock_fault" }, { "before", m_last.moment.wall } };
    if (m_last.boot == m_boot) {
        auto since_boot = (moment.mono_ns - m_last.moment.mono_ns) / 1'000'000'000;
        auto step = moment.seconds - m_last.moment.seconds - since_boot;
        backwards = backwards || moment.mono_ns < m_last.moment.mono_ns;
        if (!backwards && std::abs(step) <= most)
            return std::nullopt;
        fault["step_seconds"] = step;
    } else if (!backwards) {
        return std::nullopt;
    }
    return fault;
}

Result<Appended> Log::append(std::vector<json> entries)
{
    if (entries.empty())
        return Error { "an empty batch" };
    for (const auto& entry : entries) {
        auto type = entry.is_object() ? text_in(entry, "type") : std::string();
        if (type.empty() || is_reserved_type(type))
            return Error { "an entry of no type that others may write" };
    }
    auto moment = now();
    auto fault = clock_fault(moment);
    if (fault)
        entries.insert(entries.begin(), std::move(*fault));
    auto appended = TRY(take(moment, std::move(entries)));
    appended.first += fault ? 1 : 0;
    return appended;
}

Result<Appended> Log::rotate_key()
{
    auto moment = now();
    if (auto fault = clock_fault(moment))
        TRY(take(moment, { std::move(*fault) }));
    auto next = generate_key();
    auto ring = *m_keys;
    auto note = ring.rotation(m_key, next, size() + 1);
    TRY(ring.add(note));
    // The new key is safe before anybody is told of it, and the old one goes last: at every moment
    // one of the two files holds the key that the log's entries ask for.
    if (auto kept = durable_replace(*m_disk, "key.next", next.secret_key); !kept) {
        fail();
        return kept.error();
    }
    auto appended = TRY(take(moment,
        { json { { "type", "key_rotate" }, { "epoch", ring.epochs() }, { "note", note } } }));
    m_health = Health::Stopped;
    m_keys = std::move(ring);
    m_key = next;
    TRY(durable_replace(*m_disk, "keys", base::view_of(m_keys->keys_text())));
    TRY(m_disk->rename("key.next", "key"));
    TRY(m_disk->sync_folder(""));
    m_health = Health::Good;
    return appended;
}

static Error no_room()
{
    return Error { "there is no room on the ledger's disk, so nothing may pass" };
}

Result<Appended> Log::take(const Moment& moment, std::vector<json> entries)
{
    switch (m_health) {
    case Health::Good: break;
    case Health::Full: return no_room();
    case Health::Stopped: return Error { "the ledger has stopped after an error of its disk" };
    }
    auto first = size();
    auto previous = base::to_hex(base::sha256(base::view_of(m_checkpoint)));
    Last last { moment, m_boot, m_last.boot_number + (m_last.boot == m_boot ? 0u : 1u), previous };
    base::Bytes frames;
    std::vector<std::string> texts;
    for (auto& entry : entries) {
        entry["v"] = 1;
        entry["seq"] = first + texts.size();
        entry["wall"] = moment.wall;
        entry["wall_src"] = "system";
        entry["mono_ns"] = moment.mono_ns;
        entry["boot_id"] = last.boot;
        entry["boot_n"] = last.boot_number;
        entry["prev_checkpoint_sha256"] = previous;
        texts.push_back(TRY(entry_text(entry)));
        append_frame(frames, base::view_of(texts.back()));
    }
    if (auto written = write(frames, texts); !written) {
        fail();
        return m_health == Health::Full ? no_room() : written.error();
    }
    m_last = std::move(last);
    return Appended { first, m_checkpoint };
}

// After an error the state in memory is that of no disk: the log takes nothing until it is opened
// anew, and that reads everything again.
void Log::fail()
{
    m_health = m_disk->trouble() == Trouble::NoSpace && m_health != Health::Stopped
        ? Health::Full
        : Health::Stopped;
}

Result<void> Log::write(base::View frames, const std::vector<std::string>& texts)
{
    bool first = m_log_bytes == 0 && !TRY(m_disk->exists(entries_path));
    TRY(m_disk->append(entries_path, frames));
    TRY(m_disk->sync(entries_path));
    if (first)
        TRY(m_disk->sync_folder(""));
    auto old_size = size();
    std::vector<TileName> completed;
    for (const auto& text : texts) {
        if (size() % tile_width == 0)
            m_groups.push_back(m_log_bytes);
        m_log_bytes += text.size() + frame_overhead;
        for (const auto& tile : m_tree.append(leaf_hash(base::view_of(text)))) {
            TRY(write_tile(tile));
            completed.push_back(tile.name);
        }
    }
    for (const auto& tile : m_tree.edge()) {
        auto shift = tile_height * tile.name.level;
        if (old_size >> shift != size() >> shift)
            TRY(write_tile(tile));
    }
    TRY(write_checkpoint());
    for (const auto& name : completed)
        drop_parts_of(name);
    return {};
}

Result<void> Log::write_tile(const Tile& tile)
{
    auto path = tile_path(tile.name);
    TRY(m_disk->make_folder(folder_of(path)));
    return durable_replace(*m_disk, path, tile.bytes);
}

// The full tile says it all. What remains of them after a crash does no harm.
void Log::drop_parts_of(const TileName& full)
{
    auto folder = tile_path(full) + ".p";
    auto parts = m_disk->list(folder);
    if (!parts || parts.value().empty())
        return;
    for (const auto& part : parts.value())
        static_cast<void>(m_disk->remove(part));
    static_cast<void>(m_disk->remove_folder(folder));
}

Result<void> Log::write_checkpoint()
{
    Checkpoint checkpoint { m_keys->origin(), size(), m_tree.root() };
    auto note = sign_note(m_keys->origin(), m_key, to_text(checkpoint));
    TRY(durable_replace(*m_disk, checkpoint_path, base::view_of(note)));
    m_checkpoint = std::move(note);
    return {};
}

Result<std::vector<std::string>> Log::entries(std::uint64_t first, std::uint64_t count) const
{
    std::vector<std::string> texts;
    auto end = first + std::min(count, size() - std::min(first, size()));
    if (first >= end)
        return texts;
    auto index = first / tile_width * tile_width;
    FrameStream frames(*m_disk, m_groups[index / tile_width], m_log_bytes);
    for (; index < end; ++index) {
        auto entry = TRY(frames.next());
        if (!entry || leaf_hash(*entry) != TRY(node_at(0, index)))
            return Error { "the entries on disk are not those that were written" };
        if (index >= first)
            texts.emplace_back(base::text_of(*entry));
    }
    return texts;
}

Result<base::Bytes> Log::entry(std::uint64_t index) const
{
    auto texts = TRY(entries(index, 1));
    if (texts.empty())
        return Error { "no such entry" };
    auto bytes = base::view_of(texts[0]);
    return base::Bytes(bytes.begin(), bytes.end());
}

Result<Hash> Log::node_at(unsigned height, std::uint64_t index) const
{
    auto level = height / tile_height;
    auto below = height % tile_height;
    auto first = index << below;
    auto count = std::uint64_t { 1 } << below;
    auto full = size() >> (tile_height * (level + 1)); // Tiles of this level that are full.
    if (first / tile_width >= full) {
        auto edge = m_tree.edge_of(level);
        auto begin = first % tile_width;
        if (begin + count > edge.size())
            return Error { "a node beyond the tree" };
        return root_of(edge.subspan(begin, count));
    }
    auto bytes = TRY(m_disk->read_part(
        tile_path({ level, first / tile_width, tile_width }), first % tile_width * 32, count * 32));
    std::vector<Hash> hashes(count);
    for (std::uint64_t i = 0; i < count; ++i)
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i * 32), 32, hashes[i].begin());
    return root_of(hashes);
}

Result<Proof> Log::prove(std::uint64_t index) const
{
    if (m_health != Health::Good)
        return Error { "the ledger has stopped after an error of its disk" };
    Proof proof;
    proof.index = index;
    proof.entry = TRY(entry(index));
    proof.path = TRY(inclusion_path(
        [this](unsigned height, std::uint64_t at) { return node_at(height, at); }, index, size()));
    proof.checkpoint = m_checkpoint;
    if (!verify_inclusion(leaf_hash(proof.entry), index, size(), proof.path, m_tree.root()))
        return Error { "the ledger on disk is not the one that was written" };
    return proof;
}

}
