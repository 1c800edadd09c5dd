// SPDX-License-Identifier: MIT
// Many files, and a very large one.
#include "tests/workers/volume/media.h"

#include <chrono>
#include <sys/resource.h>

namespace fs = std::filesystem;

// In ./station test --all.
TEST(LargeVolume, DISABLED_ListsAMillionEntriesWithinTheLimits)
{
    auto folder = make_media("million");
    auto count = [&](const char* name, std::uint64_t most) {
        intake::Limits limits;
        limits.entries = most;
        auto address = "image:" + (folder / name).string();
        auto medium = broker::open_medium(workers(), address, limits).take();
        auto began = std::chrono::steady_clock::now();
        auto listing = medium->list([](const intake::Entry&) { return Result<void> {}; });
        std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
        EXPECT_TRUE(listing) << name << ": " << listing.error().message;
        std::printf("%s: %.1f s\n", name, took.count());
        return listing ? listing.take() : intake::Listing {};
    };
    auto spread = count("spread.fat32", 1'000'000);
    EXPECT_EQ(spread.entries, 1'000'000u);
    EXPECT_EQ(spread.extent, intake::Extent::Whole);
    auto cut = count("spread.fat32", 999'999);
    EXPECT_EQ(cut.entries, 999'999u);
    EXPECT_EQ(cut.extent, intake::Extent::Part);
    auto flat = count("flat.fat32", 1'000'000);
    EXPECT_EQ(flat.extent, intake::Extent::Part) << "one more than allowed";
    rusage used {};
    getrusage(RUSAGE_SELF, &used);
    EXPECT_LT(used.ru_maxrss, 200 * 1024); // The broker's own promise, in KiB.
    fs::remove_all(folder);
}

TEST(LargeVolume, ListsAHundredThousandFilesAndReadsAFourGigabyteOne)
{
    auto folder = make_media("many");
    auto many = broker::open_medium(workers(), "image:" + (folder / "many.fat32").string()).take();
    std::uint64_t files = 0;
    std::uint64_t last = 0;
    auto listing = many->list([&](const intake::Entry& entry) -> Result<void> {
        if (entry.kind == intake::Kind::File) {
            ++files;
            last = entry.id;
        }
        return {};
    });
    ASSERT_TRUE(listing) << listing.error().message;
    EXPECT_EQ(listing.value().extent, intake::Extent::Whole);
    EXPECT_EQ(files, 100'000u);
    auto into = base::create_memory_file("into").take();
    ASSERT_TRUE(many->read(last, into));
    auto bytes = base::read_all(into, 100).take();
    EXPECT_EQ(base::text_of(bytes), "99/999");

    auto giant
        = broker::open_medium(workers(), "image:" + (folder / "sparse.exfat").string()).take();
    std::uint64_t id = 0;
    ASSERT_TRUE(giant->list([&](const intake::Entry& entry) -> Result<void> {
        EXPECT_EQ(entry.size, 4ull << 30);
        id = entry.id;
        return {};
    }));
    into = base::create_memory_file("into").take();
    auto taken = giant->read(id, into);
    ASSERT_TRUE(taken) << taken.error().message;
    ASSERT_TRUE(std::holds_alternative<intake::Taken>(taken.value()));
    std::array<std::uint8_t, 4> end {};
    ASSERT_TRUE(base::read_fully_at(into, (4ull << 30) - 4, end));
    EXPECT_EQ(base::text_of(end), "last");

    rusage used {};
    getrusage(RUSAGE_SELF, &used);
    EXPECT_LT(used.ru_maxrss, 200 * 1024); // The broker's own promise, in KiB.
    fs::remove_all(folder);
}
