// SPDX-License-Identifier: MIT
#include "kiosk/core/base/hmac.h"

#include <cstdlib>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace base {

std::array<std::uint8_t, 20> hmac_sha1(View key, View message)
{
    std::array<std::uint8_t, 20> code {};
    unsigned int size = 0;
    auto* made = HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), message.data(),
        message.size(), code.data(), &size);
    if (!made || size != code.size())
        std::abort(); // Our own set-up is broken; a wrong code must not come out of it.
    return code;
}

}
