// SPDX-License-Identifier: MIT
#include "sanitizer/decode/heif/sandbox.h"

namespace decode_heif {

sandbox::Profile decode_heif_profile()
{
    return sandbox::Profile("decode-heif");
}

}
