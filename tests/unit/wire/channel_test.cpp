// SPDX-License-Identifier: MIT
#include "kiosk/core/wire/message.h"
#include "tests/fakes/probe/probe.pb.h"

#include <cstring>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

using namespace std::chrono_literals;
using wire::Channel, wire::End, wire::Frame, wire::NoFrame;

struct Pair {
    Channel near, far;
    Pair()
    {
        auto both = Channel::pair().take();
        near = std::move(both.first);
        far = std::move(both.second);
    }
    void raw(base::Bytes bytes) { EXPECT_TRUE(base::write_fully(far.socket(), bytes)); }
    End end(std::size_t limit = 100, std::size_t descriptors = 0)
    {
        auto outcome = near.receive(limit, descriptors, wire::after(200ms));
        auto* none = std::get_if<NoFrame>(&outcome);
        EXPECT_TRUE(none);
        return none ? none->end : End::System;
    }
};

static int open_descriptors()
{
    int count = 0;
    for (int number = 0; number < 256; ++number)
        count += fcntl(number, F_GETFD) != -1 ? 1 : 0;
    return count;
}

TEST(Channel, CarriesFramesOfEverySizeUpToTheLimit)
{
    Pair pair;
    for (std::size_t size : { 0u, 1u, 99u, 100u }) {
        ASSERT_TRUE(pair.far.send(base::Bytes(size, 'x')));
        auto outcome = pair.near.receive(100, 0, wire::after(1s));
        ASSERT_TRUE(std::holds_alternative<Frame>(outcome));
        EXPECT_EQ(std::get<Frame>(outcome).bytes.size(), size);
    }
    ASSERT_TRUE(pair.far.send(base::Bytes(101, 'x')));
    EXPECT_EQ(pair.end(), End::Violation);
}

TEST(Channel, ClaimedLengthTakesNoMemory)
{
    Pair pair;
    pair.raw({ 0xFF, 0xFF, 0xFF, 0xFF });
    EXPECT_EQ(pair.end(), End::Violation);
}

TEST(Channel, TellsACloseBetweenFramesFromOneWithin)
{
    Pair between;
    between.far.close();
    EXPECT_EQ(between.end(), End::Peer);
    Pair within;
    within.raw({ 10, 0, 0, 0, 'a' });
    within.far.close();
    EXPECT_EQ(within.end(), End::Violation);
    Pair in_length;
    in_length.raw({ 10, 0 });
    in_length.far.close();
    EXPECT_EQ(in_length.end(), End::Violation);
}

TEST(Channel, DoesNotWaitForEver)
{
    Pair pair;
    EXPECT_EQ(pair.end(), End::Timeout);
    pair.raw({ 10, 0, 0, 0, 'a' });
    EXPECT_EQ(pair.end(), End::Timeout);
}

TEST(Channel, CountsDescriptorsAndKeepsNoneItDidNotWant)
{
    Pair pair;
    auto before = open_descriptors();
    int two[] { 0, 1 };
    ASSERT_TRUE(pair.far.send(base::Bytes(3, 'x'), two));
    EXPECT_EQ(pair.end(100, 1), End::Violation);
    EXPECT_EQ(open_descriptors(), before);
    Pair other;
    ASSERT_TRUE(other.far.send(base::Bytes(3, 'x')));
    EXPECT_EQ(other.end(100, 1), End::Violation);
    Pair good;
    ASSERT_TRUE(good.far.send(base::Bytes(3, 'x'), two));
    auto outcome = good.near.receive(100, 2, wire::after(1s));
    EXPECT_TRUE(std::holds_alternative<Frame>(outcome));
}

// One byte with a descriptor each, as no sender of ours does it.
static void send_byte(
    const Channel& channel, std::uint8_t byte, const std::vector<int>& descriptors)
{
    iovec part { &byte, 1 };
    alignas(cmsghdr) char control[CMSG_SPACE(64 * sizeof(int))] {};
    msghdr header {};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control;
    header.msg_controllen = CMSG_SPACE(descriptors.size() * sizeof(int));
    auto* rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(descriptors.size() * sizeof(int));
    std::memcpy(CMSG_DATA(rights), descriptors.data(), descriptors.size() * sizeof(int));
    EXPECT_EQ(sendmsg(channel.socket().get(), &header, MSG_NOSIGNAL), 1);
}

TEST(Channel, TakesDescriptorsWithTheFirstByteOnly)
{
    Pair pair;
    auto before = open_descriptors();
    send_byte(pair.far, 0, { 0 });
    send_byte(pair.far, 0, { 0 }); // Still the length.
    pair.raw({ 0, 0 });
    EXPECT_EQ(pair.end(100, 1), End::Violation);
    EXPECT_EQ(open_descriptors(), before);
}

TEST(Channel, SeesThatTheKernelLeftDescriptorsOut)
{
    Pair pair;
    auto before = open_descriptors();
    send_byte(pair.far, 0, std::vector<int>(wire::most_descriptors + 1, 0));
    pair.raw({ 0, 0, 0 });
    EXPECT_EQ(pair.end(100, wire::most_descriptors), End::Violation);
    EXPECT_EQ(open_descriptors(), before);
}

TEST(Channel, TakesFewerDescriptorsButNeverMoreThanItMay)
{
    for (std::size_t sent : { 0u, 1u, 2u }) {
        Pair pair;
        std::vector<int> descriptors(sent, 0);
        ASSERT_TRUE(pair.far.send(base::Bytes(3, 'x'), descriptors));
        auto outcome = pair.near.receive_up_to(100, 1, wire::after(1s));
        EXPECT_EQ(std::holds_alternative<Frame>(outcome), sent <= 1) << sent;
    }
}

TEST(Message, IsRefusedInAnotherEncodingThanOurs)
{
    probe::Answer answer;
    answer.set_text("abc");
    answer.set_number(7);
    std::string bytes;
    ASSERT_TRUE(answer.SerializeToString(&bytes));
    probe::Answer read;
    EXPECT_TRUE(wire::parse_message(base::view_of(bytes), read));
    EXPECT_FALSE(wire::parse_message(base::view_of(bytes + bytes), read)); // Each field twice.
    EXPECT_FALSE(wire::parse_message(base::view_of(bytes.substr(0, 3)), read));
    std::string longer = bytes.substr(0, bytes.size() - 1) + "\x87" + std::string(1, '\0');
    EXPECT_FALSE(wire::parse_message(base::view_of(longer), read)); // 7 in two bytes.
}
