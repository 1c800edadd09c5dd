// SPDX-License-Identifier: MIT
// The Merkle tree of RFC 6962 section 2.1: pure functions over leaf hashes.
#pragma once

#include "kiosk/core/base/sha256.h"

#include <functional>
#include <span>
#include <vector>

namespace ledger {

using Hash = base::Digest;

Hash leaf_hash(base::View entry); // SHA-256(0x00 || entry)
Hash node_hash(const Hash& left, const Hash& right); // SHA-256(0x01 || left || right)
Hash root_of(std::span<const Hash> leaves); // SHA-256() for none.

// The roots of the perfect subtrees from left to right: all that appending needs.
class Frontier {
public:
    void append(const Hash& leaf) { append_subtree(0, leaf); }
    // The root of the next 2^height leaves; the size so far is a multiple of that.
    void append_subtree(unsigned height, const Hash&);
    std::uint64_t size() const { return m_size; }
    Hash root() const;
    const std::vector<Hash>& roots() const { return m_roots; }

private:
    std::uint64_t m_size { 0 };
    std::vector<Hash> m_roots; // Largest subtree first.
};

// The root of the perfect subtree over leaves [index << height, (index + 1) << height).
using NodeAt = std::function<Result<Hash>(unsigned height, std::uint64_t index)>;

// Section 2.1.1: the path from leaf `index` to the root of the first `size` leaves.
Result<std::vector<Hash>> inclusion_path(const NodeAt&, std::uint64_t index, std::uint64_t size);
bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size,
    std::span<const Hash> path, const Hash& root);

// Section 2.1.2: that the tree of `size` leaves begins with the one of `old_size`.
Result<std::vector<Hash>> consistency_path(
    const NodeAt&, std::uint64_t old_size, std::uint64_t size);
bool verify_consistency(std::uint64_t old_size, const Hash& old_root, std::uint64_t size,
    const Hash& root, std::span<const Hash> path);

}
