// SPDX-License-Identifier: MIT
// The calendar as LibreOffice sees it. A document may print today's date or draw by it; the same
// document must give the same pages tomorrow, so in this process it is always the same moment. It
// lies far enough back that nobody takes it for today.
//
// gettimeofday() is what LibreOffice's timers are set and looked at by. What they do beside the
// conversion (laying out ahead, drawing a window that nobody sees) depends on how fast this machine
// is at the moment, and leaves its marks in what is written: page numbers in fields, styles that
// nobody used. To a job each look is earlier than the one before, and so no timer is ever due.
//
// These stand before the C library's own for every library in the process (CMakeLists.txt exports
// them). Clocks that measure how long something takes are the real ones.
#include "sanitizer/decode/office/locked_in.h"

#include <atomic>
#include <ctime>
#include <dlfcn.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

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

extern "C" int gettimeofday(timeval* now, void* zone) noexcept
{
    static std::atomic<std::time_t> looks { 0 };
    static std::atomic<bool> is_job { false }; // It never ceases to be one.
    if (!is_job && !office::is_locked_in())
        return static_cast<int>(syscall(SYS_gettimeofday, now, zone));
    is_job = true;
    *now = { first_of_january_2000 - ++looks, 0 };
    return 0;
}

extern "C" std::time_t time(std::time_t* now) noexcept
{
    if (now)
        *now = first_of_january_2000;
    return first_of_january_2000;
}
