// SPDX-License-Identifier: MIT
#include "kiosk/ledger/merkle.h"

#include <algorithm>
#include <bit>

namespace ledger {

Hash leaf_hash(base::View entry)
{
    static constexpr std::uint8_t prefix[] { 0x00 };
    base::Sha256 hash;
    hash.update(prefix);
    hash.update(entry);
    return hash.finish();
}

Hash node_hash(const Hash& left, const Hash& right)
{
    static constexpr std::uint8_t prefix[] { 0x01 };
    base::Sha256 hash;
    hash.update(prefix);
    hash.update(left);
    hash.update(right);
    return hash.finish();
}

// The largest power of two below `size` (which is 2 or more): where the tree splits.
static std::uint64_t split(std::uint64_t size)
{
    return std::bit_floor(size - 1);
}

Hash root_of(std::span<const Hash> leaves)
{
    if (leaves.empty())
        return base::sha256({});
    Frontier frontier;
    for (const auto& leaf : leaves)
        frontier.append(leaf);
    return frontier.root();
}

void Frontier::append_subtree(unsigned height, const Hash& root)
{
    auto hash = root;
    // Each trailing one bit of the old size is a perfect subtree that this one completes.
    for (auto size = m_size >> height; (size & 1) != 0; size >>= 1) {
        hash = node_hash(m_roots.back(), hash);
        m_roots.pop_back();
    }
    m_roots.push_back(hash);
    m_size += std::uint64_t { 1 } << height;
}

Hash Frontier::root() const
{
    if (m_roots.empty())
        return base::sha256({});
    auto hash = m_roots.back();
    for (auto i = m_roots.size() - 1; i-- > 0;)
        hash = node_hash(m_roots[i], hash);
    return hash;
}

// Of leaves [first, first + size), where `first` is a multiple of the power of two that holds them.
static Result<Hash> range_root(const NodeAt& node_at, std::uint64_t first, std::uint64_t size)
{
    if (std::has_single_bit(size))
        return node_at(static_cast<unsigned>(std::countr_zero(size)), first / size);
    auto k = split(size);
    auto left = TRY(range_root(node_at, first, k));
    return node_hash(left, TRY(range_root(node_at, first + k, size - k)));
}

Result<std::vector<Hash>> inclusion_path(
    const NodeAt& node_at, std::uint64_t index, std::uint64_t size)
{
    std::vector<Hash> path;
    std::uint64_t first = 0;
    while (size > 1) {
        auto k = split(size);
        if (index - first < k) {
            path.push_back(TRY(range_root(node_at, first + k, size - k)));
            size = k;
        } else {
            path.push_back(TRY(range_root(node_at, first, k)));
            first += k;
            size -= k;
        }
    }
    std::ranges::reverse(path);
    return path;
}

// RFC 9162 section 2.1.3.2, which computes what RFC 6962 defines.
bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size,
    std::span<const Hash> path, const Hash& root)
{
    if (index >= size)
        return false;
    auto fn = index;
    auto sn = size - 1;
    auto hash = leaf;
    for (const auto& step : path) {
        if (sn == 0)
            return false;
        if ((fn & 1) != 0 || fn == sn) {
            hash = node_hash(step, hash);
            while ((fn & 1) == 0 && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            hash = node_hash(hash, step);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && hash == root;
}

Result<std::vector<Hash>> consistency_path(
    const NodeAt& node_at, std::uint64_t old_size, std::uint64_t size)
{
    std::vector<Hash> path;
    if (old_size == 0 || old_size >= size)
        return path;
    std::uint64_t first = 0;
    bool whole = true; // Does the old tree's own root lie on the way down?
    while (old_size != size) {
        auto k = split(size);
        if (old_size <= k) {
            path.push_back(TRY(range_root(node_at, first + k, size - k)));
            size = k;
        } else {
            path.push_back(TRY(range_root(node_at, first, k)));
            first += k;
            old_size -= k;
            size -= k;
            whole = false;
        }
    }
    if (!whole)
        path.push_back(TRY(range_root(node_at, first, size)));
    std::ranges::reverse(path);
    return path;
}

// RFC 9162 section 2.1.4.2.
bool verify_consistency(std::uint64_t old_size, const Hash& old_root, std::uint64_t size,
    const Hash& root, std::span<const Hash> path)
{
    if (old_size > size)
        return false;
    if (old_size == size)
        return path.empty() && old_root == root;
    if (old_size == 0)
        return path.empty();
    std::vector<Hash> steps(path.begin(), path.end());
    if (std::has_single_bit(old_size))
        steps.insert(steps.begin(), old_root);
    if (steps.empty())
        return false;
    auto fn = old_size - 1;
    auto sn = size - 1;
    while ((fn & 1) != 0) {
        fn >>= 1;
        sn >>= 1;
    }
    auto old_hash = steps[0];
    auto new_hash = steps[0];
    for (std::size_t i = 1; i < steps.size(); ++i) {
        if (sn == 0)
            return false;
        if ((fn & 1) != 0 || fn == sn) {
            old_hash = node_hash(steps[i], old_hash);
            new_hash = node_hash(steps[i], new_hash);
            while ((fn & 1) == 0 && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            new_hash = node_hash(new_hash, steps[i]);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && old_hash == old_root && new_hash == root;
}

}
