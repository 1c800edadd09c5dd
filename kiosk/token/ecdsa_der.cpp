// SPDX-License-Identifier: MIT
#include "kiosk/token/ecdsa_der.h"

#include <algorithm>

namespace token {

static Result<base::View> element(base::Reader& der, std::uint8_t tag)
{
    if (TRY(der.u8()) != tag)
        return Error { "another element" };
    auto size = TRY(der.u8());
    if (size >= 0x80) // Nothing of such a signature is that long.
        return Error { "a long element" };
    return der.take(size);
}

static Result<void> number(base::Reader& der, std::span<std::uint8_t> into)
{
    auto bytes = TRY(element(der, 0x02));
    if (bytes.empty() || bytes[0] >= 0x80 || (bytes.size() > 1 && bytes[0] == 0 && bytes[1] < 0x80))
        return Error { "no positive number in its shortest form" };
    if (bytes[0] == 0)
        bytes = bytes.subspan(1);
    if (bytes.size() > into.size())
        return Error { "a number beyond the curve" };
    std::ranges::copy(bytes, into.end() - static_cast<std::ptrdiff_t>(bytes.size()));
    return {};
}

static Result<std::array<std::uint8_t, 64>> both(base::View der)
{
    std::array<std::uint8_t, 64> numbers {};
    base::Reader outer(der);
    base::Reader inner(TRY(element(outer, 0x30)));
    TRY(number(inner, std::span(numbers).first(32)));
    TRY(number(inner, std::span(numbers).last(32)));
    if (!inner.at_end() || !outer.at_end())
        return Error { "something left over" };
    return numbers;
}

std::optional<std::array<std::uint8_t, 64>> numbers_of(base::View der)
{
    auto numbers = both(der);
    return numbers ? std::optional(numbers.value()) : std::nullopt;
}

}
