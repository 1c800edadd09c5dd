// SPDX-License-Identifier: MIT
#include "kiosk/core/wire/channel.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace wire {

Deadline after(std::chrono::milliseconds time)
{
    return std::chrono::steady_clock::now() + time;
}

Result<std::pair<Channel, Channel>> Channel::pair()
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return base::system_error("socketpair");
    return std::pair { Channel(base::Descriptor(ends[0])), Channel(base::Descriptor(ends[1])) };
}

enum class Wait { Ready, Timeout, Failed };

// Without a deadline nobody waits here: the call itself blocks, and a worker needs no poll(2).
static Wait wait_for(int socket, short events, Deadline deadline)
{
    if (deadline == never)
        return Wait::Ready;
    for (;;) {
        auto left = std::chrono::ceil<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0)
            return Wait::Timeout;
        pollfd entry { socket, events, 0 };
        auto longest = std::chrono::milliseconds(60'000);
        auto count = poll(&entry, 1, static_cast<int>(std::min(left, longest).count()));
        if (count > 0)
            return Wait::Ready;
        if (count < 0 && errno != EINTR)
            return Wait::Failed;
    }
}

static int flags_for(Deadline deadline)
{
    return deadline == never ? 0 : MSG_DONTWAIT;
}

Result<void> Channel::send(base::View bytes, std::span<const int> descriptors, Deadline deadline)
{
    if (bytes.size() > UINT32_MAX || descriptors.size() > most_descriptors)
        return Error { "a frame too large to send" };

    std::uint8_t length[4];
    for (int i = 0; i < 4; ++i)
        length[i] = static_cast<std::uint8_t>(bytes.size() >> (8 * i));
    iovec parts[2] { { length, sizeof length },
        { const_cast<std::uint8_t*>(bytes.data()), bytes.size() } };

    msghdr header {};
    header.msg_iov = parts;
    header.msg_iovlen = 2;
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * most_descriptors)] {};
    if (!descriptors.empty()) {
        header.msg_control = control;
        header.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
        auto* rights = CMSG_FIRSTHDR(&header);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN(descriptors.size_bytes());
        std::memcpy(CMSG_DATA(rights), descriptors.data(), descriptors.size_bytes());
    }

    while (parts[0].iov_len + parts[1].iov_len > 0) {
        if (wait_for(m_socket.get(), POLLOUT, deadline) != Wait::Ready)
            return Error { "nobody takes the message" };
        auto count = sendmsg(m_socket.get(), &header, MSG_NOSIGNAL | flags_for(deadline));
        if (count < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (count < 0)
            return base::system_error("send");
        header.msg_control = nullptr; // They went with the first bytes.
        header.msg_controllen = 0;
        auto gone = static_cast<std::size_t>(count);
        for (auto& part : parts) {
            auto step = std::min(gone, part.iov_len);
            part.iov_base = static_cast<char*>(part.iov_base) + step;
            part.iov_len -= step;
            gone -= step;
        }
    }
    return {};
}

static NoFrame violation(std::string message)
{
    return NoFrame { End::Violation, std::move(message) };
}

// Fills `into`. Descriptors are taken only if `taken` is given; elsewhere they are a violation.
static std::optional<NoFrame> fill(int socket, std::span<std::uint8_t> into, Deadline deadline,
    std::vector<base::Descriptor>* taken)
{
    bool nothing_yet = taken != nullptr;
    while (!into.empty()) {
        switch (wait_for(socket, POLLIN, deadline)) {
        case Wait::Ready: break;
        case Wait::Timeout: return NoFrame { End::Timeout, "no answer in time" };
        case Wait::Failed: return NoFrame { End::System, base::system_error("poll").message };
        }
        iovec part { into.data(), into.size() };
        msghdr header {};
        header.msg_iov = &part;
        header.msg_iovlen = 1;
        alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * most_descriptors)];
        header.msg_control = control;
        header.msg_controllen = sizeof control;
        auto count = recvmsg(socket, &header, MSG_CMSG_CLOEXEC | flags_for(deadline));
        if (count < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (count < 0 && errno != ECONNRESET)
            return NoFrame { End::System, base::system_error("receive").message };

        // Owned first, judged afterwards: whatever came in is closed on every way out.
        std::vector<base::Descriptor> came;
        for (auto* item = CMSG_FIRSTHDR(&header); count > 0 && item;
             item = CMSG_NXTHDR(&header, item)) {
            if (item->cmsg_level != SOL_SOCKET || item->cmsg_type != SCM_RIGHTS)
                return violation("an unknown control message");
            auto many = (item->cmsg_len - CMSG_LEN(0)) / sizeof(int);
            for (std::size_t i = 0; i < many; ++i) {
                int number = -1;
                std::memcpy(&number, CMSG_DATA(item) + i * sizeof(int), sizeof number);
                came.emplace_back(number);
            }
        }
        if (count <= 0)
            return nothing_yet ? NoFrame { End::Peer, "the other side closed the channel" }
                               : violation("the channel closed within a frame");
        if ((header.msg_flags & MSG_CTRUNC) != 0)
            return violation("more descriptors than a frame may carry");
        if (!came.empty() && (!taken || !nothing_yet))
            return violation("descriptors within a frame");
        if (taken && !came.empty())
            *taken = std::move(came);
        nothing_yet = false;
        into = into.subspan(static_cast<std::size_t>(count));
    }
    return std::nullopt;
}

std::variant<Frame, NoFrame> Channel::receive_up_to(
    std::size_t limit, std::size_t most, Deadline deadline)
{
    Frame frame;
    std::uint8_t prefix[4];
    if (auto none = fill(m_socket.get(), prefix, deadline, &frame.descriptors))
        return *none;
    std::size_t length = 0;
    for (int i = 3; i >= 0; --i)
        length = (length << 8) | prefix[i];
    if (length > limit)
        return violation("a frame longer than allowed");
    if (frame.descriptors.size() > most)
        return violation("more descriptors than expected");
    frame.bytes.resize(length);
    if (auto none = fill(m_socket.get(), frame.bytes, deadline, nullptr))
        return *none;
    return frame;
}

std::variant<Frame, NoFrame> Channel::receive(
    std::size_t limit, std::size_t expected_descriptors, Deadline deadline)
{
    auto outcome = receive_up_to(limit, expected_descriptors, deadline);
    if (auto* frame = std::get_if<Frame>(&outcome);
        frame && frame->descriptors.size() != expected_descriptors)
        return violation("fewer descriptors than expected");
    return outcome;
}

}
