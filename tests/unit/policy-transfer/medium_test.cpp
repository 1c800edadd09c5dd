// SPDX-License-Identifier: MIT
#include "policy/transfer/medium.h"

#include <gtest/gtest.h>

using namespace policy;

namespace {

bool may(const Policy& policy, MediumStanding standing,
    TransferClass transfer_class = TransferClass::Document)
{
    return bool(may_bring_in(policy, standing, transfer_class));
}

}

TEST(Medium, WithoutARuleEverythingButWhatIsRetired)
{
    Policy policy;
    for (auto standing : { MediumStanding::Unregistered, MediumStanding::Issued,
             MediumStanding::Partner, MediumStanding::Output })
        EXPECT_TRUE(may(policy, standing));
    EXPECT_FALSE(may(policy, MediumStanding::Retired));
}

TEST(Medium, WhereRegistrationIsRequiredOnlyIssuedAndPartnersMedia)
{
    Policy policy;
    policy.usb.input_media = InputMedia::Registered;
    EXPECT_TRUE(may(policy, MediumStanding::Issued));
    EXPECT_TRUE(may(policy, MediumStanding::Partner));
    for (auto standing :
        { MediumStanding::Unregistered, MediumStanding::Output, MediumStanding::Retired })
        EXPECT_FALSE(may(policy, standing));
}

TEST(Medium, APartnersMediumIsForTheClassesThatThePolicyNames)
{
    Policy policy;
    policy.usb.partner_classes = { TransferClass::Document };
    EXPECT_TRUE(may(policy, MediumStanding::Partner, TransferClass::Document));
    EXPECT_FALSE(may(policy, MediumStanding::Partner, TransferClass::Update));
    EXPECT_TRUE(may(policy, MediumStanding::Issued, TransferClass::Update));
    auto words = may_bring_in(policy, MediumStanding::Partner, TransferClass::Update);
    EXPECT_NE(words.error().message.find("update"), std::string::npos);
    EXPECT_NE(words.error().message.find("取引先"), std::string::npos);
}

TEST(Destination, OfAHighLabelIsARegisteredMedium)
{
    Policy policy;
    EXPECT_TRUE(may_write(policy, Destination::Folder, { 3, 2, 2 }));
    policy.release.folders_at_most = { 2, 1, 2 };
    EXPECT_TRUE(may_write(policy, Destination::Folder, { 2, 1, 2 }));
    EXPECT_FALSE(may_write(policy, Destination::Folder, { 3, 1, 1 }));
    EXPECT_FALSE(may_write(policy, Destination::Folder, { 1, 2, 1 }));
    EXPECT_TRUE(may_write(policy, Destination::OutputMedium, { 3, 2, 2 }));
}
