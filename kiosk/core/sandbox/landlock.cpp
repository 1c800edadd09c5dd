// SPDX-License-Identifier: MIT
#include "kiosk/core/sandbox/landlock.h"

#include "kiosk/core/base/descriptor.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace sandbox {

using base::system_error;

// linux/landlock.h as of ABI 6; Debian 12's header stops at ABI 2.
struct RulesetAttributes {
    std::uint64_t handled_access_fs;
    std::uint64_t handled_access_net; // ABI 4
    std::uint64_t scoped; // ABI 6
};

struct [[gnu::packed]] PathBeneath {
    std::uint64_t allowed_access;
    std::int32_t parent_fd;
};

static constexpr unsigned create_version = 1;
static constexpr int rule_path_beneath = 1;
static constexpr std::uint64_t execute = 1ull << 0;
static constexpr std::uint64_t write_file = 1ull << 1;
static constexpr std::uint64_t read_file = 1ull << 2;
static constexpr std::uint64_t read_folder = 1ull << 3;
static constexpr std::uint64_t remove_folder = 1ull << 4;
static constexpr std::uint64_t remove_file = 1ull << 5;
static constexpr std::uint64_t make_folder = 1ull << 7;
static constexpr std::uint64_t make_regular = 1ull << 8;
static constexpr std::uint64_t refer = 1ull << 13;
static constexpr std::uint64_t truncate_file = 1ull << 14; // ABI 3
static constexpr std::uint64_t private_rights = write_file | read_file | read_folder | remove_folder
    | remove_file | make_folder | make_regular | refer | truncate_file;

static std::uint64_t all_rights(int abi)
{
    // EXECUTE to MAKE_SYM (ABI 1), REFER (2), TRUNCATE (3), IOCTL_DEV (5).
    std::uint64_t rights = (1ull << 14) - 1;
    if (abi >= 3)
        rights |= truncate_file;
    if (abi >= 5)
        rights |= 1ull << 15;
    return rights;
}

Result<int> landlock_abi()
{
    auto abi = syscall(SYS_landlock_create_ruleset, nullptr, 0, create_version);
    if (abi < 0)
        return system_error("Landlock");
    if (abi < least_landlock_abi)
        return Error { "this kernel's Landlock is too old" };
    return static_cast<int>(abi);
}

static Result<void> allow_beneath(
    const base::Descriptor& ruleset, const std::string& path, std::uint64_t rights)
{
    base::Descriptor place(open(path.c_str(), O_PATH | O_CLOEXEC));
    if (!place)
        return errno == ENOENT ? Result<void> {} : Result<void> { system_error("open " + path) };
    struct stat status { };
    if (fstat(place.get(), &status) != 0)
        return system_error("fstat");
    if (!S_ISDIR(status.st_mode))
        rights &= execute | read_file | write_file | truncate_file;
    PathBeneath rule { rights, place.get() };
    if (syscall(SYS_landlock_add_rule, ruleset.get(), rule_path_beneath, &rule, 0) != 0)
        return system_error("landlock_add_rule");
    return {};
}

static Result<void> prove()
{
    base::Descriptor root(open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (root || errno != EACCES)
        return Error { "Landlock is not in force" };
    return {};
}

Result<void> restrict_files(const Profile& profile)
{
    auto abi = TRY(landlock_abi());
    RulesetAttributes attributes { all_rights(abi), abi >= 4 ? 3ull : 0ull,
        abi >= 6 ? 3ull : 0ull };
    auto size = abi >= 6 ? sizeof attributes : abi >= 4 ? 16u : 8u;
    base::Descriptor ruleset(
        static_cast<int>(syscall(SYS_landlock_create_ruleset, &attributes, size, 0)));
    if (!ruleset)
        return system_error("landlock_create_ruleset");
    auto reading = read_file | read_folder;
    if (profile.programs() == Programs::Allowed)
        reading |= execute;
    for (const auto& path : profile.readable_paths())
        TRY(allow_beneath(ruleset, path, reading));
    if (profile.private_bytes() > 0)
        TRY(allow_beneath(ruleset, "/tmp", private_rights & all_rights(abi)));
    if (!profile.writable_folder().empty())
        TRY(allow_beneath(ruleset, profile.writable_folder(), private_rights & all_rights(abi)));
    if (syscall(SYS_landlock_restrict_self, ruleset.get(), 0) != 0)
        return system_error("landlock_restrict_self");
    return prove();
}

}
