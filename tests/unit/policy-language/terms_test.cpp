// SPDX-License-Identifier: MIT
#include "policy/language/can.h"
#include "policy/language/policy.h"

#include <gtest/gtest.h>

using namespace policy;

TEST(Label, ReadsItsOwnFormAndNothingLooser)
{
    for (std::uint8_t c = 1; c <= 3; ++c) {
        for (std::uint8_t i = 1; i <= 2; ++i) {
            for (std::uint8_t a = 1; a <= 2; ++a) {
                Label label { c, i, a };
                EXPECT_EQ(parse_label(to_text(label)).value(), label);
            }
        }
    }
    for (auto text : { "", "C2", "C0,I1,A1", "C4,I1,A1", "C1,I3,A1", "C1,I1,A3", "C1,I0,A1",
             "c1,I1,A1", "C1,I1,A1 ", " C1,I1,A1", "C1;I1;A1", "C1,A1,I1", "C1,I1,A" })
        EXPECT_FALSE(parse_label(text)) << text;
}

// What carries no label is handled as if it carried the highest.
TEST(Label, IsTheHighestUnlessSaidOtherwise)
{
    EXPECT_EQ(to_text(Label {}), "C3,I2,A2");
    EXPECT_EQ(to_text(highest({ 1, 2, 1 }, { 2, 1, 1 })), "C2,I2,A1");
}

TEST(LabelBounds, HoldEachAxisByItself)
{
    LabelBounds bounds { { 2, 1, 1 }, { 3, 1, 2 } };
    EXPECT_TRUE(bounds.hold({ 2, 1, 1 }));
    EXPECT_TRUE(bounds.hold({ 3, 1, 2 }));
    EXPECT_FALSE(bounds.hold({ 1, 1, 1 }));
    EXPECT_FALSE(bounds.hold({ 2, 2, 1 }));
}

TEST(TimeFor, GrowsWithBytesAndPagesUpToTheBudget)
{
    Limits limits;
    limits.base = std::chrono::seconds(10);
    limits.per_mebibyte = std::chrono::seconds(1);
    limits.per_page = std::chrono::milliseconds(500);
    limits.budget.seconds = 100;
    using std::chrono::milliseconds;
    EXPECT_EQ(time_for(limits, 0, 0), milliseconds(10'000));
    EXPECT_EQ(time_for(limits, 1, 0), milliseconds(11'000));
    EXPECT_EQ(time_for(limits, 1 << 20, 0), milliseconds(11'000));
    EXPECT_EQ(time_for(limits, (1 << 20) + 1, 3), milliseconds(13'500));
    EXPECT_EQ(time_for(limits, 0, 180), milliseconds(100'000));
    EXPECT_EQ(time_for(limits, 0, 181), milliseconds(100'000));
    EXPECT_EQ(time_for(limits, UINT64_MAX, UINT64_MAX), milliseconds(100'000));
}

TEST(Methods, ExistForTypesThatHaveWhatTheyNeed)
{
    EXPECT_TRUE(can(Method::Flatten, FileType::Docm));
    EXPECT_TRUE(can(Method::Rebuild, FileType::Zip));
    EXPECT_FALSE(can(Method::Flatten, FileType::Zip));
    EXPECT_FALSE(can(Method::Text, FileType::Png));
    for (auto method : { Method::Rebuild, Method::Flatten, Method::Text, Method::Unchanged }) {
        for (auto type : { FileType::Unknown, FileType::Empty, FileType::Executable,
                 FileType::Shortcut, FileType::EncryptedOffice })
            EXPECT_FALSE(can(method, type)) << word(method) << " " << info(type).name;
    }
    for (auto type : { FileType::Dxf, FileType::Jww, FileType::P21, FileType::Sfc, FileType::Dwg,
             FileType::Jtd }) {
        for (auto method : { Method::Rebuild, Method::Flatten, Method::Text, Method::Verify })
            EXPECT_FALSE(can(method, type)) << word(method) << " " << info(type).name;
        EXPECT_EQ(can(Method::Unchanged, type), type != FileType::Dwg && type != FileType::Jtd);
        EXPECT_TRUE(can(Method::Refuse, type));
    }
    EXPECT_TRUE(can(Method::Flatten, FileType::Mhtml));
    EXPECT_FALSE(can(Method::Flatten, FileType::Eml));
    EXPECT_FALSE(can(Method::Unchanged, FileType::Mhtml));
    EXPECT_TRUE(can(Method::Verify, FileType::Executable));
    EXPECT_FALSE(can(Method::Verify, FileType::Shortcut));
    EXPECT_FALSE(can(Method::Unchanged, FileType::Xlsm));
    EXPECT_TRUE(can(Method::Unchanged, FileType::Xlsx));
    for (auto outline : { FileType::Ico, FileType::Heic, FileType::Avif }) {
        EXPECT_TRUE(can(Method::Rebuild, outline));
        EXPECT_FALSE(can(Method::Unchanged, outline));
        EXPECT_FALSE(can(Method::Flatten, outline)); // Which no worker does.
    }
    for (auto drawing : { FileType::Emf, FileType::Wmf }) {
        EXPECT_TRUE(can(Method::Rebuild, drawing));
        for (auto method : { Method::Unchanged, Method::Flatten, Method::Text })
            EXPECT_FALSE(can(method, drawing));
    }
    EXPECT_FALSE(can(Method::Unchanged, FileType::Zip)); // Whatever is in it.
    for (auto type : { FileType::Eml, FileType::Mbox, FileType::Msg }) {
        EXPECT_TRUE(can(Method::Rebuild, type));
        EXPECT_TRUE(can(Method::Text, type));
        EXPECT_FALSE(can(Method::Flatten, type));
        EXPECT_FALSE(can(Method::Unchanged, type)); // Its attachments too.
    }
    EXPECT_TRUE(can(Method::Verify, FileType::Zip));
    for (const auto& entry : all_file_types())
        EXPECT_TRUE(can(Method::Refuse, entry.type));
}
