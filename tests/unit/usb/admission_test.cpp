// SPDX-License-Identifier: MIT
#include "kiosk/intake/usb/admission.h"

#include <gtest/gtest.h>

using usb::admit, usb::BulkOnlyStorage, usb::ClassCode, usb::Denial, usb::DeviceKind;

namespace {

// Descriptors as a device would give them, each field open to a test's lie.
struct Setting {
    ClassCode code { 0x08, 0x06, 0x50 };
    std::uint8_t number { 0 };
    std::uint8_t alternate { 0 };
    std::vector<std::uint8_t> endpoints { 0x81, 0x02 };
    std::uint8_t type { 2 }; // Bulk.
    std::uint16_t packet { 512 };
    int endpoints_said { -1 };
    base::Bytes extra {};
};

struct Stick {
    std::vector<Setting> settings { {} };
    ClassCode code {};
    std::uint16_t vendor { 0x1337 };
    int interfaces_said { -1 };
    int total_said { -1 };
    int configurations { 1 };
    int configurations_said { -1 };

    [[nodiscard]] base::Bytes configuration(std::uint8_t value) const
    {
        base::Bytes body;
        std::uint8_t highest = 0;
        for (const auto& one : settings) {
            highest = std::max(highest, one.number);
            auto endpoints = one.endpoints_said < 0 ? static_cast<int>(one.endpoints.size())
                                                    : one.endpoints_said;
            for (auto byte :
                { 9, 4, int { one.number }, int { one.alternate }, endpoints, int { one.code.code },
                    int { one.code.subclass }, int { one.code.protocol }, 0 })
                body.push_back(static_cast<std::uint8_t>(byte));
            base::append(body, one.extra);
            for (auto address : one.endpoints) {
                for (auto byte : { 7, 5, int { address }, int { one.type }, one.packet & 255,
                         one.packet >> 8, 0 })
                    body.push_back(static_cast<std::uint8_t>(byte));
            }
        }
        auto total = total_said < 0 ? static_cast<int>(body.size()) + 9 : total_said;
        auto interfaces = interfaces_said < 0 ? highest + 1 : interfaces_said;
        base::Bytes bytes;
        for (auto byte : { 9, 2, total & 255, total >> 8, interfaces, int { value }, 0, 0x80, 50 })
            bytes.push_back(static_cast<std::uint8_t>(byte));
        base::append(bytes, body);
        return bytes;
    }

    [[nodiscard]] base::Bytes bytes() const
    {
        auto said = configurations_said < 0 ? configurations : configurations_said;
        base::Bytes all { 18, 1, 0, 2, code.code, code.subclass, code.protocol, 64,
            static_cast<std::uint8_t>(vendor), static_cast<std::uint8_t>(vendor >> 8), 1, 0, 0, 1,
            1, 2, 3, static_cast<std::uint8_t>(said) };
        for (int i = 1; i <= configurations; ++i)
            base::append(all, configuration(static_cast<std::uint8_t>(i)));
        return all;
    }
};

const Setting keyboard { { 3, 1, 1 }, 1, 0, { 0x83 }, 3, 8, -1,
    { 9, 0x21, 0x11, 1, 0, 1, 0x22, 63, 0 } };
const Setting uas { { 8, 6, 0x62 }, 0, 1, { 0x81, 0x02, 0x83, 0x04 } };

DeviceKind denied_as(const Stick& stick)
{
    auto admission = admit(stick.bytes());
    if (const auto* denial = std::get_if<Denial>(&admission)) {
        EXPECT_FALSE(denial->reason.empty());
        return denial->kind;
    }
    ADD_FAILURE() << "it was admitted";
    return DeviceKind::Unknown;
}

DeviceKind denied_as(std::vector<Setting> settings)
{
    Stick stick;
    stick.settings = std::move(settings);
    return denied_as(stick);
}

Setting of_class(std::uint8_t code, std::uint8_t subclass, std::uint8_t protocol)
{
    Setting setting;
    setting.code = { code, subclass, protocol };
    return setting;
}

}

TEST(Admission, APlainStickIsAdmittedWithItsPipes)
{
    auto admission = admit(Stick {}.bytes());
    const auto& storage = std::get<BulkOnlyStorage>(admission);
    EXPECT_EQ(storage.configuration, 1);
    EXPECT_EQ(storage.interface, 0);
    EXPECT_EQ(storage.in.number, 1);
    EXPECT_EQ(storage.out.number, 2);
    EXPECT_EQ(storage.in.max_packet, 512);
}

TEST(Admission, AUasStickIsReadThroughItsBulkOnlySetting)
{
    Stick stick;
    stick.settings = { Setting {}, uas };
    EXPECT_TRUE(std::holds_alternative<BulkOnlyStorage>(admit(stick.bytes())));
    auto only = uas;
    only.alternate = 0;
    EXPECT_EQ(denied_as({ only }), DeviceKind::Storage);
}

TEST(Admission, EverythingElseIsCalledByItsName)
{
    EXPECT_EQ(denied_as({ of_class(3, 1, 1) }), DeviceKind::Keyboard);
    EXPECT_EQ(denied_as({ of_class(3, 1, 2) }), DeviceKind::Mouse);
    EXPECT_EQ(denied_as({ of_class(3, 0, 0) }), DeviceKind::Input);
    EXPECT_EQ(denied_as({ of_class(2, 6, 0) }), DeviceKind::Network);
    EXPECT_EQ(denied_as({ of_class(2, 2, 0xff) }), DeviceKind::Network) << "RNDIS";
    EXPECT_EQ(denied_as({ of_class(2, 2, 1) }), DeviceKind::Serial);
    EXPECT_EQ(denied_as({ of_class(1, 1, 0) }), DeviceKind::Audio);
    EXPECT_EQ(denied_as({ of_class(0x0e, 1, 0) }), DeviceKind::Video);
    EXPECT_EQ(denied_as({ of_class(6, 1, 1) }), DeviceKind::Phone);
    EXPECT_EQ(denied_as({ of_class(7, 1, 2) }), DeviceKind::Printer);
    EXPECT_EQ(denied_as({ of_class(9, 0, 0) }), DeviceKind::Hub);
    EXPECT_EQ(denied_as({ of_class(0x0b, 0, 0) }), DeviceKind::SmartCard);
    EXPECT_EQ(denied_as({ of_class(0xe0, 1, 1) }), DeviceKind::Wireless);
    EXPECT_EQ(denied_as({ of_class(0xff, 0xff, 0xff) }), DeviceKind::Unknown);
    Stick ftdi;
    ftdi.settings = { of_class(0xff, 0xff, 0xff) };
    ftdi.vendor = 0x0403;
    EXPECT_EQ(denied_as(ftdi), DeviceKind::Serial);
}

TEST(Admission, AStickWithAnythingBesideStorageIsComposite)
{
    EXPECT_EQ(denied_as({ Setting {}, keyboard }), DeviceKind::Composite);
    auto network = of_class(2, 6, 0);
    network.number = 1;
    EXPECT_EQ(denied_as({ Setting {}, network }), DeviceKind::Composite);
    auto hidden = keyboard; // As another setting of the storage interface.
    hidden.number = 0;
    hidden.alternate = 1;
    EXPECT_EQ(denied_as({ Setting {}, hidden }), DeviceKind::Composite);
}

TEST(Admission, StorageOfOtherKindsIsDenied)
{
    EXPECT_EQ(denied_as({ of_class(8, 4, 0) }), DeviceKind::Storage) << "floppy";
    EXPECT_EQ(denied_as({ of_class(8, 6, 0) }), DeviceKind::Storage) << "CBI";
    auto second = Setting {};
    second.number = 1;
    second.endpoints = { 0x83, 0x04 };
    EXPECT_EQ(denied_as({ Setting {}, second }), DeviceKind::Storage) << "two interfaces";
    Stick two;
    two.configurations = 2;
    EXPECT_EQ(denied_as(two), DeviceKind::Storage);
    Stick classed;
    classed.code = { 8, 6, 0x50 };
    EXPECT_EQ(denied_as(classed), DeviceKind::Storage);
}

TEST(Admission, TwoSettingsOfBulkOnlyTransportAreDenied)
{
    Setting again;
    again.alternate = 1;
    EXPECT_EQ(denied_as({ Setting {}, again }), DeviceKind::Storage);
}

TEST(Admission, ExactlyOneBulkEndpointInEachDirection)
{
    for (auto endpoints : std::vector<std::vector<std::uint8_t>> {
             { 0x81 }, { 0x02 }, {}, { 0x81, 0x82 }, { 0x01, 0x02 }, { 0x81, 0x02, 0x83 } }) {
        Setting setting;
        setting.endpoints = endpoints;
        EXPECT_EQ(denied_as({ setting }), DeviceKind::Storage);
    }
    Setting interrupt;
    interrupt.type = 3;
    EXPECT_EQ(denied_as({ interrupt }), DeviceKind::Storage);
    for (auto packet : { 0, 1, 100, 513, 2048 }) {
        Setting setting;
        setting.packet = static_cast<std::uint16_t>(packet);
        EXPECT_EQ(denied_as({ setting }), DeviceKind::Storage) << packet;
    }
}

TEST(Admission, WhatTwoReadersCouldReadDifferentlyIsMalformed)
{
    Setting twice; // The kernel and libusb disagree about this one.
    twice.endpoints = { 0x81, 0x81 };
    EXPECT_EQ(denied_as({ twice }), DeviceKind::Malformed);
    Setting fewer;
    fewer.endpoints_said = 3;
    EXPECT_EQ(denied_as({ fewer }), DeviceKind::Malformed);
    Setting more;
    more.endpoints_said = 1;
    EXPECT_EQ(denied_as({ more }), DeviceKind::Malformed);
    Setting empty;
    empty.extra = { 0, 0, 0, 0 };
    EXPECT_EQ(denied_as({ empty }), DeviceKind::Malformed);
    Setting control;
    control.endpoints = { 0x80, 0x02 };
    EXPECT_EQ(denied_as({ control }), DeviceKind::Malformed);
    Setting reserved; // Bits of the address that must be zero.
    reserved.endpoints = { 0x91, 0x02 };
    EXPECT_EQ(denied_as({ reserved }), DeviceKind::Malformed);
    Setting longest;
    longest.extra = base::Bytes(std::size_t { 254 }, 0xff);
    longest.extra[0] = 254;
    Stick large;
    large.settings = std::vector<Setting>(70, longest);
    for (std::size_t i = 0; i < large.settings.size(); ++i) {
        large.settings[i].number = static_cast<std::uint8_t>(i / 2);
        large.settings[i].alternate = static_cast<std::uint8_t>(i % 2);
    }
    EXPECT_GT(large.bytes().size(), usb::largest_descriptors);
    EXPECT_EQ(denied_as(large), DeviceKind::Malformed);
    EXPECT_EQ(denied_as({ Setting {}, Setting {} }), DeviceKind::Malformed) << "the same twice";
    auto without_first = Setting {};
    without_first.alternate = 1;
    EXPECT_EQ(denied_as({ without_first }), DeviceKind::Malformed);
    for (auto lie : { &Stick::interfaces_said, &Stick::total_said, &Stick::configurations_said }) {
        for (int value : { 0, 2, 200, 0xffff }) {
            Stick stick;
            stick.*lie = lie == &Stick::total_said ? value : value & 255;
            EXPECT_EQ(denied_as(stick), DeviceKind::Malformed) << value;
        }
    }
}

TEST(Admission, EachCutAndEachByteMoreIsMalformed)
{
    Stick stick;
    stick.settings = { Setting {}, uas };
    auto whole = stick.bytes();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        auto admission = admit(base::View(whole).first(size));
        ASSERT_TRUE(std::holds_alternative<Denial>(admission)) << size;
        EXPECT_EQ(std::get<Denial>(admission).kind, DeviceKind::Malformed) << size;
    }
    whole.push_back(0);
    EXPECT_TRUE(std::holds_alternative<Denial>(admit(whole)));
}

TEST(Admission, EachKindHasWordsInBothLanguages)
{
    for (int kind = 0; kind <= static_cast<int>(DeviceKind::Malformed); ++kind) {
        EXPECT_FALSE(usb::word(static_cast<DeviceKind>(kind)).empty());
        EXPECT_FALSE(usb::japanese_word(static_cast<DeviceKind>(kind)).empty());
    }
}
