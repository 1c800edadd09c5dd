// SPDX-License-Identifier: MIT
#include "kiosk/intake/gate/gate.h"

#include "kiosk/core/base/memory_file.h"
#include "tests/fakes/stick/stick.h"

#include <functional>
#include <gmock/gmock.h>
#include <map>

using gate::Attached, gate::Authority, gate::Gate, gate::Port, gate::Watch;
using testing::HasSubstr;

namespace {

base::Bytes descriptors_of_class(std::uint8_t code, std::uint8_t subclass, std::uint8_t protocol)
{
    base::Bytes bytes { 18, 1, 0, 2, 0, 0, 0, 64, 0x37, 0x13, 1, 0, 0, 1, 1, 2, 3, 1, // Device
        9, 2, 32, 0, 1, 1, 0, 0x80, 50, // Configuration
        9, 4, 0, 0, 2, code, subclass, protocol, 0, // Interface
        7, 5, 0x81, 2, 0, 2, 0, 7, 5, 0x02, 2, 0, 2, 0 }; // Two endpoints
    return bytes;
}

// One port, as the kernel keeps it with authorized_default=0.
class FakeBus final : public gate::Bus {
public:
    Result<std::optional<Attached>> look(const Port&) override
    {
        ++looks;
        if (at_look)
            at_look(looks);
        if (looks == failing_look || is_unreadable)
            return Error { "descriptors: no such file or directory" };
        return attached;
    }
    gate::Right right_over(const Port&, const Attached&) override
    {
        return looks_until_right-- > 0 ? gate::Right::NotYet : gate::Right::Given;
    }
    Result<void> authorize(const Port&, Authority authority) override
    {
        if (locked)
            return Error { "permission denied" };
        authorized = authority;
        if (authority == Authority::Refused)
            interface_authorized = authority;
        return {};
    }
    Result<void> power(const Port&, gate::Side side, gate::Power power) override
    {
        if (!has_switch)
            return Error { "no switch" };
        if (at_power)
            at_power(side, power);
        auto& now = side == gate::Side::Own ? own : other;
        if (now == power)
            return {};
        now = power;
        if (side == gate::Side::Own && power == gate::Power::Off)
            std::swap(attached, away);
        if (own == gate::Power::On && away && (other == gate::Power::On || !needs_other_side)) {
            std::swap(attached, away);
            ++attached->device;
            if (at_return)
                at_return(attached);
        }
        return {};
    }
    gate::Silence why_silent(const Port&) override { return gate::Silence::NoAnswer; }
    Result<InterfaceState> interface(const Port&, std::uint8_t, std::uint8_t) override
    {
        InterfaceState state;
        state.is_there = authorized == Authority::Granted && configures;
        state.driver = state.is_there ? driver : "";
        if (state.is_there && looks_until_right_to_interface-- <= 0)
            state.right = gate::Right::Given;
        return state;
    }
    Result<void> authorize_interface(
        const Port&, std::uint8_t, std::uint8_t, Authority authority) override
    {
        interface_authorized = authority;
        return {};
    }
    Result<base::Descriptor> open_node(const Attached&) override
    {
        opened_while_authorized = interface_authorized == Authority::Granted;
        return base::create_memory_file("node");
    }
    Result<base::Bytes> descriptors_of(const base::Descriptor&) override
    {
        return node_descriptors.value_or(attached->descriptors);
    }

    std::optional<Attached> attached { Attached {
        2, 5, descriptors_of_class(8, 6, 0x50), "ACME", "Stick", "0001" } };
    std::optional<Attached> away; // While the port is off.
    std::function<void(std::optional<Attached>&)> at_return;
    std::function<void(gate::Side, gate::Power)> at_power;
    gate::Power own { gate::Power::On };
    gate::Power other { gate::Power::On };
    bool has_switch { true };
    bool needs_other_side { false };
    std::optional<base::Bytes> node_descriptors;
    std::function<void(int)> at_look;
    std::string driver;
    bool configures { true };
    bool locked { false };
    int looks_until_right { 0 };
    int looks_until_right_to_interface { 0 };
    bool is_unreadable { false }; // Its entry is half gone, or half there.
    int failing_look { 0 };
    bool opened_while_authorized { false };
    int looks { 0 };
    Authority authorized { Authority::Refused };
    Authority interface_authorized { Authority::Refused };
};

struct Rig {
    FakeBus bus;
    fakes::Impatience patience;
    Gate gate { bus, patience, { Port { "2-1" } } };

    std::string open_error()
    {
        auto opened = gate.open("2-1");
        EXPECT_EQ(bus.authorized, Authority::Refused) << "left open";
        return opened ? "" : opened.error().message;
    }
};

}

TEST(Gate, OpensAPlainStickAndClosesItAgain)
{
    Rig rig;
    auto opened = rig.gate.open("2-1");
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_TRUE(rig.bus.opened_while_authorized);
    EXPECT_EQ(rig.bus.authorized, Authority::Granted);
    EXPECT_EQ(opened.value().storage.in.number, 1);
    EXPECT_EQ(opened.value().seen.vendor, 0x1337);
    EXPECT_EQ(opened.value().seen.digest.size(), 64u);
    EXPECT_EQ(rig.gate.watch("2-1").value(), Watch::Same);
    EXPECT_TRUE(rig.gate.close("2-1"));
    EXPECT_EQ(rig.bus.authorized, Authority::Refused);
    EXPECT_TRUE(rig.gate.open("2-1")) << "the next session";
}

TEST(Gate, WaitsAMomentForTheRightToAPortAndNoLonger)
{
    Rig rig;
    rig.bus.looks_until_right = 20;
    rig.bus.looks_until_right_to_interface = 20;
    EXPECT_TRUE(rig.gate.open("2-1"));
    EXPECT_GE(rig.patience.waits, 40);
    Rig never;
    never.bus.looks_until_right = 100'000;
    EXPECT_THAT(never.open_error(), HasSubstr("no right to this port"));
    Rig half;
    half.bus.looks_until_right_to_interface = 100'000;
    EXPECT_THAT(half.open_error(), HasSubstr("no right to this port"));
}

TEST(Gate, TouchesMediaPortsOnly)
{
    Rig rig;
    for (const char* port :
        { "1-1", "2-1.1", "2-2", "usb2", "../2-1", "2-1:1.0", "", "2-", "-1" }) {
        EXPECT_FALSE(rig.gate.open(port)) << port;
        EXPECT_FALSE(rig.gate.look(port)) << port;
        EXPECT_FALSE(rig.gate.close(port)) << port;
    }
    EXPECT_EQ(rig.bus.looks, 0);
}

TEST(Gate, AuthorizesNothingThatIsNoPlainStorage)
{
    Rig rig;
    rig.bus.attached->descriptors = descriptors_of_class(3, 1, 1);
    EXPECT_THAT(rig.open_error(), HasSubstr("keyboard"));
    rig.bus.attached->descriptors.pop_back();
    EXPECT_THAT(rig.open_error(), HasSubstr("malformed"));
    rig.bus.attached = std::nullopt;
    EXPECT_THAT(rig.open_error(), HasSubstr("nothing is plugged"));
    EXPECT_FALSE(rig.bus.opened_while_authorized);
}

TEST(Gate, TellsWhatIsThereWithoutAuthorizingIt)
{
    Rig rig;
    auto seen = rig.gate.look("2-1").take();
    ASSERT_TRUE(seen);
    EXPECT_TRUE(std::holds_alternative<usb::BulkOnlyStorage>(seen->admission));
    EXPECT_EQ(rig.bus.authorized, Authority::Refused);
}

TEST(Gate, ADeviceThatChangesWhileItIsOpenedStaysOutside)
{
    for (auto change :
        std::vector<std::function<void(FakeBus&)>> { [](FakeBus& bus) { bus.attached->device = 6; },
            [](FakeBus& bus) { bus.attached->bus = 3; },
            [](FakeBus& bus) { bus.attached->serial = "0002"; },
            [](FakeBus& bus) { bus.attached->descriptors = descriptors_of_class(3, 1, 1); },
            [](FakeBus& bus) { bus.attached = std::nullopt; } }) {
        Rig rig;
        rig.bus.at_look = [&](int looks) {
            if (looks == 2)
                change(rig.bus);
        };
        EXPECT_THAT(rig.open_error(), HasSubstr("changed"));
    }
    Rig rig;
    rig.bus.node_descriptors = descriptors_of_class(8, 6, 0x62);
    EXPECT_THAT(rig.open_error(), HasSubstr("changed its descriptors"));
}

TEST(Gate, ADriverThatComesWhileItIsOpenedIsSeen)
{
    Rig rig;
    rig.bus.at_look = [&](int looks) {
        if (looks == 2)
            rig.bus.driver = "usb-storage";
    };
    EXPECT_THAT(rig.open_error(), HasSubstr("driver usb-storage"));
}

TEST(Gate, AKernelDriverMeansThatThisIsNoStation)
{
    Rig rig;
    rig.bus.driver = "usb-storage";
    EXPECT_THAT(rig.open_error(), HasSubstr("usb-storage"));
}

TEST(Gate, ADeviceWithoutItsConfigurationIsWaitedForAndGivenUp)
{
    Rig rig;
    rig.bus.configures = false;
    EXPECT_THAT(rig.open_error(), HasSubstr("configuration"));
    EXPECT_GT(rig.patience.waits, 10);
    EXPECT_LT(rig.patience.waits, 1000);
}

TEST(Gate, WithoutTheRightToAuthorizeNothingIsOpened)
{
    Rig rig;
    rig.bus.locked = true;
    EXPECT_THAT(rig.open_error(), HasSubstr("permission denied"));
}

TEST(Gate, WatchesItsSession)
{
    Rig rig;
    EXPECT_FALSE(rig.gate.watch("2-1")) << "no session yet";
    ASSERT_TRUE(rig.gate.open("2-1"));
    EXPECT_FALSE(rig.gate.open("2-1")) << "twice";
    rig.bus.attached->device = 9;
    EXPECT_EQ(rig.gate.watch("2-1").value(), Watch::Changed);
    rig.bus.attached = std::nullopt;
    EXPECT_EQ(rig.gate.watch("2-1").value(), Watch::Gone);
    EXPECT_TRUE(rig.gate.close("2-1"));
    EXPECT_FALSE(rig.gate.watch("2-1"));
}

TEST(Gate, ASessionOfAGateBeforeItIsClosed)
{
    Rig rig;
    rig.bus.authorized = Authority::Granted;
    rig.bus.own = gate::Power::Off;
    rig.bus.other = gate::Power::Off;
    rig.gate.close_all();
    EXPECT_EQ(rig.bus.authorized, Authority::Refused);
    EXPECT_EQ(rig.bus.own, gate::Power::On);
    EXPECT_EQ(rig.bus.other, gate::Power::On);
}

TEST(Gate, ClosesAPortThatCannotBeLookedAt)
{
    Rig rig;
    ASSERT_TRUE(rig.gate.open("2-1"));
    rig.bus.is_unreadable = true;
    EXPECT_TRUE(rig.gate.close("2-1"));
    EXPECT_EQ(rig.bus.authorized, Authority::Refused);
}

TEST(Gate, APortThatCannotBeLookedAtWhileItIsOffIsOnAgain)
{
    for (int look : { 1, 2 }) {
        Rig rig;
        rig.bus.failing_look = look;
        auto renewed = rig.gate.renew("2-1");
        EXPECT_EQ(bool(renewed), look == 2);
        EXPECT_TRUE(!renewed || renewed.value() == gate::Renewal::NotPossible);
        EXPECT_EQ(rig.bus.own, gate::Power::On);
        EXPECT_EQ(rig.bus.other, gate::Power::On);
    }
}

TEST(Gate, RenewsAStickByItsPower)
{
    Rig rig;
    EXPECT_EQ(rig.gate.renew("2-1").value(), gate::Renewal::EnumeratedAnew);
    EXPECT_EQ(rig.bus.attached->device, 6u);
    EXPECT_EQ(rig.bus.own, gate::Power::On);
    EXPECT_EQ(rig.bus.other, gate::Power::On);
    rig.bus.needs_other_side = true;
    EXPECT_EQ(rig.gate.renew("2-1").value(), gate::Renewal::EnumeratedAnew);
    EXPECT_EQ(rig.bus.attached->device, 7u);
}

TEST(Gate, TakesAStickItsPowerForAMoment)
{
    Rig rig;
    std::map<gate::Power, usb::Milliseconds> at;
    rig.bus.at_power = [&](gate::Side side, gate::Power power) {
        if (side == gate::Side::Own)
            at[power] = rig.patience.waited;
    };
    ASSERT_TRUE(rig.gate.renew("2-1"));
    EXPECT_GE(at[gate::Power::On] - at[gate::Power::Off], usb::Milliseconds(100));
}

TEST(Gate, RenewsNothingThatIsInUseOrNotThere)
{
    Rig rig;
    ASSERT_TRUE(rig.gate.open("2-1"));
    EXPECT_FALSE(rig.gate.renew("2-1"));
    ASSERT_TRUE(rig.gate.close("2-1"));
    EXPECT_FALSE(rig.gate.renew("2-2")) << "no media port";
    rig.bus.attached = std::nullopt;
    EXPECT_FALSE(rig.gate.renew("2-1"));
}

TEST(Gate, TellsThatAPortHasNoSwitch)
{
    Rig rig;
    rig.bus.has_switch = false;
    EXPECT_EQ(rig.gate.renew("2-1").value(), gate::Renewal::NotPossible);
    EXPECT_TRUE(rig.gate.open("2-1")) << "the stick is still there";
}

TEST(Gate, AStickThatDoesNotComeBackIsToldAndItsPortIsOn)
{
    Rig rig;
    rig.bus.at_return = [](std::optional<Attached>& attached) { attached = std::nullopt; };
    auto renewed = rig.gate.renew("2-1");
    ASSERT_FALSE(renewed);
    EXPECT_THAT(renewed.error().message, HasSubstr("did not come back"));
    EXPECT_EQ(rig.bus.own, gate::Power::On);
    EXPECT_EQ(rig.bus.other, gate::Power::On);
    EXPECT_LT(rig.patience.waits, 1000);
}

TEST(Port, IsNamedByItsPath)
{
    for (const char* name : { "1-1", "2-14", "10-1.4.2" })
        EXPECT_TRUE(gate::parse_port(name)) << name;
    for (const char* name : { "", "1", "1-", "-1", "1--1", "1-1.", "1.1-1", "1-1..2", "1-1-1",
             "a-1", "1-1/..", "1-1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1" })
        EXPECT_FALSE(gate::parse_port(name)) << name;
}
