// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pixels/serve.h"
#include "sanitizer/decode/webp/decode.h"
#include "sanitizer/decode/webp/sandbox.h"

int main(int argc, char** argv)
{
    return pixels::serve_decoder(
        argc, argv, decode_webp::decode_webp_profile(), decode_webp::decode);
}
