// SPDX-License-Identifier: MIT
// A volume worker that lies: every field by itself.
#include "kiosk/broker/ask/volume_listing.h"

#include <functional>
#include <gtest/gtest.h>

namespace message = volume::message;
using broker::VolumeListing;

static constexpr std::uint64_t medium_bytes = 1000;

static message::Volumes volumes()
{
    message::Volumes told;
    for (auto type : { message::FILE_SYSTEM_FAT16, message::FILE_SYSTEM_NTFS }) {
        auto& one = *told.add_volumes();
        one.set_file_system(type);
        one.set_label("LABEL");
        one.set_offset(type == message::FILE_SYSTEM_FAT16 ? 0 : 500);
        one.set_bytes(500);
    }
    return told;
}

// A folder, a file in it, a file beside it, a file of the second volume.
static message::Entries entries()
{
    message::Entries told;
    auto add = [&](std::uint64_t parent, std::uint32_t volume, message::Kind kind, const char* name,
                   std::uint64_t size) {
        auto& one = *told.add_entries();
        one.set_id(static_cast<std::uint64_t>(told.entries_size()));
        one.set_parent(parent);
        one.set_volume(volume);
        one.set_kind(kind);
        one.set_name(name);
        one.set_size(size);
    };
    add(0, 0, message::KIND_FOLDER, "folder", 0);
    add(1, 0, message::KIND_FILE, "inside", 500);
    add(0, 0, message::KIND_FILE, "beside", 1);
    add(0, 1, message::KIND_FILE, "sparse", 1ull << 40);
    return told;
}

static message::Listed listed()
{
    message::Listed told;
    told.set_entries(4);
    told.set_whole(true);
    auto& finding = *told.add_findings();
    finding.set_kind(message::FINDING_OVERLAP);
    finding.set_offset(500);
    finding.set_bytes(500);
    return told;
}

struct Told {
    message::Volumes volumes = ::volumes();
    message::Entries entries = ::entries();
    message::Listed listed = ::listed();
    intake::Limits limits;
};

static Result<std::vector<std::string>> check(const Told& told)
{
    VolumeListing listing(medium_bytes, told.limits);
    std::vector<std::string> paths;
    TRY(listing.volumes(told.volumes));
    TRY(listing.entries(told.entries, [&](const intake::Entry& entry) -> Result<void> {
        std::string path;
        for (const auto& component : entry.path)
            path += "/" + component;
        paths.push_back(path);
        return {};
    }));
    TRY(listing.listed(told.listed));
    return paths;
}

static bool is_refused(const std::function<void(Told&)>& change)
{
    Told told;
    change(told);
    return !check(told);
}

TEST(VolumeListing, TakesAnHonestOne)
{
    auto paths = check({});
    ASSERT_TRUE(paths) << paths.error().message;
    EXPECT_EQ(paths.value(),
        (std::vector<std::string> { "/volume-1/folder", "/volume-1/folder/inside",
            "/volume-1/beside", "/volume-2/sparse" }));
}

TEST(VolumeListing, RefusesVolumesOutOfBounds)
{
    EXPECT_TRUE(is_refused([](Told& t) { t.volumes.mutable_volumes(1)->set_bytes(501); }));
    EXPECT_TRUE(is_refused([](Told& t) { t.volumes.mutable_volumes(1)->set_offset(UINT64_MAX); }));
    EXPECT_TRUE(is_refused(
        [](Told& t) { t.volumes.mutable_volumes(0)->set_label(std::string(129, 'x')); }));
    EXPECT_FALSE(is_refused(
        [](Told& t) { t.volumes.mutable_volumes(0)->set_label(std::string(128, 'x')); }));
    EXPECT_TRUE(is_refused(
        [](Told& t) { t.volumes.mutable_volumes(0)->set_serial(std::string(17, 'x')); }));
    EXPECT_FALSE(is_refused(
        [](Told& t) { t.volumes.mutable_volumes(0)->set_serial(std::string(16, 'x')); }));
    EXPECT_TRUE(is_refused([](Told& t) {
        t.volumes.mutable_volumes(0)->set_file_system(message::FILE_SYSTEM_UNSPECIFIED);
    }));
    EXPECT_TRUE(is_refused([](Told& t) {
        t.volumes.mutable_volumes(0)->set_file_system(static_cast<message::FileSystem>(99));
    }));
    EXPECT_TRUE(is_refused([](Told& t) { // Entries of a volume that is not readable.
        t.volumes.mutable_volumes(0)->set_file_system(message::FILE_SYSTEM_UNKNOWN);
    }));
    for (auto [count, refused] : { std::pair(198, false), std::pair(199, true) })
        EXPECT_EQ(is_refused([count = count](Told& t) {
            for (int i = 0; i < count; ++i)
                *t.volumes.add_volumes() = t.volumes.volumes(1);
        }),
            refused);
}

TEST(VolumeListing, RefusesEntriesThatDoNotFit)
{
    auto entry = [](int which, auto change) {
        return is_refused([&](Told& t) { change(*t.entries.mutable_entries(which)); });
    };
    EXPECT_TRUE(entry(1, [](auto& e) { e.set_id(3); }));
    EXPECT_TRUE(entry(1, [](auto& e) { e.set_id(1); }));
    EXPECT_TRUE(entry(1, [](auto& e) { e.set_parent(2); })); // Itself.
    EXPECT_TRUE(entry(2, [](auto& e) { e.set_parent(2); })); // A file.
    EXPECT_TRUE(entry(3, [](auto& e) { e.set_parent(1); })); // Of another volume.
    EXPECT_TRUE(entry(3, [](auto& e) { e.set_volume(2); }));
    EXPECT_TRUE(entry(0, [](auto& e) { e.set_volume(1); })); // And then back to 0.
    EXPECT_TRUE(entry(1, [](auto& e) { e.set_kind(message::KIND_UNSPECIFIED); }));
    EXPECT_TRUE(entry(1, [](auto& e) { e.set_kind(static_cast<message::Kind>(6)); }));
    EXPECT_TRUE(entry(1, [](auto& e) { e.set_oddity(static_cast<message::Oddity>(5)); }));
    EXPECT_TRUE(entry(1, [](auto& e) { e.set_size(501); }));
    EXPECT_TRUE(entry(0, [](auto& e) { e.set_size(1); })); // A folder with a size.
    EXPECT_TRUE(entry(3, [](auto& e) { e.set_size((1ull << 60) + 1); }));
    EXPECT_FALSE(entry(3, [](auto& e) { e.set_size(1ull << 60); }));
}

TEST(VolumeListing, RefusesImpossibleNames)
{
    auto name = [](const std::string& text) {
        return is_refused([&](Told& t) { t.entries.mutable_entries(1)->set_name(text); });
    };
    for (const auto& bad : { std::string(), std::string("."), std::string(".."), std::string("a/b"),
             std::string("a\0b", 3), std::string(1021, 'x') })
        EXPECT_TRUE(name(bad));
    EXPECT_FALSE(name(std::string(1020, 'x')));
    EXPECT_FALSE(name("..."));
    EXPECT_FALSE(name("\xFF\xFE"));
}

TEST(VolumeListing, HoldsTheLimits)
{
    EXPECT_TRUE(is_refused([](Told& t) { t.limits.entries = 3; }));
    EXPECT_FALSE(is_refused([](Told& t) { t.limits.entries = 4; }));
    EXPECT_TRUE(is_refused([](Told& t) { t.limits.depth = 1; }));
    EXPECT_FALSE(is_refused([](Told& t) { t.limits.depth = 2; }));
}

TEST(VolumeListing, RefusesAnEndThatContradicts)
{
    EXPECT_TRUE(is_refused([](Told& t) { t.listed.set_entries(3); }));
    EXPECT_TRUE(is_refused([](Told& t) { t.listed.mutable_findings(0)->set_bytes(501); }));
    EXPECT_TRUE(is_refused(
        [](Told& t) { t.listed.mutable_findings(0)->set_kind(message::FINDING_UNSPECIFIED); }));
    for (auto [more, refused] : { std::pair(4095, false), std::pair(4096, true) })
        EXPECT_EQ(is_refused([more = more](Told& t) {
            for (int i = 0; i < more; ++i)
                *t.listed.add_findings() = t.listed.findings(0);
        }),
            refused);
}
