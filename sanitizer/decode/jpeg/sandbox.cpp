// SPDX-License-Identifier: MIT
#include "sanitizer/decode/jpeg/sandbox.h"

namespace decode_jpeg {

sandbox::Profile decode_jpeg_profile()
{
    return sandbox::Profile("decode-jpeg");
}

}
