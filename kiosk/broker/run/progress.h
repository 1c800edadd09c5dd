// SPDX-License-Identifier: MIT
// Tells how far a run is: whenever files are done, and every half second while one takes its time.
#pragma once

#include "kiosk/broker/run/pace.h"
#include "kiosk/broker/run/run.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace broker {

// Thread-safe after start().
class ProgressTeller {
public:
    explicit ProgressTeller(const Listener& listener)
        : m_listener(listener)
    {
    }
    ~ProgressTeller();

    void expect(std::string_view path, std::uint64_t bytes);
    void start(unsigned threads);
    void began(std::uint64_t file, const std::string& path, std::uint64_t bytes);
    void stepped(std::uint64_t file, std::uint64_t done, std::uint64_t of);
    void ended(std::uint64_t file, std::uint64_t bytes);
    void skipped(const std::string& path, std::uint64_t bytes);

private:
    void tell(); // Needs the mutex.
    void tick();

    const Listener& m_listener;
    std::mutex m_mutex;
    std::condition_variable m_end;
    enum class Life { Open, Closed } m_life { Life::Open };
    Pace m_pace;
    std::uint64_t m_bytes { 0 };
    std::uint64_t m_bytes_done { 0 };
    std::chrono::steady_clock::time_point m_last {};
    std::thread m_thread;
};

}
