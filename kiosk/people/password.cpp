// SPDX-License-Identifier: MIT
#include "kiosk/people/password.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <sodium.h>

namespace people {

static constexpr std::size_t longest = 1'024; // Bytes.

// The commonest of the known leaks that have 8 characters or more, and what people type here.
static constexpr std::string_view common[] { "password", "password1", "password12", "password123",
    "passw0rd", "p@ssw0rd", "p@ssword", "12345678", "123456789", "1234567890", "12341234",
    "11111111", "00000000", "88888888", "87654321", "0987654321", "0123456789", "qwertyui",
    "qwerty12", "qwerty123", "qwertyuiop", "1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx", "1qazxsw2",
    "zaq12wsx", "q1w2e3r4", "asdfghjk", "asdfghjkl", "asdf1234", "zxcvbnm1", "abcd1234", "abc12345",
    "abcdefgh", "a1b2c3d4", "aa123456", "iloveyou", "iloveyou1", "sunshine", "princess", "football",
    "baseball", "superman", "trustno1", "welcome1", "welcome123", "letmein1", "admin123",
    "admin1234", "administrator", "changeme", "changeme1", "changeit", "default1", "computer",
    "internet", "samsung1", "whatever", "starwars", "dragon12", "monkey12", "master12", "michelle",
    "jennifer", "corvette", "mercedes", "testtest", "test1234", "guest123", "root1234", "secret12",
    "sakura12", "sakura123", "nippon12", "japan123", "tokyo2020", "tokyo123", "himitsu1",
    "pasuwado", "arigatou", "konnichiwa", "sekisho1", "sekisho123", "sekisho-admin" };

Result<void> check_password(std::string_view account, std::string_view password)
{
    auto points = base::decode_utf8(password);
    if (!points || points->size() < 8)
        return Error { "a password has at least 8 characters\nパスワードは8文字以上です。" };
    if (password.size() > longest)
        return Error { "a password has at most 1024 bytes" };
    std::string lower(password);
    for (auto& c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    auto one_character = points->find_first_not_of(points->front()) == std::u32string::npos;
    if (one_character || std::ranges::find(common, lower) != std::end(common))
        return Error { "this password is among the first that anybody would "
                       "guess\nこのパスワードは推測されやすいため使えません。" };
    if (account.size() >= 4 && lower.find(account) != std::string::npos)
        return Error { "the password holds the account's own "
                       "name\nパスワードにアカウント名を含めることはできません。" };
    return {};
}

Result<std::string> hash_password(std::string_view password, Cost cost)
{
    if (password.size() > longest)
        return Error { "a password has at most 1024 bytes" };
    if (sodium_init() < 0)
        return Error { "the cryptographic library does not start" };
    char hash[crypto_pwhash_argon2id_STRBYTES];
    if (crypto_pwhash_argon2id_str(
            hash, password.data(), password.size(), cost.passes, cost.memory_bytes)
        != 0)
        return Error { "there is not enough memory to keep a password safe" };
    return std::string(hash);
}

bool is_password(const std::string& hash, std::string_view password)
{
    if (password.size() > longest || sodium_init() < 0)
        return false;
    return crypto_pwhash_argon2id_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool is_outdated(const std::string& hash, Cost cost)
{
    return crypto_pwhash_argon2id_str_needs_rehash(hash.c_str(), cost.passes, cost.memory_bytes)
        != 0;
}

}
