// SPDX-License-Identifier: MIT
#include "kiosk/ledger/verify.h"

#include "kiosk/ledger/frames.h"
#include "kiosk/ledger/receipt.h"
#include "kiosk/ledger/rules.h"
#include "kiosk/ledger/tile_check.h"

#include <algorithm>
#include <sodium.h>

namespace ledger {

class Verifying {
public:
    Verifying(Disk& disk, const Questions& questions)
        : m_disk(disk)
        , m_questions(questions)
        , m_rules([this](Rules::Weight weight, const char* check, const std::string& what) {
            add(weight == Rules::Weight::Breach ? m_result.findings : m_result.remarks, check,
                what);
        })
    {
    }

    Verification run()
    {
        if (auto done = check(); !done)
            add("record", done.error().message);
        return std::move(m_result);
    }

private:
    struct Older { // A checkpoint from outside.
        const char* check;
        std::string note;
        Checkpoint claimed;
        std::optional<Hash> found;
    };

    static void add(std::vector<Finding>& list, std::string check, std::string what)
    {
        constexpr std::size_t enough = 100;
        if (list.size() < enough)
            list.push_back({ std::move(check), std::move(what) });
    }
    void add(std::string check, std::string what)
    {
        add(m_result.findings, std::move(check), std::move(what));
    }

    Result<void> check()
    {
        if (sodium_init() < 0)
            return Error { "libsodium does not start" };
        TRY(read_key());
        TileCheck tiles(m_disk);
        TRY(tiles.begin());
        read_checkpoints();
        TRY(stream(tiles));
        for (auto& what : tiles.finish())
            add("tiles", std::move(what));
        check_keys();
        check_checkpoint();
        check_older();
        m_result.epochs = m_keys->epochs();
        return {};
    }

    Result<void> read_key()
    {
        auto own = parse_verifier(base::text_of(TRY(m_disk.read("verifier"))));
        if (!own && !m_questions.key)
            return own.error();
        m_keys.emplace(m_questions.key ? *m_questions.key : own.value());
        m_result.origin = m_keys->origin();
        if (!own || to_text(own.value()) != to_text(m_keys->newest()))
            add("keys", "the folder's verifier key is another");
        return {};
    }

    // Unproved yet: the keys that must have signed are named by the entries.
    void read_checkpoints()
    {
        auto note = m_disk.read("checkpoint");
        m_note = note ? base::text_of(note.value()) : std::string();
        if (auto checkpoint = peek_checkpoint(m_note))
            m_covered = checkpoint.value();
        auto claim = [&](const char* check, const std::string& text) {
            auto claimed = peek_checkpoint(text);
            if (claimed)
                m_older.push_back({ check, text, claimed.value(), std::nullopt });
            else
                add(check, claimed.error().message);
        };
        for (const auto& text : m_questions.receipts) {
            auto proof = read_receipt(text);
            if (proof)
                claim("receipt", proof.value().checkpoint);
            else
                add("receipt", proof.error().message);
        }
        for (const auto& text : m_questions.checkpoints)
            claim("older checkpoint", text);
    }

    Result<void> stream(TileCheck& tiles)
    {
        auto end = TRY(m_disk.size(entries_path));
        FrameStream frames(m_disk, 0, end);
        reach(tiles);
        while (auto entry = TRY(frames.next())) {
            auto index = m_tree.size();
            tiles.check(m_tree.append(leaf_hash(*entry)));
            check_entry(index, *entry);
            reach(tiles);
            if (m_questions.progress && m_tree.size() % 1024 == 0)
                m_questions.progress(frames.position(), end);
        }
        m_result.entries = m_tree.size();
        tiles.reach_end(m_tree);
        auto where = std::to_string(m_tree.size());
        if (frames.position() != end)
            add(m_questions.station == Station::Working ? m_result.remarks : m_result.findings,
                "frames", "bytes behind entry " + where + " that are no entry");
        return {};
    }

    // Are there checkpoints of just this size?
    void reach(TileCheck& tiles)
    {
        if (m_covered && m_tree.size() == m_covered->size) {
            m_found = m_tree.root();
            tiles.require_edge(m_tree);
        }
        for (auto& older : m_older) {
            if (older.claimed.size == m_tree.size())
                older.found = m_tree.root();
        }
    }

    void check_entry(std::uint64_t index, base::View bytes)
    {
        auto where = "entry " + std::to_string(index);
        auto entry = parse_entry(bytes);
        if (!entry)
            return add("entry", where + " is " + entry.error().message);
        m_rules.check(index, entry.value());
        if (text_in(entry.value(), "type") != "key_rotate")
            return;
        auto ring = *m_keys;
        auto added = ring.add(text_in(entry.value(), "note"));
        if (!added || ring.newest_from() != index + 1)
            return add("keys", where + " hands over no key");
        m_keys = std::move(ring);
    }

    void check_keys()
    {
        auto kept = m_disk.read("keys");
        if (kept && base::text_of(kept.value()) != m_keys->keys_text())
            add("keys", "the list of keys is not that of the entries");
    }

    void check_checkpoint()
    {
        auto opened = open_checkpoint(m_note, *m_keys);
        if (!opened)
            return add("checkpoint", opened.error().message);
        const auto& checkpoint = opened.value();
        m_result.root = base::to_base64(checkpoint.root);
        if (checkpoint.size != m_tree.size()) {
            bool may_be
                = m_questions.station == Station::Working && checkpoint.size < m_tree.size();
            add(may_be ? m_result.remarks : m_result.findings, "checkpoint",
                "it covers " + std::to_string(checkpoint.size) + " of "
                    + std::to_string(m_tree.size()) + " entries");
        }
        if (m_found && *m_found != checkpoint.root)
            add("checkpoint", "the entries are not those that were signed");
    }

    void check_older()
    {
        for (const auto& older : m_older) {
            if (auto opened = open_checkpoint(older.note, *m_keys); !opened)
                add(older.check, opened.error().message);
            else if (!older.found)
                add(older.check, "the ledger is shorter than it was then");
            else if (*older.found != older.claimed.root)
                add(older.check, "the ledger had another history then");
        }
        for (const auto& text : m_questions.receipts) {
            auto proof = read_receipt(text);
            if (!proof)
                continue;
            if (auto held = check_proof(proof.value(), *m_keys); !held)
                add("receipt", held.error().message);
        }
    }

    Disk& m_disk;
    const Questions& m_questions;
    Rules m_rules;
    std::optional<Keyring> m_keys;
    TileTree m_tree;
    std::string m_note;
    std::optional<Checkpoint> m_covered;
    std::optional<Hash> m_found;
    std::vector<Older> m_older;
    Verification m_result;
};

Verification verify_ledger(Disk& disk, const Questions& questions)
{
    return Verifying(disk, questions).run();
}

}
