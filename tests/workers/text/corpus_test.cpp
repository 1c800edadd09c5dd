// SPDX-License-Identifier: MIT
// Real files, where they are at hand: each ends in a text that the verifier accepts, or in a
// reason.
#include "kiosk/broker/ask/text.h"
#include "kiosk/broker/ask/verify_text.h"
#include "kiosk/core/base/memory_file.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

using policy::FileType;

static FileType type_by_extension(const std::filesystem::path& path)
{
    auto extension = path.extension().string();
    if (extension == ".html" || extension == ".htm")
        return FileType::Html;
    if (extension == ".csv")
        return FileType::Csv;
    if (extension == ".tsv")
        return FileType::Tsv;
    return extension == ".txt" || extension == ".md" ? FileType::PlainText : FileType::Unknown;
}

static void check_file(broker::Workers& workers, const std::filesystem::path& path, FileType type)
{
    std::ifstream stream(path, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(stream)), {});
    auto input = base::sealed_memory_file("input", base::view_of(bytes)).take();
    broker::TextLimits limits;
    auto outcome = type == FileType::Html ? broker::html_to_text(workers, input, limits)
                                          : broker::rebuild_text(workers, input, type, limits);
    ASSERT_TRUE(outcome) << path << ": " << outcome.error().message;
    auto* rebuilt = std::get_if<broker::Rebuilt>(&outcome.value());
    if (!rebuilt)
        return;
    auto mark = broker::has_byte_order_mark(rebuilt->type, limits)
        ? broker::ExpectedMark::Required
        : broker::ExpectedMark::Forbidden;
    auto sound = broker::verify_text(workers, rebuilt->bytes, rebuilt->type, mark);
    ASSERT_TRUE(sound) << path << ": " << sound.error().message;
    auto* refused = std::get_if<broker::Refused>(&sound.value());
    EXPECT_EQ(refused, nullptr) << path << ": " << refused->detail;
}

TEST(TextCorpus, EveryFileEndsWellOrWithAReason)
{
    std::filesystem::path corpus(SEKISHO_SOURCE "/../shared/corpus");
    if (!std::filesystem::exists(corpus))
        GTEST_SKIP() << "no corpus here";
    broker::Workers workers(SEKISHO_LIBEXEC);
    std::size_t checked = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus)) {
        auto type = type_by_extension(entry.path());
        if (!entry.is_regular_file() || type == FileType::Unknown)
            continue;
        check_file(workers, entry.path(), type);
        ++checked;
    }
    EXPECT_GT(checked, 0u);
}
