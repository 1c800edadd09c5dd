// SPDX-License-Identifier: MIT
// The Merkle tree of RFC 6962 section 2.1: pure functions over leaf hashes.
#pragma once

#include "kiosk/core/base/sha256.h"

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
    void append(const Hash& leaf);
    std::uint64_t size() const { return m_size; }
    Hash root() const;

private:
    std::uint64_t m_size { 0 };
    std::vector<Hash> m_roots; // Largest subtree first.
};

// Section 2.1.1: the path from leaf `index` to the root of the first `leaves.size()` leaves.
std::vector<Hash> inclusion_path(std::span<const Hash> leaves, std::uint64_t index);
bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size,
    std::span<const Hash> path, const Hash& root);

// Section 2.1.2: that the tree of `leaves.size()` leaves begins with the one of `old_size`.
std::vector<Hash> consistency_path(std::span<const Hash> leaves, std::uint64_t old_size);
bool verify_consistency(std::uint64_t old_size, const Hash& old_root, std::uint64_t size,
    const Hash& root, std::span<const Hash> path);

}
