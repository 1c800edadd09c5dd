// SPDX-License-Identifier: MIT
#include "kiosk/ledger/client.h"

#include "kiosk/ledger/ledger.pb.h"

#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ledger {

static constexpr std::chrono::milliseconds longest_wait { 120'000 };
static constexpr std::size_t largest_answer = 128 << 20; // 1,000 entries of the largest size.

Result<std::unique_ptr<Client>> Client::start(const std::string& program, const std::string& folder)
{
    auto [ours, theirs] = TRY(wire::Channel::pair());
    std::unique_ptr<Client> client(new Client);
    client->m_channel = std::move(ours);
    std::string name = "sekisho-ledger";
    char* words[] { name.data(), const_cast<char*>(folder.c_str()), nullptr };
    char* no_environment[] { nullptr };
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, theirs.socket().get(), 3);
    posix_spawn_file_actions_addclosefrom_np(&actions, 4);
    auto error = posix_spawn(
        &client->m_process, program.c_str(), &actions, nullptr, words, no_environment);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        errno = error;
        return base::system_error("sekisho-ledger");
    }
    theirs.close();
    TRY(client->state()); // It says at once what is wrong with the folder.
    return client;
}

Client::~Client()
{
    m_channel.close(); // It ends when nobody can ask any more.
    int status = 0;
    while (m_process > 0 && waitpid(m_process, &status, 0) < 0 && errno == EINTR) { }
}

static Result<message::Answer> exchange(wire::Channel& channel, const message::Request& request)
{
    auto deadline = wire::after(longest_wait);
    TRY(wire::send_message(channel, request, {}, deadline));
    auto received = TRY(wire::receive_trusted<message::Answer>(channel, largest_answer, deadline));
    if (received.message.what_case() == message::Answer::kError)
        return Error { "ledger: " + received.message.error() };
    return std::move(received.message);
}

Result<Client::Taken> Client::append(const std::vector<std::string>& entries)
{
    std::lock_guard lock(m_mutex);
    message::Request request;
    for (const auto& entry : entries)
        request.mutable_append()->add_entries(entry);
    auto answer = TRY(exchange(m_channel, request));
    if (!answer.has_taken())
        return Error { "ledger: an answer of another kind" };
    return Taken { answer.taken().first(), answer.taken().checkpoint() };
}

Result<std::string> Client::prove(std::uint64_t index)
{
    std::lock_guard lock(m_mutex);
    message::Request request;
    request.mutable_prove()->set_index(index);
    auto answer = TRY(exchange(m_channel, request));
    if (answer.what_case() != message::Answer::kProof)
        return Error { "ledger: an answer of another kind" };
    return answer.proof();
}

Result<std::vector<std::string>> Client::read(std::uint64_t first, std::uint32_t count)
{
    std::lock_guard lock(m_mutex);
    message::Request request;
    request.mutable_read()->set_first(first);
    request.mutable_read()->set_count(count);
    auto answer = TRY(exchange(m_channel, request));
    if (!answer.has_entries())
        return Error { "ledger: an answer of another kind" };
    return std::vector<std::string>(
        answer.entries().entries().begin(), answer.entries().entries().end());
}

Result<Client::State> Client::state()
{
    std::lock_guard lock(m_mutex);
    message::Request request;
    request.mutable_tell();
    auto answer = TRY(exchange(m_channel, request));
    if (!answer.has_state())
        return Error { "ledger: an answer of another kind" };
    return State { answer.state().size(), answer.state().checkpoint(), answer.state().verifier() };
}

}
