// SPDX-License-Identifier: MIT
#include "kiosk/quarantine/store.h"

#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;
using quarantine::Store;

class Quarantine : public testing::Test {
protected:
    Quarantine()
        : m_folder(fs::temp_directory_path() / ("quarantine-" + std::to_string(getpid())))
    {
        fs::remove_all(m_folder);
        fs::create_directory(m_folder);
        fs::permissions(m_folder, fs::perms::owner_all);
        m_store.emplace(Store::open(m_folder).take());
    }
    ~Quarantine() override { fs::remove_all(m_folder); }

    quarantine::Incoming incoming(std::string_view text)
    {
        auto begun = m_store->begin().take();
        EXPECT_TRUE(base::write_fully(begun.bytes, base::view_of(text)));
        return begun;
    }

    fs::path place_of(const quarantine::Sealed& sealed) const
    {
        auto hex = base::to_hex(sealed.sha256);
        return m_folder / hex.substr(0, 2) / hex.substr(2);
    }

    std::size_t files() const
    {
        return static_cast<std::size_t>(std::count_if(fs::recursive_directory_iterator(m_folder),
            fs::recursive_directory_iterator(),
            [](const auto& entry) { return entry.is_regular_file(); }));
    }

    fs::path m_folder;
    std::optional<Store> m_store;
};

TEST_F(Quarantine, KeepsWhatWasWrittenUnderItsHash)
{
    auto sealed = m_store->commit(incoming("abc"));
    ASSERT_TRUE(sealed) << sealed.error().message;
    // FIPS 180-4, example "abc".
    EXPECT_EQ(base::to_hex(sealed.value().sha256),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sealed.value().size, 3u);
    auto file = m_store->open_sealed(sealed.value());
    ASSERT_TRUE(file);
    auto bytes = base::read_all(file.value(), 10).take();
    EXPECT_EQ(base::text_of(bytes), "abc");
    EXPECT_TRUE(m_store->verify(sealed.value()));
    struct stat status { };
    ASSERT_EQ(stat(place_of(sealed.value()).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777, 0400u);
}

TEST_F(Quarantine, KeepsTheSameContentOnce)
{
    auto first = m_store->commit(incoming("twice"));
    auto second = m_store->commit(incoming("twice"));
    ASSERT_TRUE(first);
    ASSERT_TRUE(second) << second.error().message;
    EXPECT_EQ(first.value().sha256, second.value().sha256);
    EXPECT_EQ(files(), 1u);
}

TEST_F(Quarantine, WhatWasNeverCommittedLeavesNothing)
{
    {
        auto abandoned = incoming("abandoned");
    }
    EXPECT_EQ(files(), 0u);
}

TEST_F(Quarantine, AWriterWhoStaysMakesTheCommitFail)
{
    auto begun = incoming("before");
    auto kept = begun.bytes.duplicate().take(); // As a worker would that keeps its descriptor.
    auto sealed = m_store->commit(std::move(begun));
    ASSERT_FALSE(sealed);
    EXPECT_EQ(sealed.error().message, "somebody can still write to this copy");
    EXPECT_EQ(files(), 0u);
}

TEST_F(Quarantine, SeesACopyThatChanged)
{
    auto sealed = m_store->commit(incoming("content")).take();
    fs::permissions(place_of(sealed), fs::perms::owner_read | fs::perms::owner_write);
    std::ofstream(place_of(sealed)) << "cOntent";
    EXPECT_TRUE(m_store->open_sealed(sealed)); // The size is right …
    EXPECT_FALSE(m_store->verify(sealed)); // … the bytes are not,
    EXPECT_FALSE(m_store->commit(incoming("content"))); // and it is not taken for the new one.
    std::ofstream(place_of(sealed)) << "longer content";
    EXPECT_FALSE(m_store->open_sealed(sealed));
}

TEST_F(Quarantine, FollowsNoLink)
{
    auto sealed = m_store->commit(incoming("content")).take();
    fs::rename(place_of(sealed), m_folder / "elsewhere");
    fs::create_symlink(m_folder / "elsewhere", place_of(sealed));
    EXPECT_FALSE(m_store->open_sealed(sealed));
    fs::remove(place_of(sealed));
    auto empty = m_store->commit(incoming("")).take();
    fs::remove(place_of(empty));
    ASSERT_EQ(mkfifo(place_of(empty).c_str(), 0600), 0); // As long as what was stored, and no file.
    EXPECT_FALSE(m_store->open_sealed(empty));
    fs::create_directory_symlink(m_folder, m_folder.string() + "-link");
    EXPECT_FALSE(Store::open(m_folder.string() + "-link"));
    fs::remove(m_folder.string() + "-link");
}

TEST_F(Quarantine, WantsAFolderOfItsOwn)
{
    fs::permissions(m_folder, fs::perms::group_read, fs::perm_options::add);
    EXPECT_FALSE(Store::open(m_folder));
    fs::permissions(m_folder, fs::perms::owner_all);
    EXPECT_TRUE(Store::open(m_folder));
    EXPECT_FALSE(Store::open(m_folder / "missing"));
    if (geteuid() == 0) { // Only root can give a folder away.
        ASSERT_EQ(chown(m_folder.c_str(), 65534, 65534), 0);
        EXPECT_FALSE(Store::open(m_folder));
        ASSERT_EQ(chown(m_folder.c_str(), 0, 0), 0);
    }
}

TEST_F(Quarantine, RemovesACopy)
{
    auto sealed = m_store->commit(incoming("content")).take();
    EXPECT_TRUE(m_store->remove(sealed));
    EXPECT_FALSE(m_store->open_sealed(sealed));
    EXPECT_FALSE(m_store->remove(sealed));
}

TEST_F(Quarantine, SweepsOutWhatWasNotMarkedSince)
{
    auto kept = m_store->commit(incoming("kept")).take();
    auto gone = m_store->commit(incoming("gone, too")).take();
    std::ofstream(m_folder / "notes") << "no shelf";
    auto later = std::chrono::system_clock::now() + std::chrono::hours(1);
    EXPECT_EQ(m_store->sweep(later - std::chrono::hours(2)).value().files, 0u);
    ASSERT_TRUE(m_store->mark(kept.sha256, later));
    ASSERT_TRUE(m_store->mark(base::Digest {}, later)); // Not there, which is no matter.
    auto swept = m_store->sweep(later);
    ASSERT_TRUE(swept) << swept.error().message;
    EXPECT_EQ(swept.value().files, 1u);
    EXPECT_EQ(swept.value().bytes, 9u);
    EXPECT_TRUE(m_store->verify(kept));
    EXPECT_FALSE(m_store->open_sealed(gone));
    EXPECT_TRUE(fs::exists(m_folder / "notes"));
    auto again = m_store->commit(incoming("gone, too"));
    ASSERT_TRUE(again);
    EXPECT_TRUE(m_store->verify(again.value()));
}
