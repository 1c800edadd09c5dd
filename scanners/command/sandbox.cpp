// SPDX-License-Identifier: MIT
#include "scanners/command/sandbox.h"

#include <seccomp.h>

namespace command {

sandbox::Profile scanners_command_profile()
{
    sandbox::Profile profile("scanners-command");
    // The file is handed over by name, and engines unpack into temporary files.
    profile.allow_private_files(2ull << 30);
    // The engine itself, its libraries, its definitions.
    profile.allow_reading({ "/usr", "/lib", "/lib64", "/bin", "/sbin", "/opt", "/etc/ld.so.cache",
        "/etc/clamav", "/var/lib/clamav", "/etc/localtime" });
    profile.allow_programs();
    return profile;
}

}
