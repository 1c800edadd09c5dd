// SPDX-License-Identifier: MIT
// A partition is made new while it is empty, and never once anything may be in it.
#include "image/data/file_system.h"
#include "image/data/partition.h"
#include "image/data/recovery_key.h"

#include <cstdlib>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

using data::Content;

namespace {

constexpr std::uint64_t mebibyte = 1 << 20;

class Partition : public ::testing::Test {
protected:
    void SetUp() override
    {
        int made = mkstemp(m_path.data());
        ASSERT_GE(made, 0);
        m_file = base::Descriptor(made);
        resize(300 * mebibyte);
    }
    void TearDown() override { unlink(m_path.c_str()); }

    void resize(std::uint64_t bytes)
    {
        ASSERT_EQ(ftruncate(m_file.get(), static_cast<off_t>(bytes)), 0);
        m_size = bytes;
    }
    void put(std::uint64_t at, std::string_view text)
    {
        auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
        ASSERT_TRUE(base::write_fully_at(m_file, at, { bytes, text.size() }));
    }
    void mark() { put(m_size - data::reserved, "sekisho: nothing is in this partition yet\n"); }
    void wipe(std::uint64_t at, std::uint64_t count)
    {
        put(at, std::string(static_cast<std::size_t>(count), '\0'));
    }
    Content content() { return data::look_at(m_file).value(); }
    // What is left of it for whoever does not have the key.
    void encrypt()
    {
        ASSERT_TRUE(data::mark(m_path.c_str()));
        put(0, { "LUKS\xba\xbe\0\2", 8 });
        put(128 * mebibyte, "not to be read");
        ASSERT_TRUE(data::take_mark_away(m_path.c_str()));
    }

    std::string m_path { "/tmp/sekisho-partition-XXXXXX" };
    base::Descriptor m_file;
    std::uint64_t m_size { 0 };
};

TEST_F(Partition, IsMadeOnceAndThenLeftAlone)
{
    EXPECT_EQ(content(), Content::Blank);
    encrypt();
    EXPECT_EQ(content(), Content::Encrypted);
}

TEST_F(Partition, OfADiskThatHeldSomethingElseIsMadeWhereItsMakerSaysSo)
{
    for (std::uint64_t at = 0; at < m_size; at += mebibyte)
        put(at, "left from before");
    EXPECT_EQ(content(), Content::Unreadable);
    mark();
    EXPECT_EQ(content(), Content::Marked);
    encrypt();
    EXPECT_EQ(content(), Content::Encrypted) << "the mark is gone";
}

TEST_F(Partition, IsMadeAnewWhereThatWasCutOff)
{
    encrypt();
    mark(); // It goes last.
    EXPECT_EQ(content(), Content::Marked);
    encrypt();
    EXPECT_EQ(content(), Content::Encrypted);
}

TEST_F(Partition, IsNeverTakenForEmptyOnceItHasBeenUsed)
{
    encrypt();
    wipe(0, 4096);
    EXPECT_EQ(content(), Content::Unreadable) << "a beginning that is gone";
}

// Whoever can write to the disk would give the station a past of their own.
TEST_F(Partition, InTheOpenIsNotUsed)
{
    ASSERT_TRUE(data::make_file_system(m_path.c_str()));
    EXPECT_EQ(content(), Content::Unreadable);
}

TEST_F(Partition, IsNotBlankWhateverOfItsPlacesHasAByte)
{
    for (auto at : { std::uint64_t { 0 }, mebibyte - 1, 128 * mebibyte, 256 * mebibyte + 65'535,
             m_size - mebibyte, m_size - 1 }) {
        put(at, "x");
        EXPECT_EQ(content(), Content::Unreadable) << at;
        wipe(at, 1);
        EXPECT_EQ(content(), Content::Blank) << at;
    }
}

// Some other program's, over all of the partition: the mark is what a file holds.
TEST_F(Partition, WithAFileSystemAsFarAsTheMarkIsNotFormatted)
{
    auto made = "/usr/sbin/mke2fs -q -F -t ext4 -b 4096 " + m_path + " >/dev/null 2>&1";
    ASSERT_EQ(std::system(made.c_str()), 0);
    mark();
    EXPECT_EQ(content(), Content::Unreadable);
}

TEST_F(Partition, HalfAMarkIsNone)
{
    put(m_size - data::reserved, "sekisho: nothing is in this partition y");
    EXPECT_EQ(content(), Content::Unreadable);
}

TEST_F(Partition, ThatIsTooSmallIsNotUsed)
{
    resize(63 * mebibyte);
    EXPECT_FALSE(data::look_at(m_file));
    EXPECT_FALSE(data::mark(m_path.c_str()));
}

TEST_F(Partition, HoldsAFileSystemAllButItsEnd)
{
    put(m_size - data::reserved, "here nothing is written");
    ASSERT_TRUE(data::make_file_system(m_path.c_str()));
    EXPECT_TRUE(data::check_file_system(m_path.c_str()));
    auto judged = "/usr/sbin/e2fsck -fn " + m_path + " >/dev/null 2>&1";
    EXPECT_EQ(std::system(judged.c_str()), 0);
    std::string end(4, ' ');
    ASSERT_EQ(pread(m_file.get(), end.data(), 4, static_cast<off_t>(m_size - data::reserved)), 4);
    EXPECT_EQ(end, "here");
}

TEST_F(Partition, WithAFileSystemThatCallsItselfDamagedIsNotUsed)
{
    ASSERT_TRUE(data::make_file_system(m_path.c_str()));
    put(1024 + 0x3A, "\x03");
    EXPECT_FALSE(data::check_file_system(m_path.c_str()));
    wipe(1024, 1024);
    EXPECT_FALSE(data::check_file_system(m_path.c_str()));
}

TEST(RecoveryKey, HasEightGroupsOfSixDigitsAndIsNeverTheSame)
{
    auto key = data::new_recovery_key().value();
    EXPECT_TRUE(data::is_recovery_key(key)) << key;
    EXPECT_NE(key, data::new_recovery_key().value());
    EXPECT_EQ(key.size(), 55U);
}

TEST(RecoveryKey, IsNothingElse)
{
    std::string key = "012345-012345-012345-012345-012345-012345-012345-012345";
    EXPECT_TRUE(data::is_recovery_key(key));
    EXPECT_FALSE(data::is_recovery_key(key + "0"));
    EXPECT_FALSE(data::is_recovery_key(key.substr(1)));
    for (auto [at, letter] : { std::pair(0, 'a'), std::pair(6, '0'), std::pair(54, '\n') }) {
        auto other = key;
        other[static_cast<std::size_t>(at)] = letter;
        EXPECT_FALSE(data::is_recovery_key(other)) << other;
    }
}

}
