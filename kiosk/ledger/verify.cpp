// SPDX-License-Identifier: MIT
#include "kiosk/ledger/verify.h"

#include "kiosk/ledger/frames.h"
#include "kiosk/ledger/receipt.h"
#include "kiosk/ledger/tiles.h"

#include <map>
#include <set>
#include <sodium.h>

namespace ledger {

using nlohmann::json;

// What the entries of one transfer must agree on (P6, P7).
struct TransferTrail {
    std::string submitter;
    std::string manifest;
    std::set<std::string> approvers; // Persons.
    bool without_people { false };
};

class Verifying {
public:
    explicit Verifying(Disk& disk)
        : m_disk(disk)
    {
    }

    Verification run(const std::vector<std::string>& receipts)
    {
        if (auto done = check(receipts); !done)
            add("record", done.error().message);
        return std::move(m_result);
    }

private:
    void add(std::string check, std::string what)
    {
        constexpr std::size_t enough = 100;
        if (m_result.findings.size() < enough)
            m_result.findings.push_back({ std::move(check), std::move(what) });
    }

    Result<void> check(const std::vector<std::string>& receipts)
    {
        if (sodium_init() < 0)
            return Error { "libsodium does not start" };
        m_verifier = TRY(parse_verifier(base::text_of(TRY(m_disk.read("verifier")))));
        m_result.origin = m_verifier.name;
        auto log = TRY(m_disk.read("entries.log"));
        auto frames = read_frames(log);
        m_result.entries = frames.entries.size();
        if (frames.good_bytes != log.size())
            add("frames",
                "bytes behind entry " + std::to_string(frames.entries.size())
                    + " that are no entry");
        for (auto entry : frames.entries)
            m_leaves.push_back(leaf_hash(entry));
        check_checkpoint();
        check_tiles();
        for (std::size_t i = 0; i < frames.entries.size(); ++i)
            check_entry(i, base::text_of(frames.entries[i]));
        for (const auto& text : receipts)
            check_receipt(text);
        return {};
    }

    void check_checkpoint()
    {
        auto opened = [&]() -> Result<Checkpoint> {
            auto note = TRY(m_disk.read("checkpoint"));
            return parse_checkpoint(TRY(open_note(base::text_of(note), m_verifier)));
        }();
        if (!opened)
            return add("checkpoint", opened.error().message);
        const auto& checkpoint = opened.value();
        m_result.root = base::to_base64(checkpoint.root);
        if (checkpoint.origin != m_verifier.name)
            add("checkpoint", "it is of another ledger");
        if (checkpoint.size != m_leaves.size())
            add("checkpoint",
                "it covers " + std::to_string(checkpoint.size) + " of "
                    + std::to_string(m_leaves.size()) + " entries");
        if (checkpoint.size <= m_leaves.size()
            && root_of(std::span(m_leaves).first(checkpoint.size)) != checkpoint.root)
            add("checkpoint", "the entries are not those that were signed");
    }

    void check_tiles()
    {
        for (const auto& tile : tiles_between(m_leaves, 0)) {
            auto bytes = m_disk.read(tile.path);
            if (!bytes || bytes.value() != tile.bytes)
                add("tiles", tile.path + " does not fit the entries");
        }
    }

    void check_entry(std::uint64_t index, std::string_view text)
    {
        auto where = "entry " + std::to_string(index);
        auto entry = json::parse(text, nullptr, false);
        if (!entry.is_object() || !entry.contains("type") || !entry["type"].is_string())
            return add("entry", where + " is no entry");
        if (entry.value("seq", UINT64_MAX) != index)
            add("entry", where + " has another number");
        if (entry.dump(-1, ' ', true) != text)
            add("entry", where + " is not in canonical form");
        check_trail(where, entry);
    }

    void check_trail(const std::string& where, const json& entry)
    {
        auto text = [&](const char* key) {
            return entry.contains(key) && entry[key].is_string() ? entry[key].get<std::string>()
                                                                 : std::string();
        };
        auto type = text("type");
        auto id = text("transfer");
        if (id.empty())
            return;
        auto& trail = m_trails[id];
        if (type == "transfer_submit") {
            trail.submitter = text("submitter_person");
            trail.without_people = text("class") == "bench" || text("mode") == "bench";
        } else if (type == "transfer_manifest") {
            trail.manifest = text("manifest_sha256");
        } else if (type == "approval") {
            auto person = text("approver_person");
            if (person == trail.submitter)
                add("people", where + ": the submitter approved");
            if (text("manifest_sha256") != trail.manifest)
                add("people", where + ": another content was approved than was checked");
            trail.approvers.insert(person);
        } else if (type == "release_intent" || type == "release_done") {
            if (text("manifest_sha256") != trail.manifest || trail.manifest.empty())
                add("release", where + ": another content was released than was checked");
            if (!trail.without_people && trail.approvers.empty())
                add("release", where + ": released without approval");
        }
    }

    void check_receipt(const std::string& text)
    {
        auto held = [&]() -> Result<void> {
            auto proof = TRY(read_receipt(text));
            TRY(check_proof(proof, m_verifier));
            auto checkpoint = TRY(parse_checkpoint(TRY(open_note(proof.checkpoint, m_verifier))));
            if (checkpoint.size > m_leaves.size())
                return Error { "the ledger is shorter than when the receipt was given" };
            if (root_of(std::span(m_leaves).first(checkpoint.size)) != checkpoint.root)
                return Error { "the ledger had another history when the receipt was given" };
            return {};
        }();
        if (!held)
            add("receipt", held.error().message);
    }

    Disk& m_disk;
    Verifier m_verifier;
    std::vector<Hash> m_leaves;
    std::map<std::string, TransferTrail> m_trails;
    Verification m_result;
};

Verification verify_ledger(Disk& disk, const std::vector<std::string>& receipts)
{
    return Verifying(disk).run(receipts);
}

}
