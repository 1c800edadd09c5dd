// SPDX-License-Identifier: MIT
// Packing and its second opinion, both in their sandboxes; other programs read what we wrote.
#include "kiosk/broker/ask/pack.h"
#include "kiosk/broker/ask/verify_zip.h"
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/base/sha256.h"
#include "sanitizer/unpack/zip_structure/zip_structure.h"
#include "tests/samples/archives/zip_builder.h"

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace fs = std::filesystem;
using namespace broker;
using testing::ElementsAre;

class Zip : public testing::Test {
protected:
    void SetUp() override
    {
        char name[] = "/tmp/sekisho-zip-XXXXXX";
        ASSERT_NE(mkdtemp(name), nullptr);
        m_folder = name;
    }
    void TearDown() override { fs::remove_all(m_folder); }

    void add(const std::string& name, std::string_view text)
    {
        m_contents.push_back(base::sealed_memory_file("piece", base::view_of(text)).take());
        m_items.push_back({ name, nullptr, text.size() });
    }
    void add_folder(const std::string& name)
    {
        m_contents.emplace_back();
        m_items.push_back({ name, nullptr, 0 });
    }
    std::span<const PackItem> items()
    {
        for (std::size_t i = 0; i < m_items.size(); ++i)
            m_items[i].content = m_contents[i] ? &m_contents[i] : nullptr;
        return m_items;
    }
    base::Bytes packed()
    {
        auto result = pack_zip(m_workers, {}, items());
        if (!result || !std::holds_alternative<Rebuilt>(result.value())) {
            ADD_FAILURE() << (result ? "refused" : result.error().message);
            return {};
        }
        return base::read_all(std::get<Rebuilt>(result.value()).bytes, 1 << 30).take();
    }
    Result<Outcome<VerifiedZip>> verified(const base::Bytes& bytes, VerifyZipLimits limits = {})
    {
        auto file = base::sealed_memory_file("zip", bytes);
        return verify_zip(m_workers, limits, file.value());
    }
    bool passes(const base::Bytes& bytes, VerifyZipLimits limits = {})
    {
        auto result = verified(bytes, limits);
        return result && std::holds_alternative<VerifiedZip>(result.value());
    }
    // What a program says of the archive, on its standard output.
    std::string said(const std::string& command, const base::Bytes& bytes)
    {
        std::ofstream(m_folder / "z.zip", std::ios::binary) << base::text_of(bytes);
        auto line = "cd " + m_folder.string() + " && (" + command + ") > said 2>&1";
        EXPECT_EQ(std::system(line.c_str()), 0) << command;
        std::ifstream file(m_folder / "said");
        return { std::istreambuf_iterator<char>(file), {} };
    }
    void add_usual()
    {
        add("報告/計画.docx", std::string(5000, 'a'));
        add("readme.txt", "short");
        add("empty.txt", "");
        add_folder("空のフォルダ");
    }

    Workers m_workers { SEKISHO_LIBEXEC };
    std::vector<base::Descriptor> m_contents;
    std::vector<PackItem> m_items;
    fs::path m_folder;
};

TEST_F(Zip, PacksTheSameBytesEachTimeAndTheyVerify)
{
    add_usual();
    auto bytes = packed();
    EXPECT_EQ(packed(), bytes);
    auto result = verified(bytes);
    ASSERT_TRUE(result) << result.error().message;
    auto* zip = std::get_if<VerifiedZip>(&result.value());
    ASSERT_NE(zip, nullptr) << std::get<Refused>(result.value()).detail;
    ASSERT_EQ(zip->entries.size(), 4u);
    EXPECT_EQ(zip->entries[0].name, "報告/計画.docx");
    EXPECT_EQ(zip->entries[0].size, 5000u);
    EXPECT_EQ(zip->entries[1].crc32, samples::crc32_of(base::view_of("short")));
    EXPECT_EQ(zip->entries[3].name, "空のフォルダ/");
    EXPECT_EQ(zip->bytes, 5005u);
    EXPECT_LT(bytes.size(), 1000u); // The first is deflated.
}

TEST_F(Zip, IsReadAlikeByOtherPrograms)
{
    add_usual();
    auto bytes = packed();
    EXPECT_THAT(
        said("python3 -c \"import zipfile;z=zipfile.ZipFile('z.zip');assert not z.testzip();"
             "print([(i.filename,i.file_size,i.date_time[0]) for i in z.infolist()])\"",
            bytes),
        "[('報告/計画.docx', 5000, 1980), ('readme.txt', 5, 1980), ('empty.txt', 0, 1980), "
        "('空のフォルダ/', 0, 1980)]\n");
    auto listed
        = said("LC_ALL=C.UTF-8 7z l -slt z.zip | grep -E '^(Path|Size) = ' | tail -8", bytes);
    EXPECT_EQ(listed,
        "Path = 報告/計画.docx\nSize = 5000\nPath = readme.txt\nSize = 5\nPath = empty.txt\n"
        "Size = 0\nPath = 空のフォルダ\nSize = 0\n");
    EXPECT_THAT(said("unzip -t z.zip", bytes), testing::HasSubstr("No errors detected"));
    auto structure = zip_structure::examine(zip_structure::ViewSource(bytes)).value();
    EXPECT_EQ(structure.state, zip_structure::State::Sound) << structure.reason;
    EXPECT_EQ(structure.entries.size(), 4u);
}

TEST_F(Zip, PacksNothingIntoAnEmptyArchive)
{
    auto bytes = packed();
    EXPECT_EQ(bytes.size(), 22u);
    EXPECT_TRUE(passes(bytes));
}

TEST_F(Zip, PacksThousandsOfItems)
{
    for (int i = 0; i < 3000; ++i)
        add_folder("folder " + std::to_string(i));
    EXPECT_TRUE(passes(packed()));
}

// A file that is larger than the worker's memory goes through in pieces.
TEST_F(Zip, PacksWhatIsLargerThanItsMemory)
{
    auto path = m_folder / "large";
    base::Descriptor large(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    constexpr std::uint64_t size = 400ull << 20;
    ASSERT_EQ(ftruncate(large.get(), off_t(size)), 0);
    base::Descriptor output(open((m_folder / "out").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    PackItem item { "large.bin", &large, size };
    worker::Limits limits;
    limits.memory_bytes = 64 << 20;
    auto result = pack_zip_into(m_workers, limits, { &item, 1 }, output);
    ASSERT_TRUE(result) << result.error().message;
    ASSERT_TRUE(std::holds_alternative<std::uint64_t>(result.value()));
    VerifyZipLimits verify;
    verify.worker.memory_bytes = 64 << 20;
    auto zip = verify_zip(m_workers, verify, output);
    ASSERT_TRUE(zip) << zip.error().message;
    EXPECT_TRUE(std::holds_alternative<VerifiedZip>(zip.value()));
}

TEST_F(Zip, RefusesWhatWouldNeedZip64)
{
    add("a", "x");
    items();
    m_items[0].size = 0xfffffffe;
    auto refused = [&](std::span<const PackItem> items) {
        auto result = pack_zip(m_workers, {}, items);
        return result && std::holds_alternative<Refused>(result.value())
            && std::get<Refused>(result.value()).reason == RefusalReason::Limit;
    };
    EXPECT_TRUE(refused(m_items));
    std::vector<PackItem> many(65535, PackItem { "d", nullptr, 0 });
    EXPECT_TRUE(refused(many));
}

TEST_F(Zip, FailsOnContentOfAnotherSize)
{
    add("a", "four");
    items();
    for (auto size : { 3u, 5u }) {
        m_items[0].size = size;
        EXPECT_FALSE(pack_zip(m_workers, {}, m_items));
    }
}

TEST_F(Zip, VerifiesWithinLimitsOnly)
{
    add_usual();
    auto bytes = packed();
    VerifyZipLimits limits;
    limits.entries = 4;
    limits.total_bytes = 5005;
    limits.name_bytes = 19;
    EXPECT_TRUE(passes(bytes, limits));
    auto less = limits;
    less.entries = 3;
    EXPECT_FALSE(passes(bytes, less));
    less = limits;
    less.total_bytes = 5004;
    EXPECT_FALSE(passes(bytes, less));
    less = limits;
    less.name_bytes = 18;
    EXPECT_FALSE(passes(bytes, less));
}

TEST_F(Zip, DoesNotVerifyWhatOthersWrote)
{
    samples::ZipFile file;
    file.entries = { { "a.txt", "text" } };
    EXPECT_FALSE(passes(file.build()));
    EXPECT_FALSE(passes({}));
    EXPECT_FALSE(passes(base::Bytes(100, 'P')));
}
