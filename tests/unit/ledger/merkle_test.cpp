// SPDX-License-Identifier: MIT
// Known answers of RFC 6962 trees: the eight leaves that every implementation tests with
// (google/certificate-transparency, merkle_tree_test).
#include "kiosk/ledger/frames.h"
#include "kiosk/ledger/merkle.h"
#include "kiosk/ledger/tiles.h"

#include <gtest/gtest.h>

using namespace ledger;

static std::vector<Hash> standard_leaves()
{
    std::vector<Hash> leaves;
    for (const char* hex : { "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
             "606162636465666768696a6b6c6d6e6f" })
        leaves.push_back(leaf_hash(base::from_hex(hex).take()));
    return leaves;
}

// Straight from the definition, with every leaf at hand.
static NodeAt nodes_of(std::span<const Hash> leaves)
{
    return [leaves](unsigned height, std::uint64_t index) -> Result<Hash> {
        auto width = std::size_t { 1 } << height;
        if ((index + 1) * width > leaves.size())
            return Error { "beyond the tree" };
        return root_of(leaves.subspan(index * width, width));
    };
}

TEST(Merkle, GivesTheKnownRoots)
{
    auto leaves = standard_leaves();
    auto root
        = [&](std::size_t size) { return base::to_hex(root_of(std::span(leaves).first(size))); };
    EXPECT_EQ(root(0), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(root(1), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    EXPECT_EQ(root(3), "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
    EXPECT_EQ(root(8), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
}

TEST(Merkle, ProvesEveryLeafOfEverySizeAndNothingElse)
{
    std::vector<Hash> leaves;
    for (int i = 0; i < 40; ++i)
        leaves.push_back(leaf_hash(base::view_of(std::to_string(i))));
    for (std::size_t size = 1; size <= leaves.size(); ++size) {
        auto tree = std::span(leaves).first(size);
        auto root = root_of(tree);
        for (std::size_t index = 0; index < size; ++index) {
            auto path = inclusion_path(nodes_of(tree), index, size).take();
            EXPECT_TRUE(verify_inclusion(leaves[index], index, size, path, root));
            EXPECT_FALSE(verify_inclusion(leaves[(index + 1) % 40], index, size, path, root));
            EXPECT_FALSE(verify_inclusion(leaves[index], index + 1, size, path, root));
            if (!path.empty()) {
                path.pop_back();
                EXPECT_FALSE(verify_inclusion(leaves[index], index, size, path, root));
            }
        }
    }
}

TEST(Merkle, ProvesThatATreeOnlyGrew)
{
    std::vector<Hash> leaves;
    for (int i = 0; i < 30; ++i)
        leaves.push_back(leaf_hash(base::view_of(std::to_string(i))));
    auto root = root_of(leaves);
    for (std::size_t old_size = 1; old_size <= leaves.size(); ++old_size) {
        auto old_root = root_of(std::span(leaves).first(old_size));
        auto path = consistency_path(nodes_of(leaves), old_size, leaves.size()).take();
        EXPECT_TRUE(verify_consistency(old_size, old_root, leaves.size(), root, path)) << old_size;
        auto other = leaf_hash(base::view_of("other"));
        EXPECT_FALSE(verify_consistency(old_size, other, leaves.size(), root, path)) << old_size;
    }
}

TEST(Tiles, HaveTheNamesOfTheStandard)
{
    EXPECT_EQ(tile_path({ 0, 0, 256 }), "tile/0/000");
    EXPECT_EQ(tile_path({ 1, 1234067, 256 }), "tile/1/x001/x234/067");
    EXPECT_EQ(tile_path({ 0, 5, 112 }), "tile/0/005.p/112");
    for (const TileName& name : { TileName { 0, 0, 256 }, TileName { 1, 1234067, 256 },
             TileName { 0, 5, 112 }, TileName { 3, 1000, 1 } }) {
        auto read = parse_tile_path(tile_path(name));
        ASSERT_TRUE(read);
        EXPECT_EQ(read->level, name.level);
        EXPECT_EQ(read->index, name.index);
        EXPECT_EQ(read->width, name.width);
    }
    for (const char* wrong : { "tile/0/0", "tile/0/0000", "tile/0/000.p/256", "tile/0/000.p/0",
             "tile/0/000.p/01", "tile/00/000", "tile/0/001/234", "tile/0/x001", "tile/8/000",
             "tile/0/+01", "tile//000", "tile/0/000/", "leaf/0/000" })
        EXPECT_FALSE(parse_tile_path(wrong)) << wrong;
}

TEST(Tiles, GrowLeafByLeafIntoTheWholeTree)
{
    TileTree tree;
    std::vector<Hash> leaves;
    std::size_t full = 0;
    for (int i = 0; i < 70'000; ++i) {
        leaves.push_back(leaf_hash(base::view_of(std::to_string(i))));
        for (const auto& tile : tree.append(leaves.back())) {
            ++full;
            auto span = std::size_t { 1 } << (8 * tile.name.level);
            auto first = tile.name.index * 256 * span;
            auto hash = root_of(std::span(leaves).subspan(first, span));
            EXPECT_TRUE(std::equal(hash.begin(), hash.end(), tile.bytes.begin()));
            EXPECT_EQ(tile.bytes.size(), 256 * sizeof(Hash));
        }
    }
    EXPECT_EQ(full, 70'000u / 256 + 70'000u / 65'536);
    EXPECT_EQ(tree.root(), root_of(leaves));
    EXPECT_EQ(tree.edge_of(0).size(), 70'000u % 256);
    EXPECT_EQ(tree.edge_of(1).size(), 70'000u / 256 % 256);
}

TEST(Frames, HaveTheKnownChecksum)
{
    EXPECT_EQ(crc32c(base::view_of("123456789")), 0xE3069283u); // RFC 3720 B.4's polynomial.
    EXPECT_EQ(crc32c(base::Bytes(32, 0)), 0x8A9136AAu);
}
