// SPDX-License-Identifier: MIT
#include "sanitizer/decode/png/sandbox.h"

namespace decode_png {

sandbox::Profile decode_png_profile()
{
    return sandbox::Profile("decode-png");
}

}
