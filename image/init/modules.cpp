// SPDX-License-Identifier: MIT
#include "image/init/modules.h"

#include "kiosk/core/base/descriptor.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sys/syscall.h>
#include <unistd.h>

namespace boot {

Result<void> load_modules(const std::string& folder)
{
    std::ifstream order(folder + "/order");
    if (!order)
        return Error { "there is no list of modules" };
    for (std::string name; std::getline(order, name);) {
        base::Descriptor module(open((folder + '/' + name).c_str(), O_RDONLY | O_CLOEXEC));
        if (!module)
            return base::system_error(name);
        // The kernel's command line reaches a module only by modprobe.
        const char* words = name == "usbcore.ko" ? "authorized_default=0" : "";
        // A driver for what this machine does not have (another processor's instructions) is no
        // fault: without one that is needed, the root will not open.
        if (syscall(SYS_finit_module, module.get(), words, 0) != 0 && errno != EEXIST
            && errno != ENODEV)
            return base::system_error(name);
    }
    return {};
}

}
