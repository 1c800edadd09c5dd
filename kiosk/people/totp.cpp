// SPDX-License-Identifier: MIT
#include "kiosk/people/totp.h"

#include "kiosk/core/base/hmac.h"

#include <array>
#include <sodium.h>

namespace people {

static constexpr std::int64_t seconds_of_step = 30;

std::string totp_code(base::View secret, std::uint64_t step, unsigned digits)
{
    std::array<std::uint8_t, 8> counter {};
    for (unsigned i = 0; i < counter.size(); ++i)
        counter[i] = static_cast<std::uint8_t>(step >> (56 - 8 * i));
    auto mac = base::hmac_sha1(secret, counter);
    auto at = mac.back() & 15u; // RFC 4226 section 5.3.
    std::uint32_t number = mac[at] & 127u;
    for (std::size_t i = 1; i < 4; ++i)
        number = number << 8 | mac[at + i];
    std::string code(digits, '0');
    for (auto digit = code.rbegin(); digit != code.rend(); ++digit, number /= 10)
        *digit = static_cast<char>('0' + number % 10);
    return code;
}

std::optional<std::uint64_t> step_of(
    base::View secret, std::string_view code, std::int64_t now, std::uint64_t last_step)
{
    if (code.size() != 6 || now < seconds_of_step)
        return std::nullopt;
    auto step = static_cast<std::uint64_t>(now / seconds_of_step);
    std::optional<std::uint64_t> found;
    for (auto one : { step - 1, step, step + 1 }) { // All of them, however early one fits.
        auto right = totp_code(secret, one);
        if (sodium_memcmp(right.data(), code.data(), code.size()) == 0 && one > last_step && !found)
            found = one;
    }
    return found;
}

std::string to_base32(base::View bytes)
{
    static constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (auto byte : bytes) {
        held = held << 8 | byte;
        for (bits += 8; bits >= 5; bits -= 5)
            text += letters[held >> (bits - 5) & 31u];
    }
    if (bits > 0)
        text += letters[held << (5 - bits) & 31u];
    return text;
}

static std::string in_uri(std::string_view text)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string escaped;
    for (char c : text) {
        auto plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '-' || c == '.' || c == '_' || c == '~';
        auto byte = static_cast<std::uint8_t>(c);
        escaped += plain ? std::string(1, c)
                         : std::string { '%', digits[byte >> 4], digits[byte & 15] };
    }
    return escaped;
}

std::string otpauth_uri(std::string_view station, std::string_view account, base::View secret)
{
    return "otpauth://totp/" + in_uri(station) + ":" + in_uri(account)
        + "?secret=" + to_base32(secret) + "&issuer=" + in_uri(station);
}

}
