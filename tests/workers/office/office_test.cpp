// SPDX-License-Identifier: MIT
// The real LibreOffice, locked in.
#include "kiosk/broker/ask/office.h"
#include "kiosk/core/base/memory_file.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

using broker::Outcome, broker::Refused, policy::FileType;

static broker::Workers& workers()
{
    static broker::Workers the_workers(SEKISHO_LIBEXEC);
    return the_workers;
}

static Result<Outcome<base::Descriptor>> convert(std::string_view bytes, FileType type)
{
    auto file = base::sealed_memory_file("document", base::view_of(bytes)).take();
    worker::Limits limits;
    limits.memory_bytes = 2ull << 30;
    return broker::office_to_pdf(workers(), limits, file, type);
}

// The text of the PDF, by an independent reader.
static std::string text_of(const base::Descriptor& pdf)
{
    auto path = std::filesystem::temp_directory_path()
        / ("office-" + std::to_string(getpid()) + ".pdf");
    auto bytes = base::read_all(pdf, 1 << 28).take();
    std::ofstream(path, std::ios::binary).write(
        reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    auto command = "pdftotext -enc UTF-8 '" + path.string() + "' -";
    std::string text;
    if (FILE* pipe = popen(command.c_str(), "r")) {
        char block[4096];
        while (auto count = fread(block, 1, sizeof block, pipe))
            text.append(block, count);
        pclose(pipe);
    }
    std::filesystem::remove(path);
    return text;
}

static constexpr std::string_view rtf = R"({\rtf1\ansi\deff0{\fonttbl{\f0 Times;}}\f0\fs24 )"
                                        R"(Waterworks daily report \u27700?\u36947?\par})";

TEST(Office, ConvertsADocumentWithJapaneseText)
{
    auto outcome = convert(rtf, FileType::Rtf);
    ASSERT_TRUE(outcome) << outcome.error().message;
    auto* pdf = std::get_if<base::Descriptor>(&outcome.value());
    ASSERT_TRUE(pdf) << std::get<Refused>(outcome.value()).detail;
    auto text = text_of(*pdf);
    EXPECT_NE(text.find("Waterworks daily report 水道"), std::string::npos) << text;
}

TEST(Office, ConvertsOneDocumentAfterAnother)
{
    for (int i = 0; i < 3; ++i) {
        auto outcome = convert(rtf, FileType::Rtf);
        ASSERT_TRUE(outcome) << outcome.error().message;
        EXPECT_TRUE(std::holds_alternative<base::Descriptor>(outcome.value()));
    }
}

TEST(Office, RefusesWhatIsNoDocument)
{
    auto outcome = convert(std::string("PK\x03\x04 and then nothing that makes sense"), FileType::Docx);
    ASSERT_TRUE(outcome) << outcome.error().message;
    EXPECT_TRUE(std::holds_alternative<Refused>(outcome.value()));
}
