// SPDX-License-Identifier: MIT
// SHA-256 (FIPS 180-4) by OpenSSL's libcrypto.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <array>
#include <memory>

namespace base {

using Digest = std::array<std::uint8_t, 32>;

class Sha256 {
public:
    Sha256();
    ~Sha256();
    void update(View);
    Digest finish(); // Starts anew afterwards.

private:
    struct State;
    std::unique_ptr<State> m_state;
};

Digest sha256(View);
Result<Digest> sha256_of_file(const Descriptor&); // From offset 0 to the end; position unchanged.
std::string to_hex(const Digest&);

}
