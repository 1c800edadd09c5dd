// SPDX-License-Identifier: MIT
#include "kiosk/broker/media/device_record.h"

#include "kiosk/broker/media/media.h"
#include "kiosk/core/base/text.h"

#include <gtest/gtest.h>

using broker::identity_of, broker::is_identity, broker::record_key;

static intake::Device device_with(std::string serial)
{
    intake::Device device;
    device.vendor = 0x951;
    device.product_id = 0x1666;
    device.digest = std::string(64, 'd');
    device.serial = std::move(serial);
    return device;
}

TEST(DeviceRecord, KnowsADeviceByItsSerialNumberElseByItsDescriptors)
{
    EXPECT_EQ(record_key(device_with("0001")), "usb:0951:1666:0001");
    EXPECT_EQ(record_key(device_with("")), "descriptors:" + std::string(64, 'd'));
}

// Cut to a length they would be one device, or no text.
TEST(DeviceRecord, TellsLongSerialNumbersApart)
{
    std::string long_one = "x";
    while (long_one.size() < 370)
        long_one += "棚";
    auto identity = identity_of(device_with(long_one));
    EXPECT_TRUE(base::is_valid_utf8(identity));
    EXPECT_LE(identity.size(), 200u);
    EXPECT_NE(identity, identity_of(device_with(long_one + "1")));
    EXPECT_TRUE(is_identity(identity));
    EXPECT_EQ(identity_of(device_with(std::string(186, 'a'))).size(), 200u);
    EXPECT_LT(identity_of(device_with(std::string(187, 'a'))).size(), 100u);
}

TEST(DeviceRecord, LooksForNothingButIdentities)
{
    for (const char* name : { "usb:0951:1666:0001", "descriptors:00", "volume:FAT32:1234abcd" })
        EXPECT_TRUE(is_identity(name)) << name;
    for (const char* name : { "", "M0001", "../../x", "image:stick", "usb:\x1b[31m", "usb:\xff" })
        EXPECT_FALSE(is_identity(name)) << name;
    EXPECT_FALSE(is_identity("usb:" + std::string(200, 'a')));
}
