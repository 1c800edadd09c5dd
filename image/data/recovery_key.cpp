// SPDX-License-Identifier: MIT
#include "image/data/recovery_key.h"

#include "kiosk/core/base/descriptor.h"

#include <sys/random.h>

namespace data {

static constexpr std::size_t groups = 8;
static constexpr std::size_t digits = 6;
static constexpr std::size_t length = groups * (digits + 1) - 1;

static constexpr bool is_between_groups(std::size_t at)
{
    return at % (digits + 1) == digits;
}

// Each digit as likely as any other: what is left of a byte above 250 is thrown away.
static Result<char> digit()
{
    for (;;) {
        unsigned char byte = 0;
        if (getrandom(&byte, 1, 0) != 1)
            return base::system_error("getrandom");
        if (byte < 250)
            return static_cast<char>('0' + byte % 10);
    }
}

Result<std::string> new_recovery_key()
{
    std::string key;
    while (key.size() < length)
        key += is_between_groups(key.size()) ? '-' : TRY(digit());
    return key;
}

bool is_recovery_key(std::string_view text)
{
    if (text.size() != length)
        return false;
    for (std::size_t i = 0; i < length; ++i) {
        bool is_digit = text[i] >= '0' && text[i] <= '9';
        if (is_between_groups(i) ? text[i] != '-' : !is_digit)
            return false;
    }
    return true;
}

}
