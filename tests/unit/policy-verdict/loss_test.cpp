// SPDX-License-Identifier: MIT
#include "policy/verdict/loss.h"

#include <gmock/gmock.h>

using namespace policy;
using testing::ElementsAre, testing::IsEmpty;

static LossAccount of_one(Countable what, std::uint64_t before, std::uint64_t after)
{
    LossAccount account;
    account.before.at(static_cast<std::size_t>(what)) = before;
    account.after.at(static_cast<std::size_t>(what)) = after;
    return account;
}

static LossLimits with(Countable what, unsigned percent)
{
    LossLimits limits;
    limits.percent.fill(100);
    limits.percent.at(static_cast<std::size_t>(what)) = percent;
    return limits;
}

TEST(Loss, IsTooMuchAboveEachLimitAndNotAtIt)
{
    static constexpr ReasonCode codes[] { ReasonCode::TextLost, ReasonCode::PagesLost,
        ReasonCode::CellsLost, ReasonCode::PicturesLost, ReasonCode::LinksLost,
        ReasonCode::FormulasLost };
    for (const auto& one : all_countables()) {
        auto limits = with(one.what, 10);
        EXPECT_THAT(judge_loss(limits, of_one(one.what, 200, 180)), IsEmpty()) << one.word;
        auto reasons = judge_loss(limits, of_one(one.what, 200, 179));
        ASSERT_EQ(reasons.size(), 1u) << one.word;
        EXPECT_EQ(reasons[0].code, codes[static_cast<std::size_t>(one.what)]);
        EXPECT_EQ(reasons[0].text, "21 of 200 " + std::string(one.english) + ", more than 10 %");
        EXPECT_EQ(verdict_of(reasons), Verdict::Held);
    }
}

TEST(Loss, OfAllOrOfNothingIsJudgedToo)
{
    auto all = of_one(Countable::Pictures, 3, 0);
    EXPECT_THAT(judge_loss(with(Countable::Pictures, 100), all), IsEmpty());
    EXPECT_EQ(judge_loss(with(Countable::Pictures, 99), all).size(), 1u);
    EXPECT_THAT(judge_loss(with(Countable::Pictures, 0), {}), IsEmpty());
    auto most = of_one(Countable::Text, most_counted, 0);
    EXPECT_EQ(judge_loss(with(Countable::Text, 99), most).size(), 1u);
}

TEST(Loss, HasALimitForContentUnlessARuleSaysOtherwise)
{
    LossLimits usual;
    EXPECT_EQ(judge_loss(usual, of_one(Countable::Text, 100, 97)).size(), 1u);
    EXPECT_EQ(judge_loss(usual, of_one(Countable::Pages, 100, 99)).size(), 1u);
    EXPECT_EQ(judge_loss(usual, of_one(Countable::Cells, 100, 97)).size(), 1u);
    EXPECT_EQ(judge_loss(usual, of_one(Countable::Pictures, 100, 49)).size(), 1u);
    EXPECT_THAT(judge_loss(usual, of_one(Countable::Links, 100, 0)), IsEmpty());
    EXPECT_THAT(judge_loss(usual, of_one(Countable::Formulas, 100, 0)), IsEmpty());
}

TEST(Loss, OfLooksIsTooMuchAboveTheLimitAndNotAtIt)
{
    EXPECT_THAT(judge_looks(10, { 200, 20 }), IsEmpty());
    EXPECT_THAT(judge_looks(0, { 200, 0 }), IsEmpty());
    auto reasons = judge_looks(10, { 200, 21 });
    ASSERT_EQ(reasons.size(), 1u);
    EXPECT_EQ(reasons[0].code, ReasonCode::LooksLost);
    EXPECT_EQ(verdict_of(reasons), Verdict::Held);
}

TEST(Loss, HoldsNothingThatIsRefusedForAnotherReason)
{
    std::vector<Reason> reasons { { ReasonCode::TextLost, "" }, { ReasonCode::Malware, "" } };
    EXPECT_EQ(verdict_of(reasons), Verdict::Refused);
}

TEST(Loss, IsAnsweredWithTextOrPagesAsTheTypeAllows)
{
    EXPECT_THAT(offers_for(FileType::Docx), ElementsAre(Method::Text, Method::Flatten));
    EXPECT_THAT(offers_for(FileType::Png), ElementsAre(Method::Flatten));
    EXPECT_EQ(method_of(Instead::Nothing), std::nullopt);
    EXPECT_EQ(method_of(Instead::Text), Method::Text);
    EXPECT_EQ(method_of(Instead::Image), Method::Flatten);
    for (auto instead : { Instead::Nothing, Instead::Text, Instead::Image })
        EXPECT_EQ(instead_named(word(instead)), instead);
    EXPECT_FALSE(instead_named("rebuild"));
}
