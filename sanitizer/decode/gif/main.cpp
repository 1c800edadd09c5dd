// SPDX-License-Identifier: MIT
#include "sanitizer/decode/gif/decode.h"
#include "sanitizer/decode/gif/sandbox.h"
#include "sanitizer/decode/pixels/serve.h"

int main(int argc, char** argv)
{
    return pixels::serve_decoder(argc, argv, decode_gif::decode_gif_profile(), decode_gif::decode);
}
