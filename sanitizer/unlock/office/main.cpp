// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/serve.h"
#include "sanitizer/unlock/office/cipher.h"
#include "sanitizer/unlock/office/sandbox.h"
#include "sanitizer/unlock/office/unlock.h"

int main(int argc, char** argv)
{
    auto prepare = [](std::span<const std::string>) { return unlock_office::warm_up(); };
    auto work = [](wire::Channel& channel) {
        return unlock::serve_one(channel, unlock_office::unlock_office);
    };
    return worker::serve(argc, argv, unlock_office::unlock_office_profile(), prepare, work);
}
