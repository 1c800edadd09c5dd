// SPDX-License-Identifier: MIT
// What a security key says of itself, and how it writes a signature. The first byte chooses which.
#include "kiosk/token/ecdsa_der.h"
#include "kiosk/token/report_descriptor.h"

#include <algorithm>
#include <cstdlib>

static void hold(bool promise)
{
    if (!promise)
        std::abort();
}

// To a careless reader, too, who looks for usage pages and collections alone.
static void check_key(base::View bytes)
{
    std::size_t collections = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        auto prefix = bytes[at];
        auto size = (prefix & 3u) == 3 ? 4u : prefix & 3u;
        hold(at + size < bytes.size());
        if ((prefix & 0xfcu) == 0x04)
            hold(size >= 2 && bytes[at + 1] == 0xd0 && bytes[at + 2] == 0xf1);
        collections += (prefix & 0xfcu) == 0xa0 ? 1 : 0;
        at += 1 + size;
    }
    hold(collections == 1);
    hold(!token::is_security_key(bytes.first(bytes.size() - 1)));
}

// The one form of DER: written anew, it is the same bytes.
static void check_numbers(base::View der, const std::array<std::uint8_t, 64>& numbers)
{
    base::Bytes again { 0x30, 0 };
    for (auto half : { base::View(numbers).first(32), base::View(numbers).last(32) }) {
        while (half.size() > 1 && half[0] == 0)
            half = half.subspan(1);
        auto sign = half[0] >= 0x80 ? 1u : 0u;
        base::append(again, base::Bytes { 2, static_cast<std::uint8_t>(half.size() + sign) });
        again.insert(again.end(), sign, 0);
        base::append(again, half);
    }
    again[1] = static_cast<std::uint8_t>(again.size() - 2);
    hold(std::ranges::equal(again, der));
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    base::View bytes(data + 1, size - 1);
    if (data[0] % 2 == 0) {
        if (token::is_security_key(bytes))
            check_key(bytes);
    } else if (auto numbers = token::numbers_of(bytes)) {
        check_numbers(bytes, *numbers);
    }
    return 0;
}
