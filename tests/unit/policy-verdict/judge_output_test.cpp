// SPDX-License-Identifier: MIT
// P5: what we wrote ourselves is believed no more than what came in.
#include "tests/unit/policy-verdict/bench.h"

#include <gmock/gmock.h>

using namespace verdict_test;
using testing::ElementsAre;

static Plan plan()
{
    return { Method::Flatten, {}, Verdict::Flattened, "office", "",
        { "Heuristics.OLE2.ContainsMacros" } };
}

static const VerifierFacts accepted { VerifierState::Accepted, FileType::Pdf, "" };

static Decision output(const FileFacts& facts, const VerifierFacts& verifier)
{
    return judge_output(usual(), plan(), facts, FileType::Pdf, verifier);
}

TEST(JudgeOutput, PassesWhatVerifierAndScannersPass)
{
    auto decision = output(file_of(FileType::Pdf, ""), accepted);
    ASSERT_TRUE(decision.plan);
    EXPECT_EQ(decision.verdict, Verdict::Flattened);
}

TEST(JudgeOutput, WantsTheVerifierToAcceptTheSameType)
{
    auto facts = file_of(FileType::Pdf, "");
    EXPECT_THAT(codes(output(facts, {})), ElementsAre(ReasonCode::VerifierSilent));
    EXPECT_EQ(output(facts, {}).verdict, Verdict::NoAnswer);
    EXPECT_THAT(
        codes(output(facts, { VerifierState::Refused, FileType::Pdf, "an object too many" })),
        ElementsAre(ReasonCode::VerifierRefused));
    EXPECT_THAT(codes(output(facts, { VerifierState::Accepted, FileType::Png, "" })),
        ElementsAre(ReasonCode::OutputType));
}

TEST(JudgeOutput, WantsTheTypeScannerToSeeWhatWasMeant)
{
    EXPECT_THAT(
        codes(output(file_of(FileType::Png, ""), accepted)), ElementsAre(ReasonCode::OutputType));
    auto facts = file_of(FileType::Pdf, "");
    facts.type.by_magic = FileType::Html;
    EXPECT_THAT(codes(output(facts, accepted)), ElementsAre(ReasonCode::OutputType));
    facts = file_of(FileType::Pdf, "");
    facts.type.by_structure = FileType::Docx; // Though libmagic saw what was meant.
    EXPECT_THAT(codes(output(facts, accepted)), ElementsAre(ReasonCode::OutputType));
    facts = file_of(FileType::Pdf, "");
    facts.type.structure = Structure::Ambiguous;
    EXPECT_THAT(codes(output(facts, accepted)), ElementsAre(ReasonCode::Ambiguous));
    facts.type.structure = Structure::NoAnswer;
    EXPECT_THAT(codes(output(facts, accepted)), ElementsAre(ReasonCode::NoTypeAnswer));
    EXPECT_FALSE(output(FileFacts {}, accepted).plan);
}

// What was let by in the original has no business in the copy.
TEST(JudgeOutput, ToleratesNothing)
{
    auto facts = file_of(FileType::Pdf, "");
    facts.scans[0] = { "clamav", ScanState::Found, { "Heuristics.OLE2.ContainsMacros" }, "" };
    EXPECT_THAT(codes(output(facts, accepted)), ElementsAre(ReasonCode::OutputFound));
    facts.scans[0] = { "clamav", ScanState::Incomplete, {}, "" };
    EXPECT_THAT(codes(output(facts, accepted)), ElementsAre(ReasonCode::ScanIncomplete));
    facts.scans.erase(facts.scans.begin());
    EXPECT_THAT(codes(output(facts, accepted)), ElementsAre(ReasonCode::ScannerSilent));
}

TEST(JudgeOutput, NeverPassesAProgramThatWasNotVerified)
{
    auto facts = file_of(FileType::Executable, "");
    VerifierFacts verifier { VerifierState::Accepted, FileType::Executable, "" };
    EXPECT_FALSE(judge_output(usual(), plan(), facts, FileType::Executable, verifier).plan);
    auto refusing = plan();
    refusing.method = Method::Refuse;
    EXPECT_FALSE(
        judge_output(usual(), refusing, file_of(FileType::Pdf, ""), FileType::Pdf, accepted).plan);
}
