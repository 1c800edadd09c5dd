// SPDX-License-Identifier: MIT
// SIGINT, SIGTERM and SIGHUP as a wish to end in good order: what runs is stopped, said and
// recorded. The second one ends the process at once, as SIGKILL would.
#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace broker {

class EndSignals {
public:
    EndSignals(); // Before any other thread, which would not have them blocked.
    ~EndSignals();

    std::stop_token token() const { return m_source.get_token(); }

private:
    void wait();

    std::stop_source m_source;
    std::atomic<bool> m_over { false };
    std::thread m_thread;
};

}
