// SPDX-License-Identifier: MIT
// A partition is formatted while it is empty, and never once anything may be in it.
#include "image/data/partition.h"

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
    void format() { ASSERT_TRUE(data::format(m_path.c_str())); }

    std::string m_path { "/tmp/sekisho-partition-XXXXXX" };
    base::Descriptor m_file;
    std::uint64_t m_size { 0 };
};

TEST_F(Partition, IsFormattedOnceAndThenLeftAlone)
{
    EXPECT_EQ(content(), Content::Blank);
    format();
    EXPECT_EQ(content(), Content::FileSystem);
    auto judged = "/usr/sbin/e2fsck -fn " + m_path + " >/dev/null 2>&1";
    EXPECT_EQ(std::system(judged.c_str()), 0);
}

TEST_F(Partition, OfADiskThatHeldSomethingElseIsFormattedWhereItsMakerSaysSo)
{
    for (std::uint64_t at = 0; at < m_size; at += mebibyte)
        put(at, "left from before");
    EXPECT_EQ(content(), Content::Unreadable);
    mark();
    EXPECT_EQ(content(), Content::Marked);
    format();
    EXPECT_EQ(content(), Content::FileSystem) << "the mark is gone";
}

TEST_F(Partition, IsFormattedAnewWhereThatWasCutOff)
{
    format();
    mark(); // It goes last.
    wipe(1024, 1024);
    EXPECT_EQ(content(), Content::Marked);
    format();
    EXPECT_EQ(content(), Content::FileSystem);
}

TEST_F(Partition, IsNeverTakenForEmptyOnceItHasBeenUsed)
{
    format();
    wipe(1024, 1024);
    EXPECT_EQ(content(), Content::Unreadable) << "a superblock that is gone";
    wipe(0, 4 * mebibyte);
    EXPECT_EQ(content(), Content::Unreadable) << "the beginning of the disk that is gone";
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

TEST_F(Partition, ThatSaysItIsDamagedIsNotUsed)
{
    format();
    put(1024 + 0x3A, "\x03");
    EXPECT_EQ(content(), Content::Unreadable);
}

// Some other program's, over all of the partition: the mark is what a file holds.
TEST_F(Partition, WithAFileSystemAsFarAsTheMarkIsNotFormatted)
{
    auto made = "/usr/sbin/mke2fs -q -F -t ext4 -b 4096 " + m_path + " >/dev/null 2>&1";
    ASSERT_EQ(std::system(made.c_str()), 0);
    mark();
    EXPECT_EQ(content(), Content::FileSystem);
}

TEST_F(Partition, HalfAMarkIsNone)
{
    put(m_size - data::reserved, "sekisho: nothing is in this partition y");
    EXPECT_EQ(content(), Content::Unreadable);
}

TEST_F(Partition, ThatIsTooSmallIsNotUsed)
{
    resize(15 * mebibyte);
    EXPECT_FALSE(data::look_at(m_file));
    EXPECT_FALSE(data::format(m_path.c_str()));
}

}
