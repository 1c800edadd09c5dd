// SPDX-License-Identifier: MIT
#include "sanitizer/decode/gif/sandbox.h"

namespace decode_gif {

sandbox::Profile decode_gif_profile()
{
    return sandbox::Profile("decode-gif");
}

}
