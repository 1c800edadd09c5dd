// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pixels/serve.h"
#include "sanitizer/decode/png/decode.h"
#include "sanitizer/decode/png/sandbox.h"

int main(int argc, char** argv)
{
    return pixels::serve_decoder(argc, argv, decode_png::decode_png_profile(), decode_png::decode);
}
