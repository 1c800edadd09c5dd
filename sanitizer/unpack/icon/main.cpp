// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pixels/serve.h"
#include "sanitizer/unpack/icon/sandbox.h"
#include "sanitizer/unpack/icon/unpack.h"

int main(int argc, char** argv)
{
    return pixels::serve_decoder(
        argc, argv, unpack_icon::unpack_icon_profile(), unpack_icon::unpack);
}
