// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/serve.h"
#include "sanitizer/unlock/zip/cipher.h"
#include "sanitizer/unlock/zip/sandbox.h"
#include "sanitizer/unlock/zip/unlock.h"

int main(int argc, char** argv)
{
    auto prepare = [](std::span<const std::string>) { return unlock_zip::warm_up(); };
    auto work
        = [](wire::Channel& channel) { return unlock::serve_one(channel, unlock_zip::unlock_zip); };
    return worker::serve(argc, argv, unlock_zip::unlock_zip_profile(), prepare, work);
}
