// SPDX-License-Identifier: MIT
#include "kiosk/ledger/client.h"

#include "kiosk/ledger/ledger.pb.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

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
    auto [ours, theirs] = TRY(wire::Channel::pair());
    m_channel = std::move(ours);
    std::string name = "sekisho-ledger";
    char* words[] { name.data(), m_folder.data(), nullptr };
    char* no_environment[] { nullptr };
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, theirs.socket().get(), 3);
    posix_spawn_file_actions_addclosefrom_np(&actions, 4);
    // A group of its own: what a terminal sends is for the broker, which then ends in good order.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    auto error
        = posix_spawn(&m_process, m_program.c_str(), &actions, &attributes, words, no_environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        m_process = -1;
        m_channel.close();
        errno = error;
        return base::system_error("sekisho-ledger");
    }
    return {};
}

void Client::end()
{
    m_channel.close(); // It ends when nobody can ask any more.
    int status = 0;
    while (m_process > 0 && waitpid(m_process, &status, 0) < 0 && errno == EINTR) { }
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
