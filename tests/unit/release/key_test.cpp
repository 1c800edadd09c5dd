// SPDX-License-Identifier: MIT
// The key that signs manifests, over power cuts and damage.
#include "kiosk/release/own_key.h"
#include "tests/unit/release/bench.h"

#include <fstream>
#include <gtest/gtest.h>

namespace fs = std::filesystem;

class KeyTest : public testing::Test {
protected:
    KeyTest() { fs::create_directories(bench.folder / "release"); }
    Result<ledger::KeyPair> key() { return release::own_key(bench.open_folder("release")); }
    fs::path path(const std::string& name) const { return bench.folder / "release" / name; }

    Bench bench;
};

TEST_F(KeyTest, IsMadeOnceAndStaysTheSame)
{
    auto first = key();
    ASSERT_TRUE(first) << first.error().message;
    auto second = key();
    ASSERT_TRUE(second) << second.error().message;
    EXPECT_EQ(first.value().secret_key, second.value().secret_key);
    EXPECT_EQ(first.value().public_key, second.value().public_key);
    EXPECT_EQ(fs::status(path("key")).permissions(), fs::perms::owner_read);
    EXPECT_FALSE(fs::exists(path("key.new")));
}

TEST_F(KeyTest, WhatAPowerCutLeftIsBegunAnew)
{
    std::ofstream(path("key.new")) << "half a k";
    ASSERT_TRUE(key());
    EXPECT_TRUE(key());
    EXPECT_FALSE(fs::exists(path("key.new")));
}

TEST_F(KeyTest, ADamagedOneIsNeitherUsedNorReplaced)
{
    for (const auto& content :
        std::vector { std::string(), std::string(63, 'k'), std::string(65, 'k') }) {
        fs::remove(path("key"));
        std::ofstream(path("key")) << content;
        EXPECT_FALSE(key()) << content.size();
        EXPECT_EQ(fs::file_size(path("key")), content.size());
    }
}

TEST_F(KeyTest, ALinkIsNoKey)
{
    ASSERT_TRUE(key());
    fs::rename(path("key"), path("elsewhere"));
    fs::create_symlink("elsewhere", path("key"));
    EXPECT_FALSE(key());
}
