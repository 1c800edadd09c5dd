// SPDX-License-Identifier: MIT
// Length-prefixed frames with descriptors over a Unix stream socket.
//
// A frame is a 32-bit little-endian length and that many bytes. The length is checked against the
// receiver's limit before memory is taken. Descriptors ride with the frame's first bytes; a frame
// with more or fewer of them than the receiver expects is an error, and they are closed.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <chrono>
#include <optional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

namespace wire {

using Deadline = std::chrono::steady_clock::time_point;
Deadline after(std::chrono::milliseconds);
inline constexpr Deadline never = Deadline::max();

inline constexpr std::size_t most_descriptors = 8; // In one frame.
inline constexpr std::size_t default_frame_limit = 1 << 20;

struct Frame {
    base::Bytes bytes;
    std::vector<base::Descriptor> descriptors;
};

enum class End { Peer, Timeout, Violation, System };

// Why there is no frame: the peer closed between two frames (Peer), time ran out, the bytes break
// the rules above (Violation), or the kernel refused.
struct NoFrame {
    End end;
    std::string message;
};

class Channel {
public:
    Channel() = default;
    explicit Channel(base::Descriptor socket)
        : m_socket(std::move(socket))
    {
    }

    static Result<std::pair<Channel, Channel>> pair();

    explicit operator bool() const { return bool(m_socket); }
    const base::Descriptor& socket() const { return m_socket; }
    base::Descriptor release() { return std::move(m_socket); }
    void close() { m_socket.close(); }

    Result<void> send(base::View, std::span<const int> descriptors = {}, Deadline = never);

    std::variant<Frame, NoFrame> receive(
        std::size_t limit, std::size_t expected_descriptors, Deadline = never);
    // For a receiver that learns from the frame how many descriptors it brings (at most `most`).
    std::variant<Frame, NoFrame> receive_up_to(
        std::size_t limit, std::size_t most, Deadline = never);

private:
    base::Descriptor m_socket;
};

}
