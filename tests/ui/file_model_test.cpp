// SPDX-License-Identifier: MIT
// Which files are pointed out to the one who approves.
#include "kiosk/ui/files/file_model.h"
#include "policy/facts/signature.h"

#include <gtest/gtest.h>

using policy::SignatureResult, ui::FileModel;

static int concerns(const std::string& more)
{
    FileModel model;
    model.add(QByteArray::fromStdString(R"({"path":"a.pdf","verdict":"Sanitized",)" + more + "}"));
    return model.data(model.index(0, 0), FileModel::ConcernsRole).toInt();
}

static int concerns_of_signature(SignatureResult result)
{
    return concerns(R"("signatures":[{"result":")" + std::string(policy::word(result)) + R"("}])");
}

TEST(FileModel, PointsOutSignaturesThatDoNotHold)
{
    EXPECT_EQ(concerns_of_signature(SignatureResult::Valid), 0);
    EXPECT_EQ(concerns_of_signature(SignatureResult::Broken), 1);
    EXPECT_EQ(concerns_of_signature(SignatureResult::UntrustedSigner), 1);
    EXPECT_EQ(concerns(R"("signatures":[{}])"), 1) << "an unknown result is no valid one";
}

TEST(FileModel, PointsOutLinksThatLeadElsewhereLabelsAboveAndPartsThatStay)
{
    EXPECT_EQ(concerns(R"("seen":{"links":[{"text":"https://a.example/"}]})"), 0);
    EXPECT_EQ(
        concerns(R"("seen":{"links":[{"text":"https://a@b.example/","host":"b.example"}]})"), 1);
    EXPECT_EQ(concerns(R"("label":{"above_transfer":true})"), 1);
    EXPECT_EQ(concerns(R"("parts":[{"verdict":"Sanitized"},{"verdict":"Refused"}])"), 1);
}

TEST(FileModel, CountsWhatComesAndWhatStays)
{
    FileModel model;
    for (const auto* verdict :
        { "Sanitized", "Flattened", "Held", "Refused", "NoAnswer", "of tomorrow" })
        model.add(QByteArray(R"({"path":"a","verdict":")") + verdict + R"("})");
    EXPECT_EQ(model.counts().comes, 2);
    EXPECT_EQ(model.counts().held, 1);
    EXPECT_EQ(model.counts().stays, 3);
}
