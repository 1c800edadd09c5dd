// SPDX-License-Identifier: MIT
#include "sanitizer/decode/bmp/sandbox.h"

namespace decode_bmp {

sandbox::Profile decode_bmp_profile()
{
    return sandbox::Profile("decode-bmp");
}

}
