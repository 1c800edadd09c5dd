// SPDX-License-Identifier: MIT
// sekisho-init: the first process of the appliance, alone in its initramfs. It loads modules, opens
// the root by the hash on the kernel's command line, and becomes systemd there. There is no shell
// to end up in: what fails is said on the screen, and the machine starts anew.
#include "image/init/modules.h"
#include "image/init/verity.h"

#include "kiosk/core/base/descriptor.h"

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace boot {

static Result<void> mount_at(const char* type, const char* where, unsigned long flags)
{
    if (mkdir(where, 0755) != 0 && errno != EEXIST)
        return base::system_error(where);
    if (mount(type, where, type, flags, nullptr) != 0)
        return base::system_error(where);
    return {};
}

static Result<Root> root_of_command_line()
{
    constexpr std::string_view key = "sekisho.root=";
    std::ifstream line("/proc/cmdline");
    for (std::string word; line >> word;) {
        if (word.starts_with(key))
            return parse_root(word.substr(key.size()));
    }
    return Error { "the command line names no root" };
}

// The initramfs is memory: what it holds is given back.
static void empty_initramfs()
{
    std::error_code ignored;
    for (const char* path : { "/modules", "/init" })
        std::filesystem::remove_all(path, ignored);
}

static Result<void> enter(const std::string& device)
{
    constexpr auto place = "/root";
    if (mkdir(place, 0755) != 0 && errno != EEXIST)
        return base::system_error(place);
    if (mount(device.c_str(), place, "squashfs", MS_RDONLY | MS_NOSUID | MS_NODEV, nullptr) != 0)
        return base::system_error("mount root");
    for (const char* moved : { "/dev", "/sys", "/proc" }) {
        if (mount(moved, (std::string(place) + moved).c_str(), nullptr, MS_MOVE, nullptr) != 0)
            return base::system_error(moved);
    }
    empty_initramfs();
    if (chdir(place) != 0 || mount(".", "/", nullptr, MS_MOVE, nullptr) != 0 || chroot(".") != 0
        || chdir("/") != 0)
        return base::system_error("change root");
    execl("/usr/lib/systemd/systemd", "systemd", nullptr);
    return base::system_error("systemd");
}

static Result<void> start()
{
    TRY(mount_at("devtmpfs", "/dev", MS_NOSUID | MS_NOEXEC));
    TRY(mount_at("proc", "/proc", MS_NOSUID | MS_NOEXEC | MS_NODEV));
    TRY(mount_at("sysfs", "/sys", MS_NOSUID | MS_NOEXEC | MS_NODEV));
    auto root = TRY(root_of_command_line());
    TRY(load_modules("/modules"));
    return enter(TRY(open_root(root)));
}

}

int main()
{
    auto started = boot::start();
    if (auto* console = std::fopen("/dev/console", "w")) {
        std::fprintf(console, "\n起動できません / cannot start: %s\n",
            started ? "nothing is there" : started.error().message.c_str());
        std::fclose(console);
    }
    std::this_thread::sleep_for(std::chrono::seconds(20)); // To be read.
    reboot(RB_AUTOBOOT);
    return 1;
}
