// SPDX-License-Identifier: MIT
// Labels as they are written on documents of Japanese local governments.
#include "kiosk/core/base/text.h"
#include "policy/verdict/labels.h"

#include <gmock/gmock.h>

using policy::LabelAxis, policy::labels_in;
using testing::ElementsAre, testing::IsEmpty;

static std::vector<std::string> texts(std::u32string_view text)
{
    std::vector<std::string> all;
    for (const auto& label : labels_in(text))
        all.push_back(label.text + " " + std::to_string(label.level));
    return all;
}

TEST(StatedLabel, IsReadInEachFormThatPeopleWrite)
{
    EXPECT_THAT(texts(U"機密性2"), ElementsAre("機密性2 2"));
    EXPECT_THAT(texts(U"報告書_機密性２_完全性1・可用性２.docx"),
        ElementsAre("機密性2 2", "完全性1 1", "可用性2 2"));
    EXPECT_THAT(texts(U"【機密性３Ａ】"), ElementsAre("機密性3A 3"));
    EXPECT_THAT(texts(U"機密性：レベル３c 機密性 1"), ElementsAre("機密性3C 3", "機密性1 1"));
    EXPECT_THAT(
        texts(U"取り扱い注意 部外秘 社外秘"), ElementsAre("取扱注意 2", "部外秘 2", "社外秘 2"));
    EXPECT_THAT(texts(U"㊙ 極秘"), ElementsAre("【秘】 3", "極秘 3"));
    EXPECT_THAT(texts(U"（秘）【秘】"), ElementsAre("【秘】 3")); // Once.
}

TEST(StatedLabel, IsNotWhatOnlyLooksLikeOne)
{
    EXPECT_THAT(texts(U"機密性について 機密性4 機密性0 機密性12 完全性3 可用性"), IsEmpty());
    EXPECT_THAT(texts(U"秘書課 秘密 神秘"), IsEmpty());
    EXPECT_THAT(texts(U"機密性の要件は第2章"), IsEmpty());
    EXPECT_THAT(texts(U""), IsEmpty());
}

TEST(StatedLabel, IsReadAgainFromItsOwnText)
{
    for (const auto& label :
        labels_in(U"機密性３a 完全性2 可用性1 関係者外秘 取扱い注意 部外秘 社外秘 庁外秘 極秘 ㊙"))
        EXPECT_THAT(labels_in(base::decode_utf8(label.text).value()), ElementsAre(label));
}

TEST(StatedLabel, HasAnAxis)
{
    auto labels = labels_in(U"完全性2 可用性1 部外秘");
    ASSERT_EQ(labels.size(), 3u);
    EXPECT_EQ(labels[0].axis, LabelAxis::Integrity);
    EXPECT_EQ(labels[1].axis, LabelAxis::Availability);
    EXPECT_EQ(labels[2].axis, LabelAxis::Confidentiality);
}

static policy::LabelJudgement judged(std::u32string_view text, policy::Label transfer)
{
    return policy::judge_labels(labels_in(text), transfer);
}

TEST(StatedLabel, GovernsByTheHighestOfItsAxis)
{
    using policy::Among, policy::BesideTransfer;
    auto one = judged(U"機密性2 可用性2", { 2, 2, 2 });
    EXPECT_EQ(one.governs, "機密性2 可用性2");
    EXPECT_EQ(one.beside, BesideTransfer::Within);
    EXPECT_EQ(one.among, Among::Agreeing);
    EXPECT_EQ(judged(U"機密性2 可用性2", { 2, 2, 1 }).beside, BesideTransfer::Above);
    auto two = judged(U"取扱注意 機密性3B", { 2, 1, 1 });
    EXPECT_EQ(two.governs, "機密性3B");
    EXPECT_EQ(two.beside, BesideTransfer::Above);
    EXPECT_EQ(two.among, Among::Disagreeing);
    EXPECT_EQ(judged(U"何もなし", { 1, 1, 1 }).governs, "");
    EXPECT_EQ(judged(U"何もなし", { 1, 1, 1 }).beside, BesideTransfer::Within);
}

TEST(StatedLabel, GovernsByTheHighestOfEachAxisInWordsOfOurs)
{
    EXPECT_EQ(policy::governing(labels_in(U"可用性1 機密性１ 部外秘 可用性2")), "部外秘 可用性2");
    EXPECT_EQ(policy::governing({}), "");
    for (const auto* text :
        { "機密性3A 完全性2 可用性1", "機密性1", "【秘】 可用性2", "関係者外秘" })
        EXPECT_TRUE(policy::is_governing(text)) << text;
    for (const auto* text : { "", "機密性4", "機密性2 ", " 機密性2", "機密性２", "機密性2・可用性1",
             "可用性1 機密性2", "機密性2 機密性3", "機密性2</cp:keywords>", "秘", "\xE6\xA9" })
        EXPECT_FALSE(policy::is_governing(text)) << text;
}
