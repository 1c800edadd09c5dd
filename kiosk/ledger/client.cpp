// SPDX-License-Identifier: MIT
#include "kiosk/ledger/client.h"

#include "kiosk/core/wire/launch.h"
#include "kiosk/ledger/ledger.pb.h"

#include <csignal>

namespace ledger {

static constexpr std::chrono::milliseconds longest_wait { 120'000 };
static constexpr std::size_t largest_answer = 128 << 20; // 1,000 entries of the largest size.

Result<std::unique_ptr<Client>> Client::start(const std::string& program, const std::string& folder)
{
    std::unique_ptr<Client> client(new Client(program, folder));
    TRY(client->state()); // It says at once what is wrong with the folder.
    return client;
}

Result<void> Client::launch()
{
    auto launched = TRY(wire::launch(m_program, { m_folder }));
    m_process = launched.process;
    m_channel = std::move(launched.channel);
    return {};
}

void Client::end()
{
    m_channel.close(); // It ends when nobody can ask any more.
    wire::wait_for_end(m_process);
    m_process = -1;
}

void Client::close()
{
    std::lock_guard lock(m_mutex);
    m_door = Door::Closed;
    end();
}

Client::~Client()
{
    end();
}

Result<message::Answer> Client::ask(const message::Request& request)
{
    std::lock_guard lock(m_mutex);
    if (m_door == Door::Closed)
        return Error { "ledger: it is closed" };
    if (m_process < 0)
        TRY(launch());
    auto answer = [&]() -> Result<message::Answer> {
        auto deadline = wire::after(longest_wait);
        TRY(wire::send_message(m_channel, request, {}, deadline));
        auto received
            = TRY(wire::receive_trusted<message::Answer>(m_channel, largest_answer, deadline));
        return std::move(received.message);
    }();
    if (!answer) {
        kill(m_process, SIGKILL); // It may hang in a call to its disk.
        end();
        return Error { "ledger: it ended without an answer" };
    }
    if (answer.value().what_case() == message::Answer::kError)
        return Error { "ledger: " + answer.value().error() };
    return answer;
}

Result<void> Client::while_still(const std::function<Result<void>()>& work)
{
    std::lock_guard lock(m_mutex);
    return work();
}

Result<Client::Taken> Client::append(const std::vector<std::string>& entries)
{
    message::Request request;
    for (const auto& entry : entries)
        request.mutable_append()->add_entries(entry);
    auto answer = TRY(ask(request));
    if (!answer.has_taken())
        return Error { "ledger: an answer of another kind" };
    return Taken { answer.taken().first(), answer.taken().checkpoint() };
}

Result<std::string> Client::prove(std::uint64_t index)
{
    message::Request request;
    request.mutable_prove()->set_index(index);
    auto answer = TRY(ask(request));
    if (answer.what_case() != message::Answer::kProof)
        return Error { "ledger: an answer of another kind" };
    return answer.proof();
}

static Result<std::vector<std::string>> entries_of(const message::Answer& answer)
{
    if (!answer.has_entries())
        return Error { "ledger: an answer of another kind" };
    return std::vector<std::string>(
        answer.entries().entries().begin(), answer.entries().entries().end());
}

Result<std::vector<std::string>> Client::read(std::uint64_t first, std::uint32_t count)
{
    message::Request request;
    request.mutable_read()->set_first(first);
    request.mutable_read()->set_count(count);
    auto answer = TRY(ask(request));
    return entries_of(answer);
}

Result<std::vector<std::string>> Client::find(const message::Find& wanted)
{
    message::Request request;
    *request.mutable_find() = wanted;
    auto answer = TRY(ask(request));
    return entries_of(answer);
}

Result<Client::State> Client::state()
{
    message::Request request;
    request.mutable_tell();
    auto answer = TRY(ask(request));
    if (!answer.has_state())
        return Error { "ledger: an answer of another kind" };
    return State { answer.state().size(), answer.state().checkpoint(), answer.state().verifier(),
        answer.state().keys() };
}

Result<Client::Taken> Client::rotate_key()
{
    message::Request request;
    request.mutable_rotate_key();
    auto answer = TRY(ask(request));
    if (!answer.has_taken())
        return Error { "ledger: an answer of another kind" };
    return Taken { answer.taken().first(), answer.taken().checkpoint() };
}

}
