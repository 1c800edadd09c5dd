// SPDX-License-Identifier: MIT
#include "sanitizer/decode/webp/sandbox.h"

namespace decode_webp {

sandbox::Profile decode_webp_profile()
{
    return sandbox::Profile("decode-webp");
}

}
