// SPDX-License-Identifier: MIT
// PDF files that qpdf's program encrypted.
#include "tests/workers/unlock/tools.h"

#include <gtest/gtest.h>

using broker::RefusalReason, policy::FileType, tools::Answer;

// One page that says this.
static std::string document(const std::string& content)
{
    std::string pdf = "%PDF-1.7\n";
    std::vector<std::size_t> places;
    auto add = [&](const std::string& object) {
        places.push_back(pdf.size());
        pdf += std::to_string(places.size()) + " 0 obj\n" + object + "\nendobj\n";
    };
    add("<</Type/Catalog/Pages 2 0 R>>");
    add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
    add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F "
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>");
    auto words = "BT /F 12 Tf 20 100 Td (" + content + ") Tj ET";
    add("<</Length " + std::to_string(words.size()) + ">>\nstream\n" + words + "\nendstream");
    auto table = pdf.size();
    pdf += "xref\n0 5\n0000000000 65535 f \n";
    for (auto place : places) {
        auto digits = std::to_string(place);
        pdf += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    return pdf + "trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n" + std::to_string(table)
        + "\n%%EOF\n";
}

static std::string encrypted(const std::string& words)
{
    tools::Folder folder;
    folder.put("a.pdf", document("Valve 7"));
    folder.run("qpdf --allow-weak-crypto --encrypt " + words + " -- a.pdf b.pdf");
    return folder.get("b.pdf");
}

static Answer unlocked(const std::string& pdf, const std::vector<std::string>& passwords,
    std::uint64_t most_bytes = 1 << 28)
{
    return tools::unlocked(pdf, FileType::Pdf, passwords, most_bytes);
}

static std::string text_of(const std::string& pdf)
{
    tools::Folder folder;
    folder.put("a.pdf", pdf);
    folder.run("qpdf --check a.pdf >said; ! grep -a Encrypt a.pdf");
    return folder.run("pdftotext a.pdf -");
}

TEST(UnlockedPdf, IsTheSameDocument)
{
    for (const auto* words :
        { "user owner 40", "user owner 128", "user owner 128 --use-aes=y", "user owner 256",
            "user owner 256 --force-R5", "user owner 256 --cleartext-metadata" }) {
        auto pdf = encrypted(words);
        for (const auto* password : { "user", "owner" }) {
            auto answer = unlocked(pdf, { "wrong", password });
            ASSERT_EQ(answer.refusal, "") << words << " " << password;
            EXPECT_NE(text_of(answer.bytes).find("Valve 7"), std::string::npos) << words;
            EXPECT_EQ(answer.bytes, unlocked(pdf, { password }).bytes) << words;
        }
    }
}

TEST(UnlockedPdf, IsNoneWithoutThePassword)
{
    auto pdf = encrypted("user owner 256");
    for (const auto& passwords : { std::vector<std::string> {}, { "User", "user ", "" } }) {
        auto answer = unlocked(pdf, passwords);
        EXPECT_EQ(answer.refusal,
            passwords.empty() ? "it needs a password" : "none of the given passwords opens it");
        EXPECT_EQ(answer.reason, RefusalReason::Encrypted);
    }
}

TEST(UnlockedPdf, NeedsNoneWhereOnlyItsOwnersIsSet)
{
    auto answer = unlocked(encrypted("'' owner 256 --print=none"), {});
    ASSERT_EQ(answer.refusal, "");
    EXPECT_NE(text_of(answer.bytes).find("Valve 7"), std::string::npos);
}

TEST(UnlockedPdf, StaysWithinItsSize)
{
    auto pdf = encrypted("user owner 256");
    auto bytes = unlocked(pdf, { "user" }).bytes.size();
    ASSERT_GT(bytes, 0u);
    EXPECT_EQ(unlocked(pdf, { "user" }, bytes).refusal, "");
    auto answer = unlocked(pdf, { "user" }, bytes - 1);
    EXPECT_EQ(answer.refusal, "more without its password than allowed");
    EXPECT_EQ(answer.reason, RefusalReason::Limit);
}

TEST(UnlockedPdf, IsMadeOfASoundAndEncryptedOneOnly)
{
    auto pdf = encrypted("user owner 256");
    EXPECT_EQ(unlocked(document("a"), { "user" }).refusal, "it is damaged behind its password");
    for (const auto& broken : { std::string(), std::string("%PDF-1.7\n"),
             pdf.substr(0, pdf.size() / 2), pdf.substr(0, pdf.size() - 40) }) {
        auto answer = unlocked(broken, { "user" });
        EXPECT_EQ(answer.refusal, "it is damaged behind its password");
        EXPECT_EQ(answer.reason, RefusalReason::Malformed);
    }
}

// It would be written as null, and whoever looks at the copy would not know.
TEST(UnlockedPdf, IsNoneWhereAnObjectCannotBeRead)
{
    auto pdf = encrypted("user owner 256 --cleartext-metadata");
    auto at = pdf.find("/MediaBox");
    ASSERT_NE(at, std::string::npos);
    pdf.replace(at, 9, "<<<<(((((");
    EXPECT_EQ(unlocked(pdf, { "user" }).refusal, "it is damaged behind its password");
}

TEST(UnlockedPdf, GetsAnAnswerForAnyChangedByte)
{
    auto pdf = encrypted("user owner 256");
    for (std::size_t at = 0; at < pdf.size(); at += 11) {
        auto changed = pdf;
        changed[at] = static_cast<char>(changed[at] ^ 0x20);
        auto answer = unlocked(changed, { "user" });
        EXPECT_FALSE(answer.refusal.starts_with("no answer")) << at << answer.refusal;
    }
}
