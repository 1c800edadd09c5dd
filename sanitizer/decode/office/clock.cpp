// SPDX-License-Identifier: MIT
// The calendar as LibreOffice sees it. A document may print today's date or draw by it; the same
// document must give the same pages tomorrow, so in this process it is always the same moment. It
// lies far enough back that nobody takes it for today.
//
// These stand before the C library's own for every library in the process (CMakeLists.txt exports
// them). Clocks that measure how long something takes are the real ones, and gettimeofday() is: it
// is used for deadlines.
#include <ctime>
#include <dlfcn.h>

static constexpr std::time_t first_of_january_2000 = 946'684'800; // 00:00 UTC.

using ClockGetTime = int(clockid_t, timespec*);

extern "C" int clock_gettime(clockid_t clock, timespec* now) noexcept
{
    if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) {
        *now = { first_of_january_2000, 0 };
        return 0;
    }
    static auto* const real = reinterpret_cast<ClockGetTime*>(dlsym(RTLD_NEXT, "clock_gettime"));
    return real(clock, now);
}

extern "C" std::time_t time(std::time_t* now) noexcept
{
    if (now)
        *now = first_of_january_2000;
    return first_of_january_2000;
}
