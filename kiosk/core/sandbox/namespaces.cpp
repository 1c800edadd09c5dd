// SPDX-License-Identifier: MIT
#include "kiosk/core/sandbox/namespaces.h"

#include "kiosk/core/base/descriptor.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/magic.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace sandbox {

using base::system_error;

static constexpr uid_t nobody = 65534;

static Result<void> write_text(const char* path, std::string_view text)
{
    base::Descriptor file(open(path, O_WRONLY | O_CLOEXEC));
    if (!file)
        return system_error(path);
    return base::write_fully(file, base::view_of(text));
}

static Result<void> become_nobody()
{
    if (setgroups(0, nullptr) != 0 || setresgid(nobody, nobody, nobody) != 0
        || setresuid(nobody, nobody, nobody) != 0)
        return system_error("giving up root");
    // Or /proc/self belongs to root now, and the maps below could not be written.
    if (prctl(PR_SET_DUMPABLE, 1) != 0)
        return system_error("prctl");
    return {};
}

Result<void> leave_namespaces()
{
    if (geteuid() == 0)
        TRY(become_nobody());
    auto user = geteuid();
    auto group = getegid();
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC
            | CLONE_NEWUTS | CLONE_NEWCGROUP)
        != 0)
        return system_error("unshare");
    auto nobody_is = [](auto outside) {
        return std::to_string(nobody) + ' ' + std::to_string(outside) + " 1";
    };
    TRY(write_text("/proc/self/setgroups", "deny"));
    TRY(write_text("/proc/self/uid_map", nobody_is(user)));
    TRY(write_text("/proc/self/gid_map", nobody_is(group)));
    return {};
}

static Result<void> make_folders(const std::string& path)
{
    for (auto slash = path.find('/', 1); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
        if (mkdir(path.substr(0, slash).c_str(), 0755) != 0 && errno != EEXIST)
            return system_error("mkdir");
    }
    return {};
}

// A detached copy of the mount at `path`, to be put under the new root.
struct Grafted {
    std::string path;
    base::Descriptor tree;
    bool is_folder;
};

static Result<Grafted> graft(const std::string& path)
{
    Grafted grafted { path,
        base::Descriptor(
            open_tree(AT_FDCWD, path.c_str(), OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE)),
        false };
    if (!grafted.tree)
        return system_error("open_tree " + path);
    struct stat status { };
    if (fstat(grafted.tree.get(), &status) != 0)
        return system_error("fstat");
    grafted.is_folder = S_ISDIR(status.st_mode);
    return grafted;
}

static Result<void> plant(const Grafted& grafted)
{
    auto inside = "." + grafted.path;
    TRY(make_folders(inside));
    if (grafted.is_folder) {
        if (mkdir(inside.c_str(), 0755) != 0 && errno != EEXIST)
            return system_error("mkdir");
    } else {
        base::Descriptor file(open(inside.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0444));
        if (!file)
            return system_error("create");
    }
    if (move_mount(grafted.tree.get(), "", AT_FDCWD, inside.c_str(), MOVE_MOUNT_F_EMPTY_PATH) != 0)
        return system_error("move_mount");
    mount_attr attributes {};
    attributes.attr_set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV;
    if (mount_setattr(AT_FDCWD, inside.c_str(), AT_RECURSIVE, &attributes, sizeof attributes) != 0)
        return system_error("mount_setattr");
    return {};
}

Result<void> change_root(const Profile& profile)
{
    if (mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        return system_error("mount private");
    std::vector<Grafted> grafts;
    for (const auto& path : profile.readable_paths()) {
        if (access(path.c_str(), F_OK) != 0)
            continue; // A folder of fonts that this station lacks.
        grafts.push_back(TRY(graft(path)));
    }

    constexpr unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC;
    if (mount("sekisho", "/tmp", "tmpfs", flags, "size=64k,nr_inodes=4096,mode=0755") != 0)
        return system_error("mount root");
    if (chdir("/tmp") != 0 || mkdir("tmp", 0700) != 0)
        return system_error("new root");
    for (const auto& grafted : grafts)
        TRY(plant(grafted));
    if (syscall(SYS_pivot_root, ".", ".") != 0)
        return system_error("pivot_root");
    if (umount2(".", MNT_DETACH) != 0 || chdir("/") != 0)
        return system_error("umount");
    mount_attr attributes {};
    attributes.attr_set = MOUNT_ATTR_RDONLY;
    if (mount_setattr(AT_FDCWD, "/", 0, &attributes, sizeof attributes) != 0)
        return system_error("mount_setattr root");
    // A call that said yes and did nothing: the station's own root would still be there.
    struct statfs root { };
    if (statfs("/", &root) != 0 || root.f_type != TMPFS_MAGIC || access("/proc", F_OK) == 0)
        return Error { "the root is not the empty one" };
    return {};
}

Result<void> mount_private_files(const Profile& profile)
{
    if (unshare(CLONE_NEWNS) != 0)
        return system_error("unshare mount namespace");
    auto options = "size=" + std::to_string(profile.private_bytes()) + ",nr_inodes=16384,mode=0700";
    if (mount("sekisho", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, options.c_str()) != 0)
        return system_error("mount private files");
    return {};
}

}
