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
        || (flags & UserPresent) == 0 || (flags & (AttestedData | Extensions)) != 0
        || !base::is_p256_signed(key.public_key, signed_bytes, touch.signature))
        return {};
    // A key that counts nothing says 0 each time (WebAuthn Level 2, section 6.1.1).
    if (key.state == SecurityKey::State::Copied
        || (counter <= key.counter && (counter != 0 || key.counter != 0)))
        return { Judged::As::Copied, counter };
    return { Judged::As::Good, counter };
}

Result<void> check_key(const SecurityKey& key)
{
    auto points = base::decode_utf8(key.name);
    if (!points || key.name.empty() || key.name.size() > 100
        || std::ranges::any_of(*points, base::is_unsafe) || key.name.front() == ' '
        || key.name.back() == ' ')
        return Error { "a security key's name is 1 to 100 bytes of plain text\n"
                       "セキュリティキーの名前は100バイト以内の文字です。" };
    if (key.id.empty() || key.id.size() > longest_key_id || !base::is_p256_key(key.public_key))
        return Error { "the security key gave no credential of a form that we know\n"
                       "セキュリティキーの応答が正しくありません。" };
    return {};
}

}
