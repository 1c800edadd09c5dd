// SPDX-License-Identifier: MIT
// The real worker, sandboxed, on harmless archives of each format and on hostile ones.
#include "kiosk/broker/ask/unpack.h"
#include "kiosk/core/base/memory_file.h"

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

namespace fs = std::filesystem;
using namespace broker;
using policy::FileType;
using testing::Pair, testing::UnorderedElementsAre, testing::ElementsAre, testing::HasSubstr;

class Kept final : public EntrySink {
public:
    Result<void> folder(const ArchiveEntry& entry) override
    {
        folders.push_back(entry.name);
        return {};
    }
    bool wants(const ArchiveEntry& entry) override { return entry.name != skip; }
    Result<void> take(const ArchiveEntry& entry, base::Descriptor file) override
    {
        auto content = TRY(base::read_all(file, 1 << 30));
        files[entry.name] = base::text_of(content);
        return {};
    }
    Result<void> refused(const std::string& name, EntryRefusal why) override
    {
        refusals.emplace_back(name, why);
        return {};
    }

    std::string skip { "\n" };
    std::vector<std::string> folders;
    std::map<std::string, std::string> files;
    std::vector<std::pair<std::string, EntryRefusal>> refusals;
};

class UnpackArchive : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        char name[] = "/tmp/sekisho-archives-XXXXXX";
        ASSERT_NE(mkdtemp(name), nullptr);
        s_folder = name;
        std::string script = SEKISHO_SOURCE "/tests/samples/archives/make_archives.py ";
        ASSERT_EQ(std::system(("python3 " + script + s_folder.string()).c_str()), 0);
        s_workers = std::make_unique<Workers>(SEKISHO_LIBEXEC);
    }
    static void TearDownTestSuite()
    {
        s_workers.reset();
        fs::remove_all(s_folder);
    }

    static UnpackLimits small()
    {
        UnpackLimits limits;
        limits.total_bytes = 64 << 20;
        limits.entry_bytes = 32 << 20;
        limits.worker.time = std::chrono::seconds(20);
        limits.worker.memory_bytes = 256 << 20;
        return limits;
    }

    static Result<Outcome<Unpacked>> unpack_file(
        const fs::path& path, FileType type, Kept& kept, const UnpackLimits& limits = small())
    {
        base::Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
        return unpack_archive(*s_workers, file, type, limits, kept);
    }
    static Result<Outcome<Unpacked>> unpack(
        const char* name, FileType type, Kept& kept, const UnpackLimits& limits = small())
    {
        return unpack_file(s_folder / name, type, kept, limits);
    }
    static Unpacked unpacked(
        const char* name, FileType type, Kept& kept, const UnpackLimits& limits = small())
    {
        auto result = unpack(name, type, kept, limits);
        if (!result) {
            ADD_FAILURE() << name << ": " << result.error().message;
            return {};
        }
        if (auto* refused = std::get_if<Refused>(&result.value())) {
            ADD_FAILURE() << name << " refused: " << refused->detail;
            return {};
        }
        return std::get<Unpacked>(result.value());
    }
    static void expect_refused(
        const char* name, FileType type, RefusalReason reason, const UnpackLimits& limits = small())
    {
        Kept kept;
        auto result = unpack(name, type, kept, limits);
        ASSERT_TRUE(result) << name << ": " << result.error().message;
        auto* refused = std::get_if<Refused>(&result.value());
        ASSERT_NE(refused, nullptr) << name << " passed";
        EXPECT_EQ(refused->reason, reason) << name << ": " << refused->detail;
    }

    static inline fs::path s_folder;
    static inline std::unique_ptr<Workers> s_workers;
};

TEST_F(UnpackArchive, GivesFilesAndJapaneseNamesOfEachFormat)
{
    for (auto [name, type] :
        { std::pair { "plain.zip", FileType::Zip }, std::pair { "lzma.zip", FileType::Zip },
            std::pair { "bzip2.zip", FileType::Zip }, std::pair { "plain.tar", FileType::Tar },
            std::pair { "gnu.tar", FileType::Tar }, std::pair { "plain.7z", FileType::SevenZip },
            std::pair { "plain.tar.gz", FileType::Gzip },
            std::pair { "plain.tar.bz2", FileType::Bzip2 },
            std::pair { "plain.tar.xz", FileType::Xz },
            std::pair { "plain.tar.zst", FileType::Zstd }, std::pair { "plain.lzh", FileType::Lzh },
            std::pair { "plain.cab", FileType::Cab }, std::pair { "plain.rar", FileType::Rar },
            std::pair { "old.rar", FileType::Rar } }) {
        Kept kept;
        auto totals = unpacked(name, type, kept);
        EXPECT_THAT(kept.files,
            UnorderedElementsAre(
                Pair("d/a.txt", "text of a.txt"), Pair("d/あ.txt", "text of あ.txt")))
            << name;
        EXPECT_TRUE(kept.refusals.empty()) << name;
        EXPECT_EQ(totals.bytes, 28u) << name;
    }
}

TEST_F(UnpackArchive, GivesTheOneFileOfABareCompression)
{
    for (auto [name, type] : { std::pair { "bare.gz", FileType::Gzip },
             std::pair { "bare.bz2", FileType::Bzip2 }, std::pair { "bare.xz", FileType::Xz } }) {
        Kept kept;
        unpacked(name, type, kept);
        EXPECT_THAT(kept.files, ElementsAre(Pair("", "one file"))) << name;
    }
}

TEST_F(UnpackArchive, GoesOneLevelOnly)
{
    Kept kept;
    unpacked("nested.zip", FileType::Zip, kept);
    ASSERT_EQ(kept.files.size(), 1u);
    EXPECT_EQ(kept.files["inner.zip"].substr(0, 4), "PK\3\4");
    Kept twice;
    unpacked("twice.gz", FileType::Gzip, twice);
    EXPECT_EQ(twice.files[""].substr(0, 2), "\x1f\x8b");
}

TEST_F(UnpackArchive, FindsNothingInEmptyArchives)
{
    expect_refused("empty.zip", FileType::Zip, RefusalReason::Empty);
    expect_refused("empty.tar", FileType::Tar, RefusalReason::Empty);
    expect_refused("empty.gz", FileType::Gzip, RefusalReason::Empty);
}

TEST_F(UnpackArchive, DecodesNamesInCodePage932)
{
    Kept kept;
    unpacked("cp932.zip", FileType::Zip, kept);
    EXPECT_THAT(kept.files, UnorderedElementsAre(Pair("表/ソ.txt", "x"), Pair("a/b.txt", "y")));
}

TEST_F(UnpackArchive, TakesRarApart)
{
    Kept letters;
    unpacked("letters.rar", FileType::Rar, letters);
    EXPECT_EQ(letters.files["a.txt"], std::string(1 + 4097 * 100, 'a'));
    Kept japanese;
    unpacked("old-japanese.rar", FileType::Rar, japanese);
    EXPECT_THAT(japanese.files, ElementsAre(Pair("日本/あ.txt", "x")));
    // libarchive takes the second byte of 表 for a separator.
    ASSERT_EQ(japanese.refusals.size(), 1u);
    EXPECT_EQ(japanese.refusals[0].second, EntryRefusal::UnreadableName);
    Kept slip;
    unpacked("slip.rar", FileType::Rar, slip);
    EXPECT_THAT(slip.files, UnorderedElementsAre(Pair("link/evil", "3"), Pair("fine", "good")));
    EXPECT_THAT(slip.refusals,
        ElementsAre(Pair("../up", EntryRefusal::Climbing), Pair("/etc/x", EntryRefusal::Absolute),
            Pair("link", EntryRefusal::Link)));
}

TEST_F(UnpackArchive, RefusesNamesThatLeadElsewhereAndGoesOn)
{
    Kept kept;
    unpacked("slip.zip", FileType::Zip, kept);
    EXPECT_THAT(kept.files, ElementsAre(Pair("fine", "good")));
    EXPECT_THAT(kept.refusals,
        UnorderedElementsAre(Pair("../up", EntryRefusal::Climbing),
            Pair("a/../../up", EntryRefusal::Climbing), Pair("/etc/x", EntryRefusal::Absolute),
            Pair(HasSubstr("C:"), EntryRefusal::Absolute),
            Pair(HasSubstr("server"), EntryRefusal::Absolute),
            Pair(HasSubstr(".."), EntryRefusal::Climbing),
            Pair(HasSubstr("bad\\u{1B}name"), EntryRefusal::UnreadableName),
            Pair(HasSubstr("\\xFF"), EntryRefusal::UnreadableName)));
}

TEST_F(UnpackArchive, NeverFollowsALinkAndNamesEachThingOnce)
{
    Kept kept;
    unpacked("links.tar", FileType::Tar, kept);
    EXPECT_THAT(kept.files,
        UnorderedElementsAre(Pair("link/evil", "x"), Pair("same", "1"), Pair("fine", "good")));
    EXPECT_THAT(kept.refusals,
        ElementsAre(Pair("link", EntryRefusal::Link), Pair("hard", EntryRefusal::Link),
            Pair("null", EntryRefusal::Special), Pair("pipe", EntryRefusal::Special),
            Pair("same", EntryRefusal::Twin), Pair("same/x", EntryRefusal::Twin)));
}

TEST_F(UnpackArchive, RefusesPathsBeyondTheLimits)
{
    Kept kept;
    unpacked("deep.tar", FileType::Tar, kept);
    EXPECT_THAT(kept.files, ElementsAre(Pair("fine", "good")));
    ASSERT_EQ(kept.refusals.size(), 2u);
    EXPECT_EQ(kept.refusals[0].second, EntryRefusal::TooDeep);
    EXPECT_EQ(kept.refusals[1].second, EntryRefusal::TooLong);
    auto limits = small();
    limits.depth = 40;
    limits.name_bytes = 2000;
    Kept more;
    unpacked("deep.tar", FileType::Tar, more, limits);
    EXPECT_EQ(more.files.size(), 3u);
}

TEST_F(UnpackArchive, SkipsWhatNobodyWants)
{
    Kept kept;
    kept.skip = "d/a.txt";
    EXPECT_EQ(unpacked("plain.7z", FileType::SevenZip, kept).bytes, 15u);
    EXPECT_THAT(kept.files, ElementsAre(Pair("d/あ.txt", "text of あ.txt")));
}

TEST_F(UnpackArchive, RefusesWhatNeedsAPassword)
{
    expect_refused("password.zip", FileType::Zip, RefusalReason::Encrypted);
    expect_refused("aes.zip", FileType::Zip, RefusalReason::Encrypted);
    expect_refused("password.7z", FileType::SevenZip, RefusalReason::Encrypted);
    expect_refused("headers.7z", FileType::SevenZip, RefusalReason::Encrypted);
    expect_refused("headers.rar", FileType::Rar, RefusalReason::Encrypted);
    expect_refused("old-password.rar", FileType::Rar, RefusalReason::Encrypted);
    expect_refused("old-headers.rar", FileType::Rar, RefusalReason::Encrypted);
}

TEST_F(UnpackArchive, SaysWhereAMethodIsNotForHere)
{
    expect_refused("deflate64.7z", FileType::SevenZip, RefusalReason::Unsupported);
    expect_refused("old-solid.rar", FileType::Rar, RefusalReason::Unsupported);
}

TEST_F(UnpackArchive, RefusesWhatIsBroken)
{
    expect_refused("cut.tar", FileType::Tar, RefusalReason::Malformed);
    expect_refused("cut.zip", FileType::Zip, RefusalReason::Malformed);
    expect_refused("crc.zip", FileType::Zip, RefusalReason::Malformed);
    expect_refused("not.7z", FileType::SevenZip, RefusalReason::Malformed);
    expect_refused("plain.tar", FileType::SevenZip, RefusalReason::Malformed);
    expect_refused("plain.tar", FileType::Gzip, RefusalReason::Empty);
    expect_refused("liar.zip", FileType::Zip, RefusalReason::Malformed);
    expect_refused("overlap.zip", FileType::Zip, RefusalReason::Malformed);
    for (auto name : { "crc.rar", "cut.rar", "old-cut.rar", "plain.zip" })
        expect_refused(name, FileType::Rar, RefusalReason::Malformed);
}

TEST_F(UnpackArchive, StopsBombsAtTheBudget)
{
    expect_refused("bomb.zip", FileType::Zip, RefusalReason::Limit);
    expect_refused("bomb.gz", FileType::Gzip, RefusalReason::Limit);
    expect_refused("bomb.rar", FileType::Rar, RefusalReason::Limit);
}

TEST_F(UnpackArchive, HoldsEachLimitFromBothSides)
{
    auto limits = small();
    limits.total_bytes = 28;
    limits.entry_bytes = 15;
    limits.entries = 3;
    for (auto [name, type] :
        { std::pair { "plain.zip", FileType::Zip }, std::pair { "plain.tar.gz", FileType::Gzip },
            std::pair { "plain.7z", FileType::SevenZip }, std::pair { "plain.rar", FileType::Rar },
            std::pair { "old.rar", FileType::Rar } }) {
        Kept kept;
        EXPECT_EQ(unpacked(name, type, kept, limits).bytes, 28u);
        auto less = limits;
        less.total_bytes = 27;
        expect_refused(name, type, RefusalReason::Limit, less);
        less = limits;
        less.entry_bytes = 14;
        expect_refused(name, type, RefusalReason::Limit, less);
        less = limits;
        less.entries = 2;
        expect_refused(name, type, RefusalReason::Limit, less);
    }
}

// A bare file declares no size: only what is really produced can tell.
TEST_F(UnpackArchive, CountsTheBytesThatAreReallyProduced)
{
    auto limits = small();
    limits.total_bytes = 8;
    Kept kept;
    EXPECT_EQ(unpacked("bare.gz", FileType::Gzip, kept, limits).bytes, 8u);
    limits.total_bytes = 7;
    expect_refused("bare.gz", FileType::Gzip, RefusalReason::Limit, limits);
    limits = small();
    limits.entry_bytes = 7;
    expect_refused("bare.gz", FileType::Gzip, RefusalReason::Limit, limits);
}

TEST_F(UnpackArchive, TakesSeventyThousandEntries)
{
    auto limits = small();
    limits.entries = 70'000;
    Kept kept;
    EXPECT_EQ(unpacked("many.zip", FileType::Zip, kept, limits).entries, 70'000u);
    EXPECT_EQ(kept.files.size(), 70'000u);
    --limits.entries;
    expect_refused("many.zip", FileType::Zip, RefusalReason::Limit, limits);
}

TEST_F(UnpackArchive, DoesNotTakeOtherTypes)
{
    EXPECT_FALSE(can_unpack(FileType::Iso9660));
    expect_refused("plain.zip", FileType::Iso9660, RefusalReason::Unsupported);
}

// Gathered archives from elsewhere, if they are there: whatever they are, the worker ends by
// itself.
TEST_F(UnpackArchive, EndsWithinItsLimitsOnGatheredArchives)
{
    fs::path corpus = SEKISHO_SOURCE "/../shared/corpus";
    if (!fs::exists(corpus))
        GTEST_SKIP() << "no gathered files here";
    static const std::map<std::string, FileType> types { { ".zip", FileType::Zip },
        { ".7z", FileType::SevenZip }, { ".tar", FileType::Tar }, { ".lzh", FileType::Lzh },
        { ".gz", FileType::Gzip }, { ".rar", FileType::Rar }, { ".cbr", FileType::Rar },
        { ".xlsx", FileType::Zip }, { ".docx", FileType::Zip } };
    std::size_t seen = 0;
    for (auto folder :
        { "active/archive", "broken/archive", "bombs", "clean/archive", "names/archives" }) {
        for (const auto& entry : fs::directory_iterator(corpus / folder)) {
            auto type = types.find(entry.path().extension());
            if (type == types.end())
                continue;
            Kept kept;
            auto result = unpack_file(entry.path(), type->second, kept);
            EXPECT_TRUE(result) << entry.path() << ": " << result.error().message;
            ++seen;
        }
    }
    EXPECT_GT(seen, 10u);
}
