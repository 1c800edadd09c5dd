// SPDX-License-Identifier: MIT
#include "kiosk/broker/daemon/end_signals.h"

#include <csignal>
#include <unistd.h>

namespace broker {

static sigset_t end_signals()
{
    sigset_t set;
    sigemptyset(&set);
    for (int signal : { SIGINT, SIGTERM, SIGHUP })
        sigaddset(&set, signal);
    return set;
}

EndSignals::EndSignals()
{
    auto set = end_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_thread = std::thread([this] { wait(); });
}

EndSignals::~EndSignals()
{
    m_over = true;
    // NOLINTNEXTLINE(bugprone-bad-signal-to-kill-thread): all threads block it; it ends sigwait.
    pthread_kill(m_thread.native_handle(), SIGTERM);
    m_thread.join();
}

void EndSignals::wait()
{
    auto set = end_signals();
    for (int signal = 0; sigwait(&set, &signal) == 0;) {
        if (m_over)
            return;
        if (m_source.stop_requested())
            _exit(128 + signal);
        m_source.request_stop();
    }
}

}
