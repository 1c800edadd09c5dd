// SPDX-License-Identifier: MIT
// The real sekisho-ledger on a real disk that has no room, or takes no writes.
#include "kiosk/ledger/client.h"
#include "kiosk/ledger/verify.h"

#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ledger;
namespace fs = std::filesystem;

static const std::string program = SEKISHO_LIBEXEC "/sekisho-ledger";
static const std::string refusal
    = "ledger: there is no room on the ledger's disk, so nothing may pass";

static std::vector<std::string> batch()
{
    auto entry = R"({"type":"test","text":")" + std::string(2000, 'x') + "\"}";
    return std::vector<std::string>(10, entry);
}

static void expect(bool holds, const char* what)
{
    if (holds)
        return;
    std::fprintf(stderr, "not so: %s\n", what);
    _exit(1);
}

// A disk of our own, in a mount namespace of our own, so that no privilege is needed.
static void mount_disk(const std::string& folder)
{
    auto user = getuid();
    auto group = getgid();
    expect(unshare(CLONE_NEWNS | CLONE_NEWUSER) == 0, "a namespace of our own");
    std::ofstream("/proc/self/setgroups") << "deny";
    std::ofstream("/proc/self/uid_map") << "0 " << user << " 1";
    std::ofstream("/proc/self/gid_map") << "0 " << group << " 1";
    expect(mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0, "mounts of our own");
    expect(mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=1m") == 0, "a small disk");
}

static bool is_whole(const std::string& folder)
{
    auto disk = open_disk_for_reading(
        base::Descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)));
    auto verification = verify_ledger(*disk);
    for (const auto& finding : verification.findings)
        std::fprintf(stderr, "%s: %s\n", finding.check.c_str(), finding.what.c_str());
    return verification.findings.empty();
}

static void fill_and_free(const std::string& disk)
{
    auto ballast = disk + "/ballast";
    auto folder = disk + "/ledger";
    fs::create_directories(folder);
    std::ofstream(ballast) << std::string(600'000, 'x');
    auto client = Client::start(program, folder).take();
    std::uint64_t taken = 0;
    auto appended = client->append(batch());
    for (; appended; appended = client->append(batch()))
        taken = appended.value().first + 10;
    expect(taken > 0, "some were taken");
    expect(appended.error().message == refusal, appended.error().message.c_str());
    expect(!client->append(batch()), "no more while there is no room");
    fs::remove(ballast);
    auto again = client->append(batch());
    expect(static_cast<bool>(again), again ? "" : again.error().message.c_str());
    expect(again.value().first >= taken, "behind all that was taken");
    expect(static_cast<bool>(client->prove(taken - 1)), "what was taken is there");
    client.reset();
    expect(is_whole(folder), "the record is whole");
}

static void take_the_right_to_write(const std::string& disk)
{
    auto folder = disk + "/ledger";
    fs::create_directories(folder);
    auto client = Client::start(program, folder).take();
    expect(static_cast<bool>(client->append(batch())), "the first are taken");
    client.reset();
    expect(
        mount(nullptr, disk.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) == 0, "read-only");
    client = Client::start(program, folder).take();
    auto appended = client->append(batch());
    expect(!appended, "nothing is taken");
    expect(appended.error().message == refusal, appended.error().message.c_str());
    expect(static_cast<bool>(client->prove(3)), "what was taken can be read");
    expect(mount(nullptr, disk.c_str(), nullptr, MS_REMOUNT, nullptr) == 0, "writable again");
    expect(static_cast<bool>(client->append(batch())), "it goes on");
    client.reset();
    expect(is_whole(folder), "the record is whole");
}

static void in_a_process_of_its_own(void (*test)(const std::string&))
{
    char name[] = "/tmp/sekisho-disk-XXXXXX";
    std::string folder = mkdtemp(name);
    auto child = fork();
    if (child == 0) {
        mount_disk(folder);
        test(folder);
        _exit(0);
    }
    int status = -1;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
    fs::remove_all(folder);
}

TEST(FullDisk, StopsTransfersAndGoesOnWhenThereIsRoom)
{
    in_a_process_of_its_own(fill_and_free);
}

TEST(FullDisk, ADiskThatTakesNoWritesIsToldAlike)
{
    in_a_process_of_its_own(take_the_right_to_write);
}
