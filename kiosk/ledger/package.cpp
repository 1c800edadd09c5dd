// SPDX-License-Identifier: MIT
#include "kiosk/ledger/package.h"

#include "kiosk/ledger/entry.h"
#include "kiosk/ledger/frames.h"
#include "kiosk/ledger/keys.h"

#include <sodium.h>

namespace ledger {

// The largest perfect subtrees of a range of leaves, as it grows.
class Rest {
public:
    void append(std::uint64_t index, Hash hash)
    {
        unsigned height = 0;
        while (!m_subtrees.empty() && m_subtrees.back().height == height
            && m_subtrees.back().first % (std::uint64_t { 2 } << height) == 0) {
            index = m_subtrees.back().first;
            hash = node_hash(m_subtrees.back().root, hash);
            m_subtrees.pop_back();
            ++height;
        }
        m_subtrees.push_back({ index, height, hash });
    }
    std::string lines() const
    {
        std::string text;
        for (const auto& subtree : m_subtrees)
            text += "right " + base::to_base64(subtree.root) + "\n";
        return text;
    }

private:
    struct Subtree {
        std::uint64_t first;
        unsigned height;
        Hash root;
    };
    std::vector<Subtree> m_subtrees;
};

static std::string head_of(std::uint64_t first, std::uint64_t end, const Frontier& before)
{
    auto text = "sekisho ledger package v1\nfrom " + std::to_string(first) + "\nto "
        + std::to_string(end) + "\n";
    for (const auto& root : before.roots())
        text += "left " + base::to_base64(root) + "\n";
    return text;
}

static Result<void> take_rotation(base::View bytes, Keyring& keys)
{
    if (base::text_of(bytes).find("\"type\":\"key_rotate\"") == std::string_view::npos)
        return {};
    auto entry = TRY(parse_entry(bytes));
    if (text_in(entry, "type") == "key_rotate")
        TRY(keys.add(text_in(entry, "note")));
    return {};
}

Result<std::uint64_t> write_package(
    Disk& disk, const Range& range, const std::function<Result<void>(std::string_view)>& put)
{
    if (sodium_init() < 0)
        return Error { "libsodium does not start" };
    auto verifier = std::string(base::text_of(TRY(disk.read("verifier"))));
    Keyring keys(TRY(parse_verifier(verifier)));
    auto note = std::string(base::text_of(TRY(disk.read("checkpoint"))));
    auto claimed = TRY(peek_checkpoint(note));
    auto end = range.end.value_or(claimed.size);
    if (range.first >= end || end > claimed.size)
        return Error { "there are entries from 0 up to " + std::to_string(claimed.size) };

    Frontier tree;
    Rest rest;
    FrameStream frames(disk, 0, TRY(disk.size(entries_path)));
    for (std::uint64_t index = 0; index < claimed.size; ++index) {
        auto entry = TRY(frames.next());
        if (!entry)
            return Error { "the ledger has fewer entries than its checkpoint says" };
        TRY(take_rotation(*entry, keys));
        if (index == range.first)
            TRY(put(head_of(index, end, tree)));
        if (index >= range.first && index < end)
            TRY(put(std::string(base::text_of(*entry)) + "\n"));
        auto leaf = leaf_hash(*entry);
        tree.append(leaf);
        if (index >= end)
            rest.append(index, leaf);
    }
    if (tree.root() != TRY(open_checkpoint(note, keys)).root)
        return Error { "the ledger's entries are not those of its checkpoint" };
    auto tail = rest.lines() + "verifier " + verifier + "\n";
    for (const auto& rotation : keys.rotations())
        tail += "rotation " + rotation + "\n";
    TRY(put(tail + "checkpoint\n" + note));
    return end - range.first;
}

}
