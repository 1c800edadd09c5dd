// SPDX-License-Identifier: MIT
// The verifier against its writer: the writer's files pass, and no change to one does.
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/encode/zip/writer.h"
#include "sanitizer/verify/zip/verifier.h"
#include "tests/samples/archives/zip_builder.h"

#include <gtest/gtest.h>

static base::Bytes written(std::initializer_list<std::pair<std::string, std::string>> files,
    std::initializer_list<std::string> folders = {})
{
    auto output = base::create_memory_file("zip").take();
    auto writer = encode_zip::Writer::into(output).take();
    for (const auto& [name, text] : files) {
        auto content = base::sealed_memory_file("piece", base::view_of(text)).take();
        EXPECT_TRUE(writer->add_file(name, content, text.size()));
    }
    for (const auto& name : folders)
        EXPECT_TRUE(writer->add_empty_folder(name));
    EXPECT_TRUE(writer->finish());
    return base::read_all(output, 1 << 20).take();
}

static bool passes(const base::Bytes& bytes)
{
    auto file = base::sealed_memory_file("zip", bytes).take();
    auto found = [](const verify_zip::Entry&) -> Result<void> { return {}; };
    auto result = verify_zip::verify(file, {}, found);
    return result && std::holds_alternative<verify_zip::Totals>(result.value());
}

static base::Bytes usual()
{
    return written({ { "表/a.txt", std::string(400, 'a') }, { "b.bin", "no gain" } }, { "空" });
}

// Of "表/a.txt", as its header says.
static constexpr std::size_t deflated_size = 8;

TEST(VerifyZip, PassesWhatOurWriterWrites)
{
    auto bytes = usual();
    EXPECT_TRUE(passes(bytes));
    EXPECT_EQ(bytes[18], deflated_size);
    EXPECT_TRUE(passes(written({})));
}

TEST(VerifyZip, NoticesAChangeOfAnyByte)
{
    auto bytes = usual();
    std::size_t spare = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        for (int change : { 0x01, 0x20, 0x80, 0xff }) {
            auto bent = bytes;
            bent[i] = std::uint8_t(bent[i] ^ change);
            if (!passes(bent))
                continue;
            // Deflate can spell one content in several ways; nothing else may give.
            EXPECT_GE(i, 30u + 9u) << i;
            EXPECT_LT(i, 30u + 9u + deflated_size) << i;
            ++spare;
        }
    }
    EXPECT_LT(spare, 10u);
}

TEST(VerifyZip, NoticesAByteMoreOrLessAnywhere)
{
    auto bytes = usual();
    for (std::size_t i = 0; i <= bytes.size(); ++i) {
        auto longer = bytes;
        longer.insert(longer.begin() + std::ptrdiff_t(i), 0);
        EXPECT_FALSE(passes(longer)) << i;
        base::Bytes shorter(bytes.begin(), bytes.begin() + std::ptrdiff_t(i));
        EXPECT_EQ(passes(shorter), i == bytes.size()) << i;
    }
}

TEST(VerifyZip, RefusesContentThatEndsBeforeOrAfterItsSize)
{
    auto bytes = written({ { "a", std::string(400, 'a') } });
    samples::ZipFile file;
    file.entries = { { "a", std::string(400, 'a'), 8, 0x0800 } };
    auto& entry = file.entries[0];
    entry.made_by = 0x0314;
    entry.packed = base::Bytes(bytes.begin() + 31, bytes.begin() + 31 + deflated_size);
    EXPECT_EQ(file.build(), bytes);
    entry.text = std::string(400, 'a') + std::string(2, '\0');
    EXPECT_FALSE(passes(file.build()));
    entry.text = std::string(399, 'a');
    EXPECT_FALSE(passes(file.build()));
    entry.text = std::string(400, 'a');
    entry.packed->push_back(0);
    EXPECT_FALSE(passes(file.build()));
}

TEST(VerifyZip, RefusesNamesThatMustNotGoOut)
{
    for (const char* name : { "../a", "/a", "a/../b", "./a", "a//b", "a\\b", "C:a", "a\tb",
             "\x95\x5c", "a\u202e", "a\u200b", "a\x7f",
             ""
             "\xc2\x85" })
        EXPECT_FALSE(passes(written({ { name, "x" } }))) << name;
    EXPECT_TRUE(passes(written({ { "a b/ソ表 (1).txt", "x" } })));
}

TEST(VerifyZip, RefusesTwoEntriesInOnePlace)
{
    EXPECT_FALSE(passes(written({ { "a", "1" }, { "a", "2" } })));
    EXPECT_FALSE(passes(written({ { "a.txt", "1" }, { "A.TXT", "2" } })));
    EXPECT_FALSE(passes(written({ { "a", "1" }, { "a/b", "2" } })));
    EXPECT_FALSE(passes(written({ { "a/b", "1" }, { "a", "2" } })));
    EXPECT_FALSE(passes(written({ { "a", "1" } }, { "a" })));
    EXPECT_TRUE(passes(written({ { "a/b", "1" }, { "a/c", "2" } }, { "a/d" })));
}
