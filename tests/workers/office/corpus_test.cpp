// SPDX-License-Identifier: MIT
// Hostile and odd documents of public test suites, where they are at hand.
#include "kiosk/broker/ask/office.h"
#include "kiosk/core/base/memory_file.h"

#include <fcntl.h>
#include <filesystem>
#include <gtest/gtest.h>

using broker::Outcome, broker::Refused, policy::FileType;

static const std::filesystem::path corpus(SEKISHO_SOURCE "/../shared/corpus");

static broker::Workers& workers()
{
    static broker::Workers the_workers(SEKISHO_LIBEXEC);
    return the_workers;
}

static Result<Outcome<base::Descriptor>> convert(
    const std::filesystem::path& path, FileType type, std::chrono::milliseconds time)
{
    base::Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return base::system_error("open");
    auto document = TRY(base::sealed_memory_file("document", TRY(base::read_all(file, 1 << 28))));
    worker::Limits limits;
    limits.time = time;
    return broker::office_to_pdf(workers(), limits, document, type);
}

// Controls in a sheet: LibreOffice shows their listeners to scripts, by stubs that no job can make.
TEST(OfficeCorpus, ConvertsSheetsWithControls)
{
    if (!std::filesystem::exists(corpus))
        GTEST_SKIP() << "no corpus here";
    for (const auto* name : { "active/ooxml/SheetJS~test_files__BlankSheetTypes.xlsb",
             "active/ooxml/SheetJS~test_files__apachepoi_15228.xls.xlsb" }) {
        auto outcome = convert(corpus / name, FileType::Xlsb, std::chrono::seconds(120));
        ASSERT_TRUE(outcome) << name << ": " << outcome.error().message;
        EXPECT_TRUE(std::holds_alternative<base::Descriptor>(outcome.value())) << name;
    }
}

TEST(OfficeCorpus, EndsBombsAndBrokenDocumentsInTime)
{
    if (!std::filesystem::exists(corpus))
        GTEST_SKIP() << "no corpus here";
    constexpr std::chrono::seconds time(5);
    for (std::string folder : { "bombs", "broken/office" }) {
        for (const auto& entry : std::filesystem::directory_iterator(corpus / folder)) {
            auto extension = entry.path().extension().string();
            auto type = policy::file_type_named(extension.empty() ? "" : extension.substr(1));
            if (!type || policy::info(*type).family != policy::Family::Office)
                continue;
            auto start = std::chrono::steady_clock::now();
            [[maybe_unused]] auto outcome = convert(entry.path(), *type, time);
            EXPECT_LT(std::chrono::steady_clock::now() - start, 4 * time) << entry.path();
        }
    }
}
