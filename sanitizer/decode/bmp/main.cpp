// SPDX-License-Identifier: MIT
#include "sanitizer/decode/bmp/decode.h"
#include "sanitizer/decode/bmp/sandbox.h"
#include "sanitizer/decode/pixels/serve.h"

int main(int argc, char** argv)
{
    return pixels::serve_decoder(argc, argv, decode_bmp::decode_bmp_profile(), decode_bmp::decode);
}
