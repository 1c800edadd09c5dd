// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/process_state.h"

#include "kiosk/core/sandbox/sanitized.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace worker {

// A killed process is gone at once; the zygote only has to say so.
static constexpr std::chrono::milliseconds time_to_die { 10'000 };

static bool wait_for_exit(const base::Descriptor& pidfd, wire::Deadline deadline)
{
    for (;;) {
        auto left = std::chrono::ceil<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        pollfd waiting { pidfd.get(), POLLIN, 0 };
        auto count = poll(
            &waiting, 1, static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000)));
        if (count > 0)
            return true;
        if (count == 0 && left.count() <= 0)
            return false;
    }
}

static Ending ending_of(const Gone& gone)
{
    if (!gone.by_signal())
        return gone.status() == 0 ? Ending { Ended::Finished, "" }
                                  : Ending { Ended::Failed, "gave up without an answer" };
    auto signal = static_cast<int>(gone.status());
    auto detail = "signal " + std::to_string(signal);
    if (const char* word = sigabbrev_np(signal))
        detail = std::string("SIG") + word;
    if (signal == SIGSYS || signal == SIGXFSZ || signal == SIGXCPU)
        return { Ended::Forbidden, detail };
    return { Ended::Crashed, detail };
}

#ifdef SEKISHO_SANITIZE
// Whatever the test expected of the worker, this is worse.
static void stop_at_finding(const Gone& gone)
{
    if (gone.by_signal() || gone.status() != sandbox::finding_status)
        return;
    std::fputs("The sanitizers found a fault in a worker.\n", stderr);
    std::abort();
}
#endif

void Process::State::end(Ended suspected, std::string detail)
{
    if (ending.how != Ended::NotYet)
        return;
    bool ended_itself = wait_for_exit(pidfd, {});
    if (!ended_itself)
        syscall(SYS_pidfd_send_signal, pidfd.get(), SIGKILL, nullptr, 0);
    channel.close();
    std::lock_guard lock(link->mutex);
    link->jobs.erase(this);
    auto gone = link->wait_for_gone(job, wire::after(time_to_die));
#ifdef SEKISHO_SANITIZE
    if (gone)
        stop_at_finding(gone.value());
#endif
    ending = { suspected, std::move(detail) };
    if (ended_itself && gone && (suspected == Ended::Failed || suspected == Ended::Finished))
        ending = ending_of(gone.value());
}

Process::Process(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

Process::Process(Process&&) noexcept = default;
Process& Process::operator=(Process&& other) noexcept
{
    std::swap(m_state, other.m_state);
    return *this;
}

Process::~Process()
{
    if (m_state)
        m_state->end(Ended::Failed, "not waited for");
}

static Error no_answer(const Process::State& state, const std::string& name)
{
    auto text = name + ": " + to_text(state.ending.how);
    if (!state.ending.detail.empty())
        text += " (" + state.ending.detail + ")";
    return Error { text };
}

Result<void> Process::send(
    const google::protobuf::MessageLite& message, std::span<const int> descriptors)
{
    auto sent = wire::send_message(m_state->channel, message, descriptors, m_state->deadline);
    if (sent)
        return {};
    bool late = std::chrono::steady_clock::now() >= m_state->deadline;
    // A peer that hangs up is about to end, or ending: its exit says why.
    if (!late)
        wait_for_exit(m_state->pidfd, std::min(m_state->deadline, wire::after(time_to_die)));
    m_state->end(late ? Ended::Timeout : Ended::Failed, sent.error().message);
    return no_answer(*m_state, m_state->link->name);
}

Result<void> Process::receive_into(google::protobuf::MessageLite& message, std::size_t limit)
{
    auto outcome = m_state->channel.receive(limit, 0, m_state->deadline);
    if (auto* none = std::get_if<wire::NoFrame>(&outcome)) {
        switch (none->end) {
        case wire::End::Peer:
            wait_for_exit(m_state->pidfd, std::min(m_state->deadline, wire::after(time_to_die)));
            m_state->end(Ended::Failed, none->message);
            // An exit status of 0 without an answer is no finish.
            if (m_state->ending.how == Ended::Finished)
                m_state->ending = { Ended::Failed, "ended without an answer" };
            break;
        case wire::End::Timeout: m_state->end(Ended::Timeout, none->message); break;
        case wire::End::Violation: {
            // Cut off within a frame is a crash, if it was one; anything else is nonsense.
            bool ended = wait_for_exit(m_state->pidfd, wire::after(std::chrono::milliseconds(200)));
            m_state->end(ended ? Ended::Failed : Ended::Nonsense, none->message);
            if (m_state->ending.how == Ended::Finished)
                m_state->ending = { Ended::Nonsense, none->message };
            break;
        }
        case wire::End::System: m_state->end(Ended::Failed, none->message); break;
        }
        return no_answer(*m_state, m_state->link->name);
    }
    auto parsed = wire::parse_message(std::get<wire::Frame>(outcome).bytes, message);
    if (parsed)
        return {};
    m_state->end(Ended::Nonsense, parsed.error().message);
    return no_answer(*m_state, m_state->link->name);
}

Result<void> Process::finish()
{
    auto outcome = m_state->channel.receive(0, 0, m_state->deadline);
    auto* none = std::get_if<wire::NoFrame>(&outcome);
    if (!none || none->end == wire::End::Violation)
        m_state->end(Ended::Nonsense, "more than one answer");
    else if (none->end == wire::End::Timeout || !wait_for_exit(m_state->pidfd, m_state->deadline))
        m_state->end(Ended::Timeout, "does not end");
    else
        m_state->end(Ended::Finished, "");
    if (m_state->ending.how != Ended::Finished)
        return no_answer(*m_state, m_state->link->name);
    return {};
}

const Ending& Process::ending() const
{
    return m_state->ending;
}

}
