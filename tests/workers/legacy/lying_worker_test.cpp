// SPDX-License-Identifier: MIT
// The road of a document of an older kind when LibreOffice is in the power of that document: no
// file, or one with nothing forbidden in it.
#include "kiosk/broker/ask/legacy.h"
#include "kiosk/core/base/memory_file.h"
#include "tests/workers/office/documents.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <stdlib.h>

namespace fs = std::filesystem;
using broker::Outcome, broker::Rebuilt, broker::Refused, policy::FileType;
using testing::ElementsAre, testing::HasSubstr, testing::Not;

class LyingConverter : public testing::Test {
protected:
    void SetUp() override
    {
        char pattern[] = "/tmp/lying-converter-XXXXXX";
        ASSERT_TRUE(mkdtemp(pattern));
        m_folder = pattern;
        fs::permissions(m_folder, fs::perms(0755));
        link("decode-office", "fake-decode-office");
        for (const auto* name : { "scanners-type", "rebuild-ooxml", "verify-ooxml" })
            link(name, name);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    void link(const std::string& name, const std::string& program)
    {
        fs::create_symlink(fs::path(SEKISHO_LIBEXEC) / program, m_folder / name);
    }

    Result<Outcome<Rebuilt>> ask(
        const std::string& given, FileType type = FileType::Doc, const std::string& lie = "none")
    {
        auto path = m_folder / "given";
        std::ofstream(path, std::ios::binary) << given;
        broker::Workers workers(m_folder, { { "decode-office", { lie, path.string() } } });
        auto file = base::sealed_memory_file("document", base::view_of("a document")).take();
        broker::LegacyRebuild request;
        request.convert.output_bytes = 64 << 20;
        request.convert.time = std::chrono::seconds(20);
        request.on_step = [&](std::uint64_t done, std::uint64_t of) {
            m_steps.push_back(std::to_string(done) + " of " + std::to_string(of));
        };
        auto outcome = broker::rebuild_legacy(workers, file, type, request);
        auto* rebuilt = outcome ? std::get_if<Rebuilt>(&outcome.value()) : nullptr;
        if (rebuilt) {
            auto verified = broker::verify_office(
                workers, rebuilt->bytes, { rebuilt->type, 1 << 20, request.rebuild.links }, {});
            EXPECT_TRUE(
                verified && std::holds_alternative<broker::VerifiedOffice>(verified.value()));
        }
        return outcome;
    }

    static bool is_rebuilt(const Result<Outcome<Rebuilt>>& outcome)
    {
        return outcome && std::holds_alternative<Rebuilt>(outcome.value());
    }

    fs::path m_folder;
    std::vector<std::string> m_steps;
};

TEST_F(LyingConverter, IsBelievedWhileItDoesNotLie)
{
    auto document = ask(documents::docx("words"));
    ASSERT_TRUE(is_rebuilt(document));
    EXPECT_EQ(std::get<Rebuilt>(document.value()).type, FileType::Docx);
    EXPECT_THAT(m_steps, ElementsAre("1 of 2", "2 of 2"));
    auto book = ask(documents::xlsx("<c r=\"A1\"><v>1</v></c>"), FileType::Xlsb);
    ASSERT_TRUE(is_rebuilt(book));
    EXPECT_EQ(std::get<Rebuilt>(book.value()).type, FileType::Xlsx);
}

TEST_F(LyingConverter, GivesNoFileWhenItIsAnotherThanAskedFor)
{
    auto with_macros = documents::docx_of("<w:p/>", "", { { "word/vbaProject.bin", "x" } },
        { { "rId1", "vbaProject vbaProject.bin" } });
    for (const auto& given : { documents::xlsx("<c r=\"A1\"><v>1</v></c>"),
             documents::pptx("words"), documents::odt("words"), documents::rtf("words"),
             with_macros, documents::docx("words", "vnd.ms-word.document.macroEnabled.main+xml"),
             documents::docx("words") + "behind its end", std::string("%PDF-1.7\n%%EOF\n"),
             std::string(5000, '\xA5'), std::string() })
        EXPECT_FALSE(ask(given)) << given.substr(0, 20);
    EXPECT_FALSE(ask(documents::docx("words"), FileType::Xls));
    EXPECT_THAT(m_steps, testing::IsEmpty());
}

TEST_F(LyingConverter, GivesNoFileWhenItLiesToTheBroker)
{
    for (const auto* lie : { "another size", "an empty answer", "refuses in control characters",
             "an answer too many", "grows without end", "crash" })
        EXPECT_FALSE(ask(documents::docx("words"), FileType::Rtf, lie)) << lie;
}

TEST_F(LyingConverter, WhatItPlantsDoesNotComeAlong)
{
    auto planted = documents::docx_of(
        "<w:p><w:r><w:t>words</w:t></w:r><w:r><w:object><o:OLEObject "
        "xmlns:o=\"urn:schemas-microsoft-com:office:office\" r:id=\"rId2\" ProgID=\"evilmark\"/>"
        "</w:object></w:r><w:fldSimple w:instr=\"DDEAUTO evilmark\"/></w:p>",
        "", { { "word/embeddings/evilmark.bin", "evilmark" } },
        { { "rId1", "attachedTemplate http://evilmark/a.dotm External" },
            { "rId2", "oleObject embeddings/evilmark.bin" } });
    auto outcome = ask(planted);
    ASSERT_TRUE(is_rebuilt(outcome));
    const auto& rebuilt = std::get<Rebuilt>(outcome.value());
    std::vector<std::string> told;
    for (const auto& one : rebuilt.removed)
        told.push_back(one.what);
    EXPECT_THAT(told, testing::IsSupersetOf({ "active-field", "embedded-object" }));
}
