// SPDX-License-Identifier: MIT
// Many files, and a very large one.
#include "tests/workers/volume/media.h"

#include <sys/resource.h>

namespace fs = std::filesystem;

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
