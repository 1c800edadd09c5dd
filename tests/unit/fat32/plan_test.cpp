// SPDX-License-Identifier: MIT
// Where things lie, and what does not fit, from both sides of each limit.
#include "kiosk/release/fat32/plan.h"

#include <gtest/gtest.h>

using namespace fat32;

TEST(Fat32Plan, ClustersAreAsLargeAsMicrosoftMakesThem)
{
    auto clusters_of = [](std::uint64_t sectors) {
        return geometry_for(sectors + partition_start).value().cluster_sectors;
    };
    EXPECT_EQ(clusters_of(532'480), 1u);
    EXPECT_EQ(clusters_of(532'481), 8u);
    EXPECT_EQ(clusters_of(16'777'216), 8u);
    EXPECT_EQ(clusters_of(16'777'217), 16u);
    EXPECT_EQ(clusters_of(67'108'864), 32u);
    EXPECT_EQ(clusters_of(67'108'865), 64u);
}

TEST(Fat32Plan, EverySizeHasTablesForAllItsClusters)
{
    for (std::uint64_t sectors = 80'000; sectors < 0xFFFFFFFF; sectors = sectors * 5 / 4 + 1) {
        auto geometry = geometry_for(sectors).value();
        EXPECT_GE(geometry.clusters, 65'525u);
        EXPECT_LE((std::uint64_t { geometry.clusters } + 2) * 4, geometry.table_sectors * 512ull);
        EXPECT_LE(geometry.first_sector_of(geometry.clusters + 2), sectors);
        EXPECT_EQ((geometry.reserved_sectors + 2 * geometry.table_sectors) % 8, 0u);
    }
}

TEST(Fat32Plan, MediaThatAreTooSmallOrTooLargeAreRefused)
{
    EXPECT_FALSE(geometry_for(0));
    EXPECT_FALSE(geometry_for(60'000));
    EXPECT_TRUE(geometry_for(36 * 2048 + 2048));
    EXPECT_TRUE(geometry_for(0xFFFFFFFF));
    EXPECT_FALSE(geometry_for(0x100000000));
}

TEST(Fat32Plan, AFileOf4GiBIsRefusedWithWhatToDo)
{
    EXPECT_TRUE(plan_for({ { "a", 0xFFFFFFFF } }));
    auto refused = plan_for({ { "大.bin", 0x100000000 } });
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("大.bin"), std::string::npos);
    EXPECT_NE(refused.error().message.find("dir:DIR"), std::string::npos);
}

TEST(Fat32Plan, AFolderHolds65536EntriesAndNoMore)
{
    auto with = [](std::size_t files) {
        std::vector<File> list;
        for (std::size_t i = 0; i < files; ++i) // Long names of one part: two entries each.
            list.push_back({ "d/f" + std::to_string(i) + ".x", 0 });
        return list;
    };
    // "." and ".." are two; f0.x … f9.x to f9999999.x all need a long name.
    EXPECT_TRUE(plan_for(with(32'767)));
    EXPECT_FALSE(plan_for(with(32'768)));
}

TEST(Fat32Plan, NamesThatFatTakesForOneAreRefused)
{
    EXPECT_FALSE(plan_for({ { "a/X.txt", 1 }, { "a/x.TXT", 1 } }));
    EXPECT_TRUE(plan_for({ { "a/X.txt", 1 }, { "b/x.TXT", 1 } }));
    EXPECT_FALSE(plan_for({ { "a", 1 }, { "a/b", 1 } })); // A file and a folder.
    EXPECT_FALSE(plan_for({ { "a/../b", 1 } }));
    EXPECT_FALSE(plan_for({ { "a//b", 1 } }));
}

TEST(Fat32Plan, AStickThatIsTooSmallIsRefusedBeforeAnythingIsWritten)
{
    auto stick = 100 * 2048u;
    auto room = geometry_for(stick).value().clusters - 1ull; // One is the root's.
    EXPECT_TRUE(plan_for({ { "a", room * 512 } }, stick));
    EXPECT_FALSE(plan_for({ { "a", room * 512 + 1 } }, stick));
}

TEST(Fat32Plan, AnImageHasRoomForWhatItHoldsAndLittleMore)
{
    for (std::uint64_t size :
        { 0ull, 1ull << 20, 100ull << 20, 255ull << 20, 300ull << 20, 3ull << 30, 0xFFFFFFFFull }) {
        auto plan = plan_for({ { "a", size } }).value();
        EXPECT_GT(plan.medium_sectors * 512, size);
        EXPECT_LT(plan.medium_sectors * 512, size + size / 10 + (42 << 20));
        EXPECT_EQ(plan.medium_sectors % 2048, 0u);
    }
}
