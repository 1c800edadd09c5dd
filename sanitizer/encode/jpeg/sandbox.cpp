// SPDX-License-Identifier: MIT
#include "sanitizer/encode/jpeg/sandbox.h"

namespace encode_jpeg {

sandbox::Profile encode_jpeg_profile()
{
    return sandbox::Profile("encode-jpeg");
}

}
