// SPDX-License-Identifier: MIT
// Whatever the bytes: no crash, and what passes keeps to its limits and its two ends.
#include "sanitizer/verify/pdf/verifier.h"

#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    verify_pdf::Limits limits { 100, 1 << 20 };
    auto result = verify_pdf::verify({ data, size }, limits);
    auto* verified = std::get_if<verify_pdf::Verified>(&result);
    if (!verified)
        return 0;
    std::string_view file(reinterpret_cast<const char*>(data), size);
    if (verified->pages == 0 || verified->pages > limits.pages || !file.starts_with("%PDF-1.4\n")
        || !file.ends_with("%%EOF\n"))
        std::abort();
    return 0;
}
