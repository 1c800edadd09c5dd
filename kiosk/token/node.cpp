// SPDX-License-Identifier: MIT
#include "kiosk/token/node.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace token {

bool Node::wait(int milliseconds)
{
    auto left = std::chrono::ceil<std::chrono::milliseconds>(m_end - Clock::now()).count();
    auto time = milliseconds < 0 ? left : std::min<std::int64_t>(left, milliseconds);
    pollfd waiting[2] { { m_device.get(), POLLIN, 0 }, { m_wanted.get(), 0, 0 } };
    auto ready = poll(waiting, 2, static_cast<int>(std::max<std::int64_t>(time, 0)));
    if (ready < 0)
        return false;
    if (waiting[1].revents != 0)
        m_over = Over::NotWanted;
    else if (waiting[0].revents & (POLLERR | POLLHUP | POLLNVAL))
        m_over = Over::Gone;
    else if (ready == 0 && left <= time)
        m_over = Over::Time;
    return ready > 0 && m_over == Over::No;
}

// The kernel gives one report at a time, whole; a short one is filled up from the next, and what
// comes of that is refused with it.
bool Node::read(std::span<std::uint8_t> report, int milliseconds)
{
    while (!report.empty()) {
        if (!wait(milliseconds))
            return false;
        auto got = ::read(m_device.get(), report.data(), report.size());
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (got <= 0) {
            m_over = Over::Gone;
            return false;
        }
        report = report.subspan(static_cast<std::size_t>(got));
    }
    return true;
}

bool Node::write(base::View report)
{
    auto sent = ::write(m_device.get(), report.data(), report.size());
    return sent == static_cast<ssize_t>(report.size());
}

}
