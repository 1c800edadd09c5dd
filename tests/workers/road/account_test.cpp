// SPDX-License-Identifier: MIT
// What becomes of a copy by what its rebuild says of it, and by what the verifier counts.
#include "tests/workers/office/documents.h"
#include "tests/workers/road/road.h"

#include <gmock/gmock.h>

using policy::Countable, policy::ReasonCode, policy::Verdict;
using testing::ElementsAre, testing::HasSubstr;

namespace {

// All programs but the one that rebuilds, which says what the test wants.
class Accounts : public road_test::Road {
protected:
    Accounts()
    {
        let_rebuild(policy::FileType::Docx);
        auto form = (road_test::fs::temp_directory_path() / "accounts-XXXXXX").string();
        m_programs = mkdtemp(form.data());
        for (const auto& entry : road_test::fs::directory_iterator(SEKISHO_LIBEXEC)) {
            auto name = entry.path().filename().string();
            if (name != "rebuild-ooxml")
                road_test::fs::create_symlink(entry.path(), m_programs / name);
        }
        road_test::fs::create_symlink(road_test::fs::path(SEKISHO_LIBEXEC) / "fake-rebuild-ooxml",
            m_programs / "rebuild-ooxml");
    }
    ~Accounts() override { road_test::fs::remove_all(m_programs); }

    const road_test::fs::path& programs() const { return m_programs; }
    broker::FileReport carried(std::vector<std::string> lie, const std::string& name = "a.docx")
    {
        use_programs(m_programs, { { "rebuild-ooxml", std::move(lie) } });
        return carry(name, documents::docx("words of a report")).report;
    }

private:
    road_test::fs::path m_programs;
};

}

TEST_F(Accounts, AreBelievedWhereTheVerifierCountsTheSame)
{
    auto report = carried({ "none" });
    EXPECT_EQ(report.verdict, Verdict::Sanitized);
    ASSERT_TRUE(report.account);
    EXPECT_EQ(report.account->before[0], 14u);
    EXPECT_EQ(report.account->after, report.account->before);
}

TEST_F(Accounts, OfMoreOrLessThanTheVerifierCountsAreNoAnswer)
{
    for (const auto& one : policy::all_countables()) {
        // So that no more came out than went in.
        auto place = std::to_string(static_cast<std::size_t>(one.what));
        auto report = carried({ "after", place, "1" });
        EXPECT_EQ(report.verdict, Verdict::NoAnswer) << one.word;
        ASSERT_EQ(report.reasons.size(), 1u);
        EXPECT_THAT(report.reasons[0].text, HasSubstr("more came out than went in"));
        report = carried({ "both", place, "1" });
        EXPECT_EQ(report.verdict, Verdict::NoAnswer) << one.word;
        ASSERT_EQ(report.reasons.size(), 1u);
        EXPECT_EQ(report.reasons[0].code, ReasonCode::VerifierSilent);
    }
}

TEST_F(Accounts, OfLabelsAreNoneOfOtherThingsNorOfOtherLabels)
{
    auto report = carried({ "links for labels" });
    EXPECT_EQ(report.verdict, Verdict::NoAnswer);
    EXPECT_THAT(report.reasons.at(0).text, HasSubstr("other sights than labels"));
    report = carried({ "none" }, "機密性2.docx");
    EXPECT_EQ(report.verdict, Verdict::Sanitized);
    EXPECT_EQ(report.stamp, "機密性2");
    for (const auto* name : { "機密性2.docx", "a.docx" }) {
        report = carried({ "another label" }, name);
        EXPECT_EQ(report.verdict, Verdict::Refused) << name;
        EXPECT_EQ(report.reasons.at(0).code, ReasonCode::VerifierRefused) << name;
    }
}

TEST_F(Accounts, ThatAreNonsenseAreNoAnswer)
{
    EXPECT_EQ(carried({ "another number" }).verdict, Verdict::NoAnswer);
    EXPECT_EQ(carried({ "nonsense" }).verdict, Verdict::NoAnswer);
}

TEST_F(Accounts, HoldTheCopyAboveEachLimitAndNotAtIt)
{
    static constexpr ReasonCode codes[] { ReasonCode::TextLost, ReasonCode::PagesLost,
        ReasonCode::CellsLost, ReasonCode::PicturesLost, ReasonCode::LinksLost,
        ReasonCode::FormulasLost };
    for (const auto& one : policy::all_countables()) {
        auto index = static_cast<std::size_t>(one.what);
        auto percent = index == 0 ? 50u : 100u; // Of letters, there are 14 of 28; else none of one.
        auto more = index == 0 ? "14" : "1";
        limit_loss(one.what, percent);
        EXPECT_EQ(carried({ "before", std::to_string(index), more }).verdict, Verdict::Sanitized)
            << one.word;
        limit_loss(one.what, percent - 1);
        auto report = carried({ "before", std::to_string(index), more });
        EXPECT_EQ(report.verdict, Verdict::Held) << one.word;
        EXPECT_EQ(road_test::first_reason(report), codes[index]);
        EXPECT_THAT(report.offers, ElementsAre(policy::Method::Text, policy::Method::Flatten));
    }
}

TEST_F(Accounts, LetTheTextOrThePagesGoInsteadWhereThatIsWanted)
{
    limit_loss(Countable::Pictures, 0);
    instead = policy::Instead::Text;
    auto report = carried({ "before", "3", "1" });
    EXPECT_EQ(report.verdict, Verdict::TextOnly);
    EXPECT_EQ(road_test::first_reason(report), ReasonCode::PicturesLost);
    EXPECT_TRUE(report.offers.empty());
    instead = policy::Instead::Image;
    EXPECT_EQ(carried({ "before", "3", "1" }).verdict, Verdict::Flattened);
    EXPECT_EQ(carried({ "none" }).verdict, Verdict::Sanitized);
}

TEST_F(Accounts, HoldWhatLacksAsManyWordsInsteadAndLeaveTheOtherOffer)
{
    for (auto [wanted, other] : { std::pair(policy::Instead::Text, policy::Method::Flatten),
             std::pair(policy::Instead::Image, policy::Method::Text) }) {
        instead = wanted;
        limit_loss(Countable::Text, 49); // There are 14 letters, and 28 are said to have been.
        auto report = carried({ "before", "0", "14" });
        EXPECT_EQ(report.verdict, Verdict::Held);
        ASSERT_EQ(report.reasons.size(), 2u);
        EXPECT_EQ(report.reasons[1].code, ReasonCode::TextLost);
        EXPECT_THAT(report.reasons[1].text, HasSubstr("instead: 14 of 28 letters"));
        EXPECT_THAT(report.offers, ElementsAre(other));
    }
}

// Both makings together take no longer than the budget.
TEST_F(Accounts, LeaveTheSecondMakingTheTimeThatTheFirstOneDidNotTake)
{
    road_test::fs::remove(programs() / "decode-office");
    road_test::fs::create_symlink(
        road_test::fs::path(SEKISHO_LIBEXEC) / "fake-decode-office", programs() / "decode-office");
    limit_loss(Countable::Pictures, 0);
    instead = policy::Instead::Text;
    budget().seconds = 4;
    use_programs(programs(),
        { { "rebuild-ooxml", { "before", "3", "1", "2000" } },
            { "decode-office", { "hangs", "/dev/null" } } });
    auto report = carry("a.docx", documents::docx("words of a report")).report;
    EXPECT_EQ(road_test::first_reason(report), ReasonCode::PicturesLost);
    EXPECT_FALSE(broker::passes(report.verdict));
    EXPECT_GE(report.seconds, 2.0);
    EXPECT_LT(report.seconds, 6.0); // As long as the first one, and all of the budget.
}

TEST_F(Accounts, KeepTheirReasonsWhereNothingCanBeMadeInstead)
{
    limit_loss(Countable::Pictures, 0);
    instead = policy::Instead::Text;
    use_programs(programs(), { { "rebuild-ooxml", { "before", "3", "1" } } });
    auto report = carry("a.docx", documents::docx("")).report; // Without any words.
    ASSERT_EQ(report.reasons.size(), 2u);
    EXPECT_EQ(report.reasons[0].code, ReasonCode::PicturesLost);
    EXPECT_EQ(report.reasons[1].code, ReasonCode::Empty);
    EXPECT_THAT(report.offers, ElementsAre(policy::Method::Flatten));
}
