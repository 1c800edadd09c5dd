// SPDX-License-Identifier: MIT
#include "kiosk/broker/run/progress.h"

#include "kiosk/core/base/text.h"

namespace broker {

using Clock = std::chrono::steady_clock;

ProgressTeller::~ProgressTeller()
{
    {
        std::lock_guard lock(m_mutex);
        m_life = Life::Closed;
        m_end.notify_all();
    }
    if (m_thread.joinable())
        m_thread.join();
}

void ProgressTeller::expect(std::string_view path, std::uint64_t bytes)
{
    m_pace.expect(Pace::cost_of(path, bytes));
    m_bytes += bytes;
}

void ProgressTeller::start(unsigned threads)
{
    m_pace.start(Clock::now(), threads);
    if (m_listener.progress)
        m_thread = std::thread([this] { tick(); });
}

void ProgressTeller::began(std::uint64_t file, const std::string& path, std::uint64_t bytes)
{
    std::lock_guard lock(m_mutex);
    m_pace.began(file, path, Pace::cost_of(path, bytes), Clock::now());
}

void ProgressTeller::stepped(std::uint64_t file, std::uint64_t done, std::uint64_t of)
{
    std::lock_guard lock(m_mutex);
    m_pace.stepped(file, done, of);
    tell();
}

void ProgressTeller::ended(std::uint64_t file, std::uint64_t bytes)
{
    std::lock_guard lock(m_mutex);
    m_pace.ended(file);
    m_bytes_done += bytes;
    tell();
}

void ProgressTeller::skipped(const std::string& path, std::uint64_t bytes)
{
    std::lock_guard lock(m_mutex);
    m_pace.skipped(Pace::cost_of(path, bytes));
    m_bytes_done += bytes;
    tell();
}

void ProgressTeller::tell()
{
    constexpr auto pause = std::chrono::milliseconds(100);
    auto now = Clock::now();
    bool last = m_pace.files_done() == m_pace.files();
    if (!m_listener.progress || (now - m_last < pause && !last))
        return;
    m_last = now;
    m_listener.progress({ "files", m_pace.files_done(), m_pace.files(), m_bytes_done, m_bytes,
        m_pace.share_done(), m_pace.seconds_left(now), base::escaped(m_pace.longest_running()) });
}

void ProgressTeller::tick()
{
    constexpr auto interval = std::chrono::milliseconds(500);
    std::unique_lock lock(m_mutex);
    while (!m_end.wait_for(lock, interval, [&] { return m_life == Life::Closed; }))
        tell();
}

}
