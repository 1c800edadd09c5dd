// SPDX-License-Identifier: MIT
// A fake key in a folder that stands for a machine's devices: its node is a pseudo-terminal, which
// hangs up as a hidraw node does when the key is pulled out.
#pragma once

#include "tests/fakes/authenticator/authenticator.h"

#include <filesystem>
#include <thread>

namespace fakes {

// As keys of several makers have it.
base::Bytes fido_report_descriptor();

class Plugged {
public:
    // `folder`/dev and `folder`/sys/class/hidraw are made where they are missing.
    Plugged(std::filesystem::path folder, Authenticator&, std::string name = "hidraw0",
        const base::Bytes& report_descriptor = fido_report_descriptor());
    ~Plugged();
    Plugged(const Plugged&) = delete;

private:
    std::filesystem::path m_folder;
    std::string m_name;
    base::Descriptor m_ours;
    base::Descriptor m_theirs; // Kept open, so that ours does not hang up with each that closes.
    std::jthread m_thread;
};

}
