// SPDX-License-Identifier: MIT
// The broker's side: starts a worker program, asks it for fresh processes, and believes nothing.
#pragma once

#include "kiosk/core/wire/message.h"
#include "kiosk/core/worker/ending.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace worker {

struct Limits {
    std::uint64_t memory_bytes { 1ull << 30 }; // Beyond what the zygote already maps.
    std::uint64_t output_bytes { 1ull << 30 }; // Of any one file it writes.
    std::chrono::milliseconds time { 60'000 }; // Wall clock, for the whole job.
};

// One job: a process that has proved its sandbox, a channel to it, a deadline. Destruction kills.
class Process {
public:
    Process(Process&&) noexcept;
    Process& operator=(Process&&) noexcept;
    ~Process();

    Result<void> send(const google::protobuf::MessageLite&, std::span<const int> descriptors = {});

    // The next message, or an Error: silence, crash, timeout, nonsense. After an Error the process
    // is dead and ending() tells why.
    template <typename Message>
    Result<wire::Untrusted<Message>> receive(std::size_t limit = wire::default_frame_limit)
    {
        Message message;
        TRY(receive_into(message, limit));
        return wire::Untrusted<Message>(std::move(message));
    }

    // The worker must now close its end and exit with 0 on its own; anything more is an Error.
    // Only after this are its outputs whole.
    Result<void> finish();

    const Ending& ending() const;

    struct State;

private:
    friend class Zygote;
    explicit Process(std::unique_ptr<State>);
    Result<void> receive_into(google::protobuf::MessageLite&, std::size_t limit);
    std::unique_ptr<State> m_state;
};

struct Program {
    std::string name; // "scanners-type"; for messages.
    std::string path; // The worker's executable.
    std::vector<std::string> words; // For its Prepare.
    std::chrono::milliseconds start_time { 30'000 };
};

// Thread-safe: several threads may spawn at once. Destruction ends the program and all its jobs.
class Zygote {
public:
    static Result<std::unique_ptr<Zygote>> start(const Program&);
    ~Zygote();

    Result<Process> spawn(const Limits&);
    void end_jobs(); // Those that run now; each ends as if it had crashed.
    const std::string& name() const;

private:
    struct State;
    explicit Zygote(std::unique_ptr<State>);
    std::unique_ptr<State> m_state;
};

}
