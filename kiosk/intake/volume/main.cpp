// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/serve.h"
#include "kiosk/intake/volume/sandbox.h"
#include "kiosk/intake/volume/session.h"

#include <cstdlib>
#include <ctime>

// libtsk turns the times of FAT and ISO 9660 into seconds with mktime(), which opens a file of time
// zones the first time it is called.
static Result<void> prepare(std::span<const std::string>)
{
    setenv("TZ", "UTC0", 1);
    tzset();
    std::tm day {};
    day.tm_year = 126;
    day.tm_mday = 1;
    if (std::mktime(&day) < 0)
        return Error { "no time zone" };
    return {};
}

int main(int argc, char** argv)
{
    return worker::serve(
        argc, argv, volume::intake_volume_profile(), prepare, volume::serve_medium);
}
