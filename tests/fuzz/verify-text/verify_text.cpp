// SPDX-License-Identifier: MIT
// The verifier says the same of a text in one piece and byte by byte, and what it accepts is valid
// UTF-8 to the station's own reader. The first byte chooses the format.
#include "kiosk/core/base/text.h"
#include "sanitizer/verify/text/verify.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    auto format = static_cast<verify_text::Format>(data[0] % 3);
    auto mark = (data[0] & 0x10) != 0 ? verify_text::Mark::Required : verify_text::Mark::Forbidden;
    base::View text { data + 1, size - 1 };
    verify_text::Verifier whole(format, mark);
    verify_text::Verifier bytewise(format, mark);
    whole.take(text);
    for (std::size_t i = 0; i < text.size(); ++i)
        bytewise.take(text.subspan(i, 1));
    auto one = whole.finish();
    auto other = bytewise.finish();
    if (bool(one) != bool(other))
        std::abort();
    if (one ? !base::is_valid_utf8(base::text_of(text)) || one.value().bytes != text.size()
            : one.error().message != other.error().message)
        std::abort();
    return 0;
}
