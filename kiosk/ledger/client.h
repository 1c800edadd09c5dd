// SPDX-License-Identifier: MIT
// The broker's hand on the ledger: a process of its own that alone writes it and holds its key.
#pragma once

#include "kiosk/core/wire/message.h"

#include <functional>
#include <memory>
#include <mutex>
#include <sys/types.h>

namespace ledger {

namespace message {
class Answer;
class Find;
class Request;
}

// If the process ends, the request that it was asked fails, since nobody knows what became of it;
// the next one starts it anew, and it goes on from what the disk holds.
class Client {
public:
    // Starts `program` on `folder`, which must exist.
    static Result<std::unique_ptr<Client>> start(
        const std::string& program, const std::string& folder);
    ~Client();

    // As long as this runs, nobody writes: for a copy of the folder.
    Result<void> while_still(const std::function<Result<void>()>&);

    // For good: waits until the process has ended, so that another may write the ledger.
    void close();

    struct Taken {
        std::uint64_t first;
        std::string checkpoint;
    };
    struct State {
        std::uint64_t size;
        std::string checkpoint;
        std::string verifier; // The first key's; `keys` tells how it was handed on.
        std::string keys;
    };

    // JSON objects with a "type". After it returns, a durable signed checkpoint covers them; an
    // Error means that transfers must stop.
    Result<Taken> append(const std::vector<std::string>& entries);
    Result<std::string> prove(std::uint64_t index); // A receipt's text.
    Result<std::vector<std::string>> read(std::uint64_t first, std::uint32_t count);
    Result<State> state();
    Result<Taken> rotate_key();
    Result<std::vector<std::string>> find(const message::Find&);

private:
    Client(std::string program, std::string folder)
        : m_program(std::move(program))
        , m_folder(std::move(folder))
    {
    }
    Result<void> launch();
    void end();
    Result<message::Answer> ask(const message::Request&);

    std::string m_program;
    std::string m_folder;
    std::mutex m_mutex;
    wire::Channel m_channel;
    pid_t m_process { -1 };
    enum class Door { Open, Closed } m_door { Door::Open };
};

}
