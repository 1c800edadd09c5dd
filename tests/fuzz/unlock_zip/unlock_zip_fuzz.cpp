// SPDX-License-Identifier: MIT
// Whatever the bytes: no crash, and no more output than allowed, of which nothing is encrypted.
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/unlock/zip/unlock.h"
#include "sanitizer/unpack/zip_structure/zip_structure.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::uint64_t most_bytes = 1 << 20;
    auto input = base::sealed_memory_file("zip", { data, size });
    auto output = base::create_memory_file("unlocked");
    if (!input || !output)
        return 0;
    const std::string passwords[] { "a", "x" };
    auto outcome = unlock_zip::unlock_zip({ input.value(), output.value(), passwords, most_bytes });
    if (!outcome)
        std::abort();
    auto* unlocked = std::get_if<unlock::Unlocked>(&outcome.value());
    if (!unlocked)
        return 0;
    if (unlocked->bytes > most_bytes || base::size_of(output.value()).take() != unlocked->bytes)
        std::abort();
    auto source = zip_structure::FileSource::of(output.value()).take();
    if (zip_structure::examine(source).take().state == zip_structure::State::Encrypted)
        std::abort();
    return 0;
}
