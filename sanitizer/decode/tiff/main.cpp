// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pixels/serve.h"
#include "sanitizer/decode/tiff/decode.h"
#include "sanitizer/decode/tiff/sandbox.h"

int main(int argc, char** argv)
{
    return pixels::serve_decoder(
        argc, argv, decode_tiff::decode_tiff_profile(), decode_tiff::decode);
}
