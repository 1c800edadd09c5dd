// SPDX-License-Identifier: MIT
// The real sekisho-ledger, killed before and after each of its system calls while it takes entries
// and hands its key on. No clock decides where: it is stopped by ptrace at every call, so each run
// ends at a chosen place.
#include "kiosk/ledger/client.h"
#include "kiosk/ledger/ledger.pb.h"
#include "kiosk/ledger/receipt.h"
#include "kiosk/ledger/verify.h"

#include <fcntl.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ledger;
namespace fs = std::filesystem;

static const std::string program = SEKISHO_LIBEXEC "/sekisho-ledger";

static std::string entry(int number)
{
    return R"({"type":"test","number":)" + std::to_string(number) + "}";
}

static void prepare(wire::Channel& channel)
{
    for (int i = 0; i < 5; ++i) {
        message::Request request;
        if (i == 2)
            request.mutable_rotate_key();
        else
            for (int entries = 0; entries < 3; ++entries)
                request.mutable_append()->add_entries(entry(i));
        ASSERT_TRUE(wire::send_message(channel, request));
    }
    shutdown(channel.socket().get(), SHUT_WR); // Then it ends by itself.
}

struct Outcome {
    long stops { 0 }; // At system calls, each twice: before and after.
    std::vector<message::Taken> taken; // What somebody heard.
};

// Kills it at the stop of this number, or lets it end.
static Outcome run(const std::string& folder, long kill_at)
{
    Outcome outcome;
    auto channels = wire::Channel::pair().take();
    auto& [ours, theirs] = channels;
    prepare(ours);
    auto child = fork();
    if (child == 0) {
        ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
        dup2(theirs.socket().get(), 3);
        close_range(4, ~0u, 0);
        execl(program.c_str(), "sekisho-ledger", folder.c_str(), nullptr);
        _exit(127);
    }
    theirs.close();
    int status = 0;
    waitpid(child, &status, 0); // At its execve.
    ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
    for (long signal = 0;;) {
        ptrace(PTRACE_SYSCALL, child, nullptr, signal);
        if (waitpid(child, &status, 0) != child || WIFEXITED(status) || WIFSIGNALED(status))
            break;
        bool is_call = WSTOPSIG(status) == (SIGTRAP | 0x80);
        signal = is_call ? 0 : WSTOPSIG(status);
        if (is_call && outcome.stops++ == kill_at) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            break;
        }
    }
    for (;;) {
        auto answer = wire::receive_trusted<message::Answer>(ours);
        if (!answer || !answer.value().message.has_taken())
            return outcome;
        outcome.taken.push_back(answer.value().message.taken());
    }
}

class Kill : public testing::Test {
protected:
    Kill()
    {
        char name[] = "/tmp/sekisho-kill-XXXXXX";
        char in_memory[] = "/dev/shm/sekisho-kill-XXXXXX"; // A kill loses nothing that was written.
        m_folder = mkdtemp(in_memory) ? in_memory : mkdtemp(name);
        fs::create_directories(m_folder / "before");
        auto client = Client::start(program, m_folder / "before").take();
        EXPECT_TRUE(client->append(std::vector<std::string>(250, entry(0)))); // Nearly a full tile.
    }
    ~Kill() override { fs::remove_all(m_folder); }

    std::string anew()
    {
        fs::remove_all(m_folder / "now");
        fs::copy(m_folder / "before", m_folder / "now", fs::copy_options::recursive);
        return m_folder / "now";
    }

    // Everything that was promised is there, provable, and the log goes on as the same one.
    void expect_whole(const std::string& folder, const Outcome& outcome, long at)
    {
        auto started = Client::start(program, folder);
        ASSERT_TRUE(started) << at << ": " << started.error().message;
        auto& client = *started.value();
        ASSERT_TRUE(client.append({ entry(99) })) << at;
        auto keys = read_keyring(folder).take();
        Questions questions;
        for (const auto& taken : outcome.taken) {
            questions.checkpoints.push_back(taken.checkpoint());
            auto receipt = client.prove(taken.first());
            ASSERT_TRUE(receipt) << at << ": " << receipt.error().message;
            questions.receipts.push_back(receipt.value());
            EXPECT_TRUE(check_proof(read_receipt(receipt.value()).value(), keys)) << at;
        }
        started.value().reset();
        auto disk = open_disk_for_reading(
            base::Descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)));
        auto verification = verify_ledger(*disk, questions);
        for (const auto& finding : verification.findings)
            ADD_FAILURE() << at << ": " << finding.check << ": " << finding.what;
    }

    fs::path m_folder;
};

TEST_F(Kill, LosesNothingThatSomebodyHeardOf)
{
    auto whole = run(anew(), -1);
    ASSERT_EQ(whole.taken.size(), 5u);
    constexpr long wanted = 400;
    long kills = 0;
    long step = std::max(1L, whole.stops / wanted);
    std::set<std::size_t> heard;
    for (long at = 1; at < whole.stops && !HasFailure(); at += step) {
        auto folder = anew();
        auto outcome = run(folder, at);
        heard.insert(outcome.taken.size());
        expect_whole(folder, outcome, at);
        ++kills;
    }
    EXPECT_GE(kills, wanted);
    EXPECT_EQ(heard.size(), 6u); // From nothing to all five: the kills fell everywhere.
    std::printf("%ld kills at %ld stops\n", kills, whole.stops);
}

TEST_F(Kill, ABrokerGoesOnWithANewProcess)
{
    auto folder = anew();
    auto client = Client::start(program, folder).take();
    auto before = client->append({ entry(1) }).take();
    std::string holder; // By its lock: the one process that writes here.
    for (const auto& process : fs::directory_iterator("/proc")) {
        std::error_code error;
        auto exe = fs::read_symlink(process.path() / "exe", error);
        if (error || exe != fs::canonical(program))
            continue;
        for (const auto& file : fs::directory_iterator(process.path() / "fd", error)) {
            if (fs::read_symlink(file.path(), error) == folder + "/lock")
                holder = process.path().filename();
        }
    }
    ASSERT_FALSE(holder.empty());
    kill(std::stoi(holder), SIGKILL);
    EXPECT_FALSE(client->append({ entry(2) })); // Nobody knows what became of it.
    auto after = client->append({ entry(3) });
    ASSERT_TRUE(after) << after.error().message;
    EXPECT_GT(after.value().first, before.first);
    EXPECT_TRUE(client->prove(before.first));
}
