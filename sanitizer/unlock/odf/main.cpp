// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/serve.h"
#include "sanitizer/unlock/odf/cipher.h"
#include "sanitizer/unlock/odf/sandbox.h"
#include "sanitizer/unlock/odf/unlock.h"

int main(int argc, char** argv)
{
    auto prepare = [](std::span<const std::string>) { return unlock_odf::warm_up(); };
    auto work
        = [](wire::Channel& channel) { return unlock::serve_one(channel, unlock_odf::unlock_odf); };
    return worker::serve(argc, argv, unlock_odf::unlock_odf_profile(), prepare, work);
}
