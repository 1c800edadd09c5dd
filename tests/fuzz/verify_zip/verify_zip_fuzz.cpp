// SPDX-License-Identifier: MIT
// Whatever the bytes: no crash, and what passes stays within its limits.
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/verify/zip/verifier.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    verify_zip::Limits limits { 100, 1 << 20, 200 };
    std::uint64_t bytes = 0;
    auto found = [&](const verify_zip::Entry& entry) -> Result<void> {
        bytes += entry.size;
        return {};
    };
    auto file = base::sealed_memory_file("zip", { data, size });
    if (!file)
        return 0;
    auto result = verify_zip::verify(file.value(), limits, found);
    if (!result || bytes > limits.total_bytes)
        std::abort();
    auto* totals = std::get_if<verify_zip::Totals>(&result.value());
    if (totals && totals->bytes != bytes)
        std::abort();
    return 0;
}
