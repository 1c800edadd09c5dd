// SPDX-License-Identifier: MIT
#include "sanitizer/encode/picture/sandbox.h"

namespace encode_picture {

sandbox::Profile encode_picture_profile()
{
    return sandbox::Profile("encode-picture");
}

}
