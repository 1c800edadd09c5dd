// SPDX-License-Identifier: MIT
#include "kiosk/people/security_key.h"

#include "kiosk/core/base/text.h"

#include <algorithm>

namespace people {

// As kiosk/token names it to a key. It is no station's own: a credential is bound to one by its
// enrolment, an answer by its challenge.
static constexpr std::string_view relying_party = "sekisho";

enum Flag : std::uint8_t {
    UserPresent = 1 << 0,
    BackupEligible = 1 << 3, // May be copied, and mostly counts nothing (WebAuthn Level 3, 6.1.3).
    AttestedData = 1 << 6, // More would follow, and nothing does.
    Extensions = 1 << 7,
};

Judged judge(const SecurityKey& key, const Touch& touch)
{
    base::Bytes signed_bytes(touch.data.begin(), touch.data.end());
    base::append(signed_bytes, touch.challenge);
    base::Reader data(touch.data);
    auto party = data.take(32).value();
    auto flags = data.u8().value();
    auto counter = data.u32_be().value();
    if (touch.key != key.id
        || !std::ranges::equal(party, base::sha256(base::view_of(relying_party)))
        || (flags & UserPresent) == 0 || (flags & (BackupEligible | AttestedData | Extensions)) != 0
        || !base::is_p256_signed(key.public_key, signed_bytes, touch.signature))
        return {};
    if (key.state == SecurityKey::State::Copied)
        return { Judged::As::Copied, counter };
    // A key that counts nothing says 0 each time (WebAuthn Level 2, section 6.1.1).
    if (counter <= key.counter && (counter != 0 || key.counter != 0))
        return { counter > touch.counter_then ? Judged::As::Wrong : Judged::As::Copied, counter };
    return { Judged::As::Good, counter };
}

std::vector<base::Bytes> ids_of(const std::vector<SecurityKey>& keys)
{
    std::vector<base::Bytes> ids;
    ids.reserve(keys.size());
    for (const auto& key : keys)
        ids.push_back(key.id);
    return ids;
}

Result<void> check_key_name(const std::string& name)
{
    auto points = base::decode_utf8(name);
    if (!points || name.empty() || name.size() > 100
        || std::ranges::any_of(*points, base::is_unsafe) || name.front() == ' '
        || name.back() == ' ')
        return Error { "a security key's name is 1 to 100 bytes of plain text\n"
                       "セキュリティキーの名前は100バイト以内の文字です。" };
    return {};
}

Result<void> check_key(const SecurityKey& key)
{
    TRY(check_key_name(key.name));
    if (key.id.empty() || key.id.size() > longest_key_id || !base::is_p256_key(key.public_key))
        return Error { "the security key gave no credential of a form that we know\n"
                       "セキュリティキーの応答が正しくありません。" };
    return {};
}

}
