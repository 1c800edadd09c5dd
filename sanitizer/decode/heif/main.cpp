// SPDX-License-Identifier: MIT
#include "sanitizer/decode/heif/decode.h"
#include "sanitizer/decode/heif/sandbox.h"
#include "sanitizer/decode/pixels/serve.h"

int main(int argc, char** argv)
{
    return pixels::serve_decoder(
        argc, argv, decode_heif::decode_heif_profile(), decode_heif::decode);
}
