// SPDX-License-Identifier: MIT
// Whatever the bytes: no crash, and as much output as is told, no more than allowed.
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/unlock/office/unlock.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::uint64_t most_bytes = 1 << 20;
    auto input = base::sealed_memory_file("package", { data, size });
    auto output = base::create_memory_file("unlocked");
    if (!input || !output)
        return 0;
    const std::string passwords[] { "a" };
    auto outcome
        = unlock_office::unlock_office({ input.value(), output.value(), passwords, most_bytes });
    if (!outcome)
        return 0; // An empty file cannot be mapped.
    auto* unlocked = std::get_if<unlock::Unlocked>(&outcome.value());
    if (unlocked
        && (unlocked->bytes > most_bytes
            || base::size_of(output.value()).take() != unlocked->bytes))
        std::abort();
    return 0;
}
